"""Nothing goes by the book: no script, two clicks, two officers on one claim, somebody else's door."""

import pytest
from playwright.sync_api import expect

from core import audit
from subsidies.claims.models import Claim
from tests import road
from tests.factories import RecognitionFactory
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ready(changzhi, company) -> None:
    road.policies_loaded()
    road.resident(company)


def times_handed_in(claim: Claim) -> int:
    return sum(entry.action == "submit" for entry in audit.history(claim))


def test_the_form_works_without_script_and_two_clicks_hand_in_once(visit, ready, company, applicant, paper) -> None:
    RecognitionFactory(applicant=company, certificate_no=road.CERTIFICATE)
    page = visit(java_script_enabled=False)
    steps.log_in(page, applicant.username)
    steps.begin(page, "CZ-04A")
    steps.answer(page, {"发证日期": "2026-03-31", "第几次通过高新技术企业认定": "1"})
    certificate = page.locator(".paper").filter(has_text="高新技术企业证书").first
    certificate.locator("input[type=file]").set_input_files(paper("证书.png"))
    page.get_by_role("button", name="上传所选文件").click()
    expect(page.get_by_role("link", name="证书.png")).to_be_visible()
    expect(steps.question(page, "发证日期")).to_have_value("2026-03-31")

    page.get_by_role("button", name="下一步：核对并提交").click()
    expect(page.locator(".error-summary")).to_contain_text("高新技术企业证书")
    steps.answer(page, steps.HIGH_TECH)
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.locator("#live-panel")).to_contain_text("¥300,000.00")
    page.get_by_role("button", name="下一步：核对并提交").click()
    page.get_by_role("button", name="提交申报").dblclick()
    expect(page.get_by_role("heading", level=1, name="申报回执")).to_be_visible()
    claim = Claim.objects.exclude(state="draft").get()
    assert claim.state == "submitted"
    assert times_handed_in(claim) == 1


def test_two_officers_on_one_claim_and_doors_of_others(
    visit, ready, company, applicant, reviewer, intake, official
) -> None:
    claim = road.submitted(company, applicant)
    one, other = visit(reviewer), visit(intake)
    for page in (one, other):
        steps.open_case(page, claim.number)
    steps.take(one, "受理")
    expect(steps.badge(one)).to_have_text("审核中")
    steps.take(other, "受理")
    expect(other.locator("#refused")).to_contain_text("您打开本页之后")

    case = f"/admin/claims/claim/{claim.pk}/change/"
    watching = visit(official)
    watching.goto(case)
    expect(watching.locator(".jcg-case-aside .why-not")).to_contain_text("您可以查看这份申报")
    expect(watching.locator("form.jcg-act")).to_have_count(0)
    assert steps.status_of(watching, f"/claims/{claim.public_id}/") == 404
    assert steps.status_of(watching, "/admin/catalogue/edition/enter/") == 403
    theirs = visit(applicant)
    theirs.goto(case)
    expect(theirs.locator("body")).not_to_contain_text("审核通过")


def test_by_keyboard_alone_one_passes_the_menu_and_opens_its_groups(visit, ready, company, applicant, reviewer) -> None:
    claim = road.submitted(company, applicant)
    page = visit(reviewer)
    page.goto(f"/admin/claims/claim/{claim.pk}/change/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    group = page.locator("#nav-sidebar").get_by_role("button", name="园区与服务")
    group.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#nav-sidebar").get_by_text("房源", exact=True)).to_be_visible()
