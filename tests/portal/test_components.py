"""Components say what they are given, escape it, and leave out what is not there."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from core.templatetags.portal import thousands

NASTY = "<b>&\"'"


def rendered(component: str, /, **given: Any) -> str:
    return " ".join(render_to_string(f"components/{component}.html", given).split())


@pytest.mark.parametrize("state", ["done", "waiting", "attention", "stopped"])
def test_badge_differs_by_shape_and_word_and_colour(state: str) -> None:
    badge = rendered("badge", state=state, label="字样")
    others = {rendered("icon", name=name) for name in ("done", "waiting", "attention", "stopped") if name != state}
    assert f"badge-{state}" in badge
    assert "字样" in badge
    assert rendered("icon", name=state) not in others


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("page_header", {"title": NASTY, "lead": NASTY, "number": NASTY}),
        ("badge", {"label": NASTY}),
        ("empty", {"title": NASTY, "text": NASTY}),
        ("note", {"title": NASTY, "text": NASTY}),
        ("button", {"label": NASTY}),
        ("definitions", {"rows": [{"label": NASTY, "value": NASTY, "source": NASTY}]}),
        ("files", {"files": [{"name": NASTY, "size": 1, "note": NASTY}]}),
        (
            "history",
            {"entries": [{"at": datetime(2026, 1, 1, tzinfo=UTC), "what": NASTY, "who": NASTY, "reason": NASTY}]},
        ),
        ("reckoning", {"steps": [{"label": NASTY, "figure": NASTY, "rule": NASTY, "article": NASTY}], "total": NASTY}),
        ("tabs", {"tabs": [{"url": "?", "label": NASTY, "count": NASTY}], "label": NASTY}),
        ("reasons", {"reasons": [NASTY]}),
    ],
)
def test_component_escapes_what_people_typed(name: str, given: dict[str, Any]) -> None:
    shown = rendered(name, **given)
    assert NASTY not in shown
    assert "&lt;b&gt;&amp;" in shown


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        ("1200000.00 元", "1,200,000.00 元"),
        ("999.99 元", "999.99 元"),
        ("0.12345 元", "0.12345 元"),
        ("2026年", "2026年"),
        ("向下取到分（「租金」 － 〔补助额：20000 元〕）", "向下取到分（「租金」 － 〔补助额：20,000 元〕）"),
        ("12000 元/月", "12,000 元/月"),
        ("30000 ㎡", "30,000 ㎡"),
        ("91140411MA0ABCDE 元", "91140411MA0ABCDE 元"),
    ],
)
def test_yuan_and_areas_have_their_thousands_apart(figure: str, shown: str) -> None:
    assert thousands(figure) == shown


def test_reckoning_marks_the_limit_that_decided() -> None:
    steps = [
        {"label": "贷款利息的50%", "figure": "¥50,000.00", "rule": "利息 × 50%", "article": "第十六条"},
        {"label": "累计限额", "figure": "¥20,000.00", "rule": "", "article": "第十六条", "binding": True},
    ]
    shown = rendered("reckoning", steps=steps, total="¥20,000.00")
    assert shown.count("起决定作用") == 1
    assert shown.count("依据：第十六条") == 2
    assert "¥20,000.00</span></p>" in shown


def test_amount_is_never_a_bare_number_and_an_open_one_is_not_zero() -> None:
    assert "¥300,000.00" in rendered("amount", fen=30_000_000, why_url="/why/")
    assert 'href="/why/"' in rendered("amount", fen=30_000_000, why_url="/why/")
    assert "30万元" in rendered("amount", fen=30_000_000, wan=True)
    assert "人民币叁拾万元整" in rendered("amount", fen=30_000_000, capitals=True)
    assert "¥0.00" in rendered("amount", fen=0)
    assert "未公布" in rendered("amount", fen=None)


def test_a_button_that_cannot_be_pressed_is_a_sentence() -> None:
    assert "<button" not in rendered("button", label="提交申报", why_not="申报已于6月30日截止")


def test_definitions_show_what_is_missing_and_keep_zero() -> None:
    rows = [{"label": "一", "value": ""}, {"label": "二", "value": 0}]
    shown = rendered("definitions", rows=rows, missing="未公布")
    assert shown.count("未公布") == 1
    assert "<dd>0</dd>" in shown


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("{{ v|yuan }}", 123_456, "¥1,234.56"),
        ("{{ v|yuan }}", None, ""),
        ("{{ v|day }}", date(2026, 3, 31), "2026年3月31日"),
        ("{{ v|day }}", datetime(2026, 3, 30, 16, 30, tzinfo=UTC), "2026年3月31日"),
        ("{{ v|iso_day }}", date(2026, 3, 31), "2026-03-31"),
        ("{{ v|moment }}", datetime(2026, 3, 30, 16, 30, tzinfo=UTC), "2026年3月31日 00:30"),
        ("{{ v|grouped }}", 1_234_567, "1,234,567"),
        ("{{ v|size }}", 1, "1 KB"),
        ("{{ v|size }}", 2_516_582, "2.4 MB"),
        ("{{ v|or_unpublished }}", 0, "0"),
        ("{{ v|or_not_given }}", "", '<span class="muted">未填写</span>'),
        ("{% time_tag v %}", date(2026, 3, 31), '<time datetime="2026-03-31">2026年3月31日</time>'),
    ],
)
def test_figures_and_days_as_the_office_writes_them(text: str, value: Any, shown: str) -> None:
    assert Template("{% load portal %}" + text).render(Context({"v": value})) == shown
