"""An official asks how far the targets are, and finds behind each figure the records that make it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from jinchuanggu.loading.reference import load_reference
from tests.factories import EventFactory, PlatformFactory
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def recorded(transactional_db: None) -> None:
    """The real targets and valleys, and a few made-up records of what was reached."""
    load_reference()
    PlatformFactory.create_batch(3, changzhi=True, rd_institution=True)
    PlatformFactory(changzhi=True, rd_institution=True, planned=True, name="还在规划的研究院")
    EventFactory.create_batch(4, jincheng=True)


def card(page: Page, name: str) -> Locator:
    return page.locator("article.target").filter(has=page.get_by_role("heading", name=name, exact=True))


def number_in(text: str) -> int:
    """The first whole number of a text."""
    found = re.search(r"\d+", text)
    assert found, text
    return int(found.group())


def test_a_figure_is_as_long_as_its_list_and_other_cities_are_not_there(recorded, visit, official) -> None:
    page = visit()
    steps.log_in(page, official.username)
    page.get_by_role("link", name="目标进展").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("晋创谷·长治")
    expect(page.locator(".targets-clock")).to_contain_text(re.compile(r"距目标日 2026年12月31日 还有\s*\d+\s*天"))
    expect(page.locator("article.target")).to_have_count(6)

    institutes = card(page, "市级以上研发机构")
    figure = number_in(institutes.locator(".target-figure b").inner_text())
    assert figure >= 3
    expect(institutes.locator("svg.bar")).to_have_attribute("aria-label", re.compile(f"{figure}"))
    institutes.get_by_role("link", name=re.compile(f"查看 {figure} 条记录")).click()
    counted, left_out = page.get_by_label("计入的记录表", exact=True), page.get_by_label("不计入的记录表")
    expect(counted.locator("tbody tr")).to_have_count(figure)
    expect(counted).not_to_contain_text("还在规划的研究院")
    expect(left_out).to_contain_text("还在规划的研究院")

    assert steps.status_of(page, "/targets/jincheng/") == 404
    assert steps.status_of(page, "/targets/jincheng/JC-T8/") == 404
    expect(page.get_by_role("heading", level=1)).to_contain_text("没有找到")


def test_the_province_sees_the_three_cities_beside_each_other(recorded, visit, provincial_official) -> None:
    page = visit(provincial_official)
    page.get_by_role("link", name="目标进展").first.click()
    for city in ("长治市", "晋城市", "吕梁市"):
        expect(page.locator("ul.cities").get_by_role("link", name=city)).to_be_visible()
    events = page.get_by_role("link", name=re.compile("晋城市科创活动的记录"))
    figure = number_in(events.inner_text())
    assert figure == 4
    events.click()
    expect(page.get_by_label("计入的记录表", exact=True).locator("tbody tr")).to_have_count(figure)
    for city in ("changzhi", "luliang"):
        assert steps.status_of(page, f"/targets/{city}/") == 200
