"""An award is taken back by two people, the applicant reads why, and its matter is claimed again and paid."""

import re

import pytest
from playwright.sync_api import Page, expect

from subsidies.awards.models import Award, RevocationNotice
from tests import road
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WHY = "证书的发证日期录入有误，须重新审核。"


def proposed(page: Page, number: str) -> None:
    """One reviewer asks for it, from the claim's page."""
    steps.open_case(page, number)
    page.locator(".jcg-case-aside").get_by_role("link", name="撤销核定").click()
    page.get_by_label("理由（确认以后申报单位会看到）").fill(WHY)
    page.get_by_role("button", name="提出撤销").click()
    expect(page.locator("aside")).to_contain_text("提出人不能确认自己提出的撤销")


def confirmed(page: Page) -> None:
    """Another finds it on the desk, compares, and confirms."""
    page.goto("/admin/")
    page.locator(".jcg-duties").get_by_role("link", name="待确认撤销").click()
    page.locator("#result_list").get_by_role("link", name="全部", exact=True).click()
    expect(page.locator("main, .jcg").last).to_contain_text(WHY)
    page.get_by_role("button", name="确认撤销").click()
    expect(page.locator("#h-done")).to_have_text("已撤销")


def approved_as_another(window: Page, page: Page, number: str) -> None:
    """The claim that was refused is near; the reviewer says why this one is paid all the same."""
    steps.take_up(window, number)
    steps.open_case(page, number)
    expect(page.locator("#h-near")).to_be_visible()
    page.get_by_label("为什么不是重复").fill("原申报已不予支持，按更正后的证书重新申报")
    steps.without_papers(page, "审核通过")
    page.get_by_role("button", name="审核通过").click()
    expect(steps.badge(page)).to_have_text(re.compile("核算中|已核定"))


def test_an_award_is_revoked_and_its_matter_claimed_again(
    visit, company, applicant, intake, reviewer, second_reviewer
) -> None:
    road.policies_loaded()
    number = str(road.awarded(road.resident(company), applicant, reviewer).number)
    road.noticed()
    ours, theirs = visit(reviewer), visit(applicant)
    proposed(ours, number)
    theirs.goto("/claims/")
    expect(theirs.locator("main")).to_contain_text("已核定")
    confirmed(visit(second_reviewer))
    road.work_off("awards.revocation_notice")
    road.work_off("awards.revocation_paper")

    theirs.goto("/claims/")
    theirs.get_by_role("row").filter(has_text=number).get_by_role("link").first.click()
    expect(theirs.locator("main")).to_contain_text("原核定结果已撤销")
    expect(theirs.locator("main")).to_contain_text(WHY)
    expect(theirs.get_by_role("link", name=re.compile(RevocationNotice.objects.get().number))).to_be_visible()

    steps.open_case(ours, number)
    steps.take(ours, "不予支持", reason="请按更正后的证书另行申报。")
    again = steps.claimed(theirs, "CZ-04A", steps.HIGH_TECH)
    approved_as_another(visit(intake), ours, again)
    road.work_off("awards.reckon")
    ours.reload()
    expect(steps.badge(ours)).to_have_text("已核定")
    expect(ours.locator(".jcg-headline")).to_contain_text("¥300,000.00")
    assert [row.turn for row in Award.objects.get(claim__number=again).booking.grants.all()] == [2, 2]
