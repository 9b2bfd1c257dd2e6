"""A claim goes back with marks at a field and a paper, is put right there, and comes again with what changed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import road
from tests.journeys import steps
from tests.journeys.looking import barriers

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ROOMS = "长治试验园 1号楼 厂房0001"
PHONE = {"width": 375, "height": 800}
UNCLEAR, LATE = "不清晰，请重新扫描或拍照上传", "租赁从7月开始，请核对"


def mark(page: Page, place: str, said: str) -> None:
    """What is wrong at one place, in the panel that sends the claim back."""
    page.locator("#step-return").get_by_label(place, exact=True).fill(said)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_what_was_marked_is_put_right_where_it_stands(
    visit: Callable[..., Page], company, applicant, intake, paper: Callable[..., Path], script: bool
) -> None:
    road.policies_loaded()
    claim = road.submitted(road.resident(company), applicant, **road.RENT)
    office = visit(intake)
    steps.open_case(office, claim.number)
    office.locator("#step-return summary").click()
    mark(office, "租赁合同", UNCLEAR)
    mark(office, "申报的起始月份", LATE)
    assert office.locator("#step-return datalist option").first.get_attribute("value")
    assert not barriers(office, {"region": "the theme of the admin"})
    office.locator("#step-return").get_by_role("button", name="退回补正").click()
    expect(steps.badge(office)).to_have_text("待补正")

    page = visit(applicant, viewport=PHONE, java_script_enabled=script)
    page.goto(f"/claims/{claim.public_id}/edit/")
    page.locator(".marked-list").get_by_role("link", name="申报的起始月份").click()
    expect(page.locator("#id_fact_first_month_marked")).to_contain_text(LATE)
    expect(page.locator("#paper-0")).to_contain_text(UNCLEAR)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"] if script else True
    steps.question(page, "申报的起始月份").fill("2025-07")
    page.get_by_role("button", name="下一步：核对并提交").click()
    correction = page.locator("#correction")
    expect(correction).to_contain_text("标出的地方还有没改动的")
    expect(correction.get_by_role("row").filter(has_text="本次申报的月份")).to_contain_text("2025年7月至12月")
    assert not script or not barriers(page)
    correction.get_by_role("link", name="租赁合同").click()
    page.locator("#id_paper_0").set_input_files(paper())
    if not script:
        page.get_by_role("button", name="上传所选文件").click()
    expect(page.locator("#paper-0 .files")).to_contain_text("租赁合同.png")
    page.get_by_role("button", name="下一步：核对并提交").click()
    expect(page.locator("#correction")).not_to_contain_text("标出的地方还有没改动的")
    page.get_by_role("button", name="提交申报").click()

    steps.open_case(office, claim.number)
    told = office.get_by_role("region", name="补正后重新提交")
    expect(told.locator(".badge", has_text="已改动")).to_have_count(2)
    expect(told.get_by_role("row").filter(has_text="租赁合同")).to_contain_text("租赁合同.png")
