"""No line of a paper ends inside a name, the number of a paper, an article or a month."""

import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("依据《促进“晋创谷·长治”若干措施》", ["晋创谷·"]),
        ("作出核定（长创兑〔2026〕10号），第15条", ["长创兑〔2026〕10号", "第15条"]),
        ("（晋市政办〔2024〕39号）", ["晋市政办〔2024〕39号"]),
        ("方案六（二）6，第12条", ["六（二）6", "第12条"]),
        ("2025年1月至12月，2026年11月30日", ["2025年1月", "12月", "2026年11月30日"]),
        ("向市财政局<b>", ["市财政局"]),
        ("由晋城经济技术开发区承担", ["术开发区"]),
        ("开发区的开发区", []),
        ("示例股份有限公司长治分公司", ["股份有限公司", "分公司"]),
    ],
)
def test_what_stays_on_one_line_is_marked(text: str, whole: list[str]) -> None:
    page = Template("{% load portal %}{{ text|unbroken:names }}")
    shown = page.render(Context({"text": text, "names": ["晋创谷·", "市财政局", "晋城经济技术开发区", ""]}))
    assert shown.count("<span") == len(whole) and "<b>" not in shown
    assert all(f'<span class="nowrap">{name}</span>' in shown for name in whole)
