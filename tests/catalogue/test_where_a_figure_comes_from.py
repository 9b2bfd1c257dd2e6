"""Where a figure comes from: an edition changes figure, words and source together, in every place that shows it."""

import re
from datetime import date
from typing import Any

import pytest

from accounts.actor import actor_of
from accounts.models import User
from enterprises.models import Applicant
from subsidies.awards.papers.noticing import content
from subsidies.awards.replaying import replay
from subsidies.catalogue.in_force import Figure, released_figures, scheme_on
from subsidies.catalogue.sourcing import sources_of, standards_now, standards_of
from subsidies.policies import library
from tests import road
from tests.pages import address

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 2)
LATER = "试行〔2025〕7号（2025-01-01印发），自2025-01-01起"


def figure(scheme: str, name: str, key: str = "", since: str = "2025-01-01") -> Figure:
    day = date.fromisoformat(since)
    return Figure(scheme, name, key, "1", day, 7, "试行〔2025〕7号", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("code", "row", "facts", "labels"),
    [
        ("CZ-12", figure("CZ-12", "early_rate", "workshop"), {"space": "workshop"}, 1),
        ("CZ-12", figure("CZ-12", "early_rate", "workshop"), {"space": "office"}, 0),
        ("CZ-12", figure("CZ-12", "early_rate", "workshop", "2026-04-03"), {"space": "workshop"}, 0),
        ("CZ-16", figure("CZ-16", "cap"), {}, 1),
        ("CZ-16", figure("CZ-15", "cap"), {}, 0),
        ("JC-16", figure("JC-16", "rate"), {}, 1),
        ("CZ-12", figure("CZ-12", "no_such_figure"), {}, 0),
    ],
)
def test_the_document_is_told_of_just_the_figure_that_it_set(
    code: str, row: Figure, facts: dict[str, Any], labels: int
) -> None:
    found = sources_of(library().schemes[code], {"on": "2026-04-02", "facts": facts}, [row])
    assert len(found) == labels
    assert set(found.values()) <= {LATER}


def test_a_figure_kept_as_json_comes_back_and_one_of_before_has_no_day() -> None:
    row = figure("CZ-12", "early_rate", "workshop")
    assert Figure.from_json(row.as_json()) == row
    old = {key: value for key, value in row.as_json().items() if key != "dated"}
    assert Figure.from_json(old).told == "试行〔2025〕7号，自2025-01-01起"


def test_an_edition_changes_figure_words_and_source_together(
    ready: None, company: Applicant, applicant: User, reviewer: User, client_of: Any
) -> None:
    road.released("changzhi-2024-15", 7, "CZ-12", "early_rate", "workshop", "12")
    claim = road.submitted(company, applicant, **road.RENT)
    rate = scheme_on("CZ-12", DAY).figures["early_rate"].label
    said = f"{rate}：{LATER}"
    road.taken_up(claim)
    claim.refresh_from_db()
    road.approve(claim=claim, by=actor_of(reviewer), reason=road.NOT_TWICE)
    road.work_off("awards.reckon")
    award = claim.awards.get()
    assert award.figures[0]["dated"] == "2025-01-01" and not replay([award]).differences
    (step,) = [row for row in content(award, "长创兑〔2026〕1号", "CODE", DAY)["steps"] if row.source]
    assert step.source == said and "12.00 元/㎡/月" in step.sum
    assert said in client_of(applicant).get(address("claim", claim)).content.decode()
    page = client_of(applicant).get("/schemes/CZ-12/").content.decode()
    assert f"¥12.00/㎡/月（{LATER}）" in page and 'href="/schemes/CZ-12/standards/early_rate/"' in page


def test_the_page_of_a_figure_shows_its_values_by_day_each_with_its_source(policies: None, client: Any) -> None:
    road.released("changzhi-2024-15", 7, "CZ-12", "early_rate", "workshop", "12")
    page = client.get("/schemes/CZ-12/standards/early_rate/").content.decode()
    for words in (
        "2024年11月28日",
        '措施》（长政发〔2024〕15号）<span class="nowrap">第12条</span>',
        "2025年1月1日",
        "试行〔2025〕7号（2025-01-01印发）",
    ):
        assert words in page
    assert "沿用到2029年11月27日" in page and "还没有文件公布" not in page
    assert client.get("/schemes/CZ-12/standards/no_such/").status_code == 404
    assert client.get("/schemes/ZZ-1/standards/early_rate/").status_code == 404


def test_a_figure_that_nobody_has_set_says_so(policies: None, client: Any) -> None:
    page = client.get("/schemes/LL-06B/standards/rate/").content.decode()
    assert "未公布" in page and "还没有文件公布这项标准" in page and "沿用到" not in page
    road.released("luliang-2024-24", 7, "LL-06B", "rate", "", "0.02")
    page = client.get("/schemes/LL-06B/standards/rate/").content.decode()
    assert "2%" in page and "沿用到2026年12月31日" in page


@pytest.mark.parametrize("scheme", library().schemes.values(), ids=lambda scheme: scheme.code)
def test_every_figure_of_a_scheme_has_a_page(policies: None, client: Any, scheme: Any) -> None:
    names = {row.figure.name for row in standards_of(scheme)}
    page = client.get(f"/schemes/{scheme.code}/").content.decode()
    for name in names:
        assert f"/schemes/{scheme.code}/standards/{name}/" in page
        assert client.get(f"/schemes/{scheme.code}/standards/{name}/").status_code == 200
    assert released_figures(scheme.code) == []


ENGLISH = re.compile(r"[A-Za-z]{2,}")
BARE = re.compile(r"(?:号|》|）|^)[\s，]*\d+[，\s]*没有写明|[^第\d]\s\d+没有写明")


@pytest.mark.parametrize("scheme", library().schemes.values(), ids=lambda scheme: scheme.code)
def test_the_page_of_a_figure_names_its_document_in_chinese_and_its_article_as_one(
    policies: None, client: Any, scheme: Any
) -> None:
    """No word of the data's own language, no article as a bare number, no doubled unit, no figure without one."""
    for name in {row.figure.name for row in standards_of(scheme)}:
        page = client.get(f"/schemes/{scheme.code}/standards/{name}/").content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        told = re.sub(r"<[^>]+>", "\n", main)
        assert ENGLISH.findall(told.replace(scheme.code, "")) == [], (scheme.code, name)
        assert not BARE.search(told) and "元 元" not in told and "元元" not in told, (scheme.code, name)
        cells = re.findall(r'data-label="依据">(.*?)</td>', main)
        for cell in cells:
            own = cell == "内部规则，文件没有写明"
            assert own or f"》（{scheme.policy.number}）" in cell, cell
            assert own or re.search(r"第\d+条|[一二三四五六七八九十]+、?[（(]|[一二三四五六七八九十]、", cell), cell


def test_the_page_of_a_scheme_has_each_figure_with_its_value_of_today(policies: None, client: Any) -> None:
    page = client.get("/schemes/CZ-04A/").content.decode()
    standards = re.sub(r"<[^>]+>", "", page[page.index("<h2>标准</h2>") :])
    assert "高新技术企业认定资金标准：第1次 ¥300,000.00；第2次 ¥200,000.00；第3次 ¥200,000.00" in standards
    open_yet = client.get("/schemes/LL-06B/").content.decode()
    assert "未公布" in open_yet[open_yet.index("<h2>标准</h2>") :]
    road.released("luliang-2024-24", 7, "LL-06B", "rate", "", "0.02")
    now = standards_now(scheme_on("LL-06B", DAY), DAY)
    assert [row.entries for row in now if row.name == "rate"] == [(("", "2%"),)]
    assert [
        row.entries for row in standards_now(scheme_on("LL-06B", DAY), date(2024, 12, 1)) if row.name == "rate"
    ] == [(("", "未公布"),)]


def test_a_figure_that_no_document_has_cites_none(policies: None, client: Any) -> None:
    page = client.get("/schemes/CZ-12/standards/claim_term/").content.decode()
    assert "内部规则，文件没有写明" in page and "第12条" not in page[page.index("<table") :]
