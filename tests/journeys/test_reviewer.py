"""The science bureau works off its queue: sends back, decides within the bounds, approves, refuses."""

import pytest
from playwright.sync_api import Page, expect

from tests import road
from tests.factories import FitOutFactory
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WANTED = "请补传第三方评估报告。"


def mended(page: Page, report: str) -> None:
    """The applicant reads what was asked for, brings it, and hands in again."""
    page.goto("/")
    page.get_by_role("link", name="装修补贴").click()
    expect(page.locator("main")).to_contain_text(WANTED)
    page.get_by_role("link", name="修改并重新提交").click()
    expect(page.locator("main")).to_contain_text(WANTED)
    row = page.locator(".paper").filter(has_text="评估报告").first
    row.locator("input[type=file]").set_input_files(report)
    expect(row.get_by_role("link")).to_be_visible()
    steps.hand_in(page)


def decided(page: Page, amount: str) -> None:
    """An amount is entered with its ground."""
    form = page.locator("#decide-decided_amount")
    form.get_by_label("核定数").fill(amount)
    form.get_by_label("依据").fill("按评估报告和现场核查")
    form.get_by_role("button", name="保存核定数").click()


def test_returned_mended_decided_within_bounds_and_approved(visit, company, applicant, intake, reviewer, paper) -> None:
    road.policies_loaded()
    rooms = road.resident(company).premisess.get()
    done = FitOutFactory(premises=rooms, assessed_cost_fen=800_000_00)
    theirs, ours = visit(applicant), visit(reviewer)
    number = steps.claimed(theirs, "CZ-11", {"装修": str(done)})

    ours.goto("/admin/")
    ours.locator(".jcg-duties").get_by_role("link", name="待受理").click()
    ours.get_by_role("link", name=number, exact=True).click()
    steps.take(ours, "退回补正", reason=WANTED)
    expect(steps.badge(ours)).to_have_text("待补正")

    mended(theirs, str(paper("评估报告.png")))
    ours.reload()
    expect(ours.locator(".history")).to_contain_text(WANTED)
    steps.take_up(visit(intake), number)
    ours.reload()

    # 500 m² at 1,000 yuan would be 500,000; half of the assessed 800,000 is less and binds.
    expect(ours.locator("#decide-decided_amount")).to_contain_text("¥400,000.00")
    expect(ours.locator("aside .why-not")).to_have_text("条款规定金额由审核人在限额内确定，请先核定金额。")
    decided(ours, "400000.01")
    expect(ours.locator("#refused")).to_contain_text("核定数超出条款限额")
    expect(ours.get_by_label("核定数")).to_have_value("400000.01")
    decided(ours, "360000")
    expect(ours.locator(".jcg-headline")).to_contain_text("¥360,000.00")
    steps.take(ours, "审核通过")
    expect(steps.badge(ours)).to_have_text("核算中")
    theirs.goto("/claims/")
    expect(theirs.locator("main")).to_contain_text("审核通过，正在核算")


def test_a_refusal_reaches_the_applicant_in_the_reviewers_words(visit, company, applicant, reviewer) -> None:
    road.policies_loaded()
    road.resident(company)
    number = road.submitted(company, applicant).number
    reason = "该证书经核对不是本单位取得，不予支持。"
    ours = visit(reviewer)
    steps.open_case(ours, number)
    steps.take(ours, "受理")
    steps.take(ours, "不予支持", reason=reason)
    expect(steps.badge(ours)).to_have_text("不予支持")
    expect(ours.locator("form.jcg-act")).to_have_count(0)
    theirs = visit(applicant)
    theirs.get_by_role("link", name="高新技术企业认定奖励").click()
    expect(theirs.locator("main")).to_contain_text(reason)
