"""A rate that the text left open: one person enters it, another releases it, and the claim that waited is reckoned."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.actor import Role
from tests import road
from tests.factories import DepartmentFactory, DepartmentMembershipFactory, VoucherFactory
from tests.journeys import steps
from tests.journeys.browsing import WORKED

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor_with_both_roles(policy_editor, changzhi):
    """Whoever enters may well be a releaser too, and still not release what is of his own hand."""
    office = DepartmentFactory(city=changzhi)
    DepartmentMembershipFactory(user=policy_editor, department=office, role=Role.POLICY_RELEASER)
    return policy_editor


def approved(window: Page, page: Page, number: str) -> str:
    """From the queue through both decisions; the address of the claim's page."""
    steps.take_up(window, number)
    steps.open_case(page, number)
    steps.take(page, "审核通过")
    # The page loads itself anew once the worker is done: whoever left it before would race with that.
    expect(steps.badge(page)).to_have_text("待公布标准", timeout=WORKED)
    return page.url


def entered(page: Page, document: str) -> None:
    """The rate of 50 per cent, with the document that sets it."""
    page.goto("/admin/")
    page.locator("main, body").get_by_role("link", name="政策版次").last.click()
    page.get_by_role("link", name="录入政策参数").click()
    page.get_by_label("类别").select_option("参数")
    page.get_by_label("依据文号").fill("测科发〔2026〕9号")
    page.get_by_label("依据文件日期").fill("2026-09-01")
    page.get_by_label("自何日起适用").fill("2026-09-01")
    page.locator("input[type=file]").set_input_files(document)
    page.get_by_label("创新券资助比例").fill("50%")
    page.get_by_role("button", name="提交复核").click()


def test_two_people_release_a_rate_and_the_waiting_claim_is_reckoned(
    worker, visit, company, applicant, intake, reviewer, editor_with_both_roles, policy_releaser, paper
) -> None:
    road.policies_loaded()
    road.resident(company)
    theirs, ours = visit(applicant), visit(reviewer)
    voucher = VoucherFactory(applicant=company, cost_fen=200_000_00, used_on=date(2026, 10, 15))
    number = steps.claimed(theirs, "CZ-08", {"创新券": str(voucher), "是否为科技型中小微企业": "是"})
    case = approved(visit(intake), ours, number)

    editor = visit(editor_with_both_roles)
    entered(editor, str(paper("测科发9号.png")))
    expect(editor.locator(".jcg-case-aside")).to_contain_text("待发布")
    expect(editor.locator(".jcg-case-aside .why-not")).to_contain_text("录入人不能发布自己录入的版次")
    expect(editor.get_by_role("button", name="复核无误，发布")).to_have_count(0)

    ours.goto(case)
    expect(steps.badge(ours)).to_have_text("待公布标准", timeout=WORKED)

    releaser = visit(policy_releaser)
    releaser.goto("/admin/")
    releaser.locator(".jcg-duties").get_by_role("link", name="待发布参数").click()
    releaser.locator("#result_list tbody tr").get_by_role("link").first.click()
    expect(releaser.locator("main, body").last).to_contain_text("测科发〔2026〕9号")
    expect(releaser.locator(".jcg-case .table")).to_contain_text("50%")
    releaser.get_by_role("button", name="复核无误，发布").click()
    expect(releaser.locator(".jcg-case-aside .badge")).to_have_text("已发布")

    ours.goto("/admin/")
    ours.locator(".jcg-duties").get_by_role("link", name="待公布标准").click()
    expect(ours.get_by_role("row").filter(has_text=number)).to_contain_text("¥100,000.00")
    ours.get_by_role("button", name="重新核算所选申报").click()
    expect(ours.get_by_role("status")).to_contain_text("已重新核算")
    ours.goto(case)
    expect(ours.get_by_role("link", name="下载核定通知书")).to_be_visible(timeout=WORKED)

    theirs.goto("/claims/")
    theirs.get_by_role("row").filter(has_text=number).get_by_role("link").first.click()
    expect(theirs.locator("aside")).to_contain_text("¥100,000.00")
    expect(theirs.locator("#why")).to_contain_text("50%")
