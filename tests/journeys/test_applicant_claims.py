"""The claim's form in a real browser: it reckons while it is filled in and keeps every word."""

import pytest
from playwright.sync_api import Page, expect

from enterprises.models import Applicant
from subsidies.claims.models import Claim
from tests import road
from tests.factories import MarketListingFactory, RecognitionFactory, VoucherFactory
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _ready(changzhi, company: Applicant) -> None:
    road.policies_loaded()
    road.resident(company)
    RecognitionFactory(applicant=company, certificate_no=road.CERTIFICATE, stated_sequence=2)
    VoucherFactory(applicant=company, voucher_no="券0001", cost_fen=5_00)
    MarketListingFactory(applicant=company, market="beijing", code="430001", financed=None)


@pytest.fixture
def form(visit, applicant):
    """`form(scheme)`: an empty form in a browser of the applicant's own."""

    def opened(scheme: str = "CZ-08", **options) -> Page:
        page = visit(applicant, **options)
        steps.begin(page, scheme)
        return page

    return opened


def fill_voucher(page: Page, number: str = "1") -> None:
    """The voucher, and another cost than its record says."""
    page.locator("#id_record").get_by_role("radio").check()
    page.get_by_label("记录有误，我要更正").check()
    steps.answer(page, {"购买创新服务的费用": number})


def test_records_answer_questions_until_they_are_disputed(form) -> None:
    page = form()
    expect(page.locator("#question-service_cost")).to_be_hidden()
    expect(page.locator("#question-on")).to_be_hidden()
    expect(page.locator(".todo li")).to_have_text(["创新券", "是否为科技型中小微企业"])
    page.locator("#id_record").get_by_role("radio").check()
    expect(page.locator("#question-on")).to_contain_text("2026-03-01")
    expect(page.locator("#question-service_cost")).to_contain_text("5.00")
    expect(page.locator("#id_fact_service_cost")).to_be_hidden()
    page.get_by_label("记录有误，我要更正").check()
    page.locator("#id_fact_service_cost").fill("1")
    expect(page.locator("#autosave")).to_contain_text("已自动保存")
    assert Claim.objects.get().answers["facts"] == {"service_cost": "1"}


def test_a_question_of_one_mode_is_asked_in_that_mode(form) -> None:
    page = form("CZ-14")
    market, financed = page.get_by_label("上市挂牌场所"), page.locator("#question-financed")
    page.locator("#id_record").get_by_role("radio").check()
    page.locator("#question-market").get_by_label("记录有误，我要更正").check()
    expect(financed).to_be_hidden()
    market.focus()
    market.select_option("shanxi_equity_exchange")
    expect(financed).to_be_visible()
    expect(financed.locator(".when")).to_be_hidden()
    expect(market).to_be_focused()
    financed.get_by_label("是").check()
    market.select_option("shenzhen")
    expect(financed).to_be_hidden()
    market.select_option("shanxi_equity_exchange")
    expect(financed.get_by_label("是")).to_be_checked()


def test_without_script_every_mode_is_within_reach_and_a_saved_draft_shows_its_own(form) -> None:
    page = form("CZ-14", java_script_enabled=False)
    financed = page.locator("#question-financed")
    expect(financed).to_contain_text("仅在“上市挂牌场所”为")
    page.get_by_label("上市挂牌场所").select_option("shanxi_equity_exchange")
    financed.get_by_label("是").check()
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.locator(".messages")).to_contain_text("草稿已于")
    expect(financed.get_by_label("是")).to_be_checked()
    assert Claim.objects.get().answers["facts"] == {"market": "shanxi_equity_exchange", "financed": "true"}


def test_typing_goes_on_while_the_page_reckons(form) -> None:
    page = form()
    number = page.get_by_label("购买创新服务的费用")
    page.locator("#id_record").get_by_role("radio").check()
    page.get_by_label("记录有误，我要更正").check()
    for digit in "1234":
        number.press_sequentially(digit)
        page.wait_for_timeout(450)
    expect(number).to_be_focused()
    expect(number).to_have_value("1234")


def test_the_second_tab_is_told_and_loses_nothing(form) -> None:
    first = form()
    second = first.context.new_page()
    second.goto(first.url)
    fill_voucher(first, "1")
    expect(first.locator("#autosave")).to_contain_text("已自动保存")
    fill_voucher(second, "3")
    expect(second.locator("#autosave")).to_contain_text("已在别处保存过")
    second.get_by_role("button", name="保存草稿").last.click()
    expect(second.get_by_role("alert")).to_contain_text("别处已保存")
    expect(second.locator("#id_fact_service_cost")).to_have_value("3")
    second.get_by_role("button", name="保存草稿").last.click()
    expect(second.locator(".messages")).to_contain_text("草稿已于")
    assert Claim.objects.get().answers["facts"] == {"service_cost": "3"}


def test_a_line_that_breaks_keeps_the_words_on_the_page(form) -> None:
    page = form()
    page.route("**/autosave/", lambda route: route.abort())
    fill_voucher(page)
    expect(page.locator("#autosave")).to_contain_text("暂时连不上服务器")
    page.unroute("**/autosave/")
    page.get_by_label("购买创新服务的费用").fill("3")
    expect(page.locator("#autosave")).to_contain_text("已自动保存")
    assert Claim.objects.get().answers["facts"] == {"service_cost": "3"}


def test_a_link_takes_along_what_was_typed_a_moment_before(form) -> None:
    page = form()
    fill_voucher(page, "7")
    page.get_by_role("link", name="登记新的创新券").click()
    expect(page.get_by_role("button", name="添加记录")).to_be_visible()
    assert Claim.objects.get().answers["facts"] == {"service_cost": "7"}
    page.go_back()
    expect(page.locator("#id_fact_service_cost")).to_have_value("7")


def test_a_link_asks_before_it_loses_what_cannot_be_saved(form) -> None:
    page, asked = form(), []
    page.route("**/autosave/", lambda route: route.abort())

    def stay(dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", stay)
    fill_voucher(page, "7")
    page.get_by_role("link", name="登记新的创新券").click()
    expect(page.locator("#autosave")).to_contain_text("暂时连不上服务器")
    expect(page.locator("#id_fact_service_cost")).to_have_value("7")
    assert asked == ["刚才填写的内容没有保存，离开后不再保留。仍要离开吗？"]


def test_an_expired_login_loses_no_word(form, applicant) -> None:
    page = form()
    fill_voucher(page)
    expect(page.locator("#autosave")).to_contain_text("已自动保存")
    page.context.clear_cookies()
    page.get_by_label("购买创新服务的费用").fill("3")
    expect(page.locator("#autosave")).to_contain_text("登录已过期")
    other = page.context.new_page()
    steps.log_in(other, applicant.username)
    page.get_by_role("button", name="保存草稿").last.click()
    expect(page.locator(".messages")).to_contain_text("草稿已于")
    assert Claim.objects.get().answers["facts"] == {"service_cost": "3"}


def test_a_file_that_is_no_paper_is_refused_in_its_row(form, paper) -> None:
    page = form()
    page.locator("#id_paper_0").set_input_files({"name": "证书.pdf", "mimeType": "application/pdf", "buffer": b"MZ90"})
    expect(page.locator("#paper-0 .field-error")).to_contain_text("没有收下")
    page.locator("#id_paper_0").set_input_files(paper("证书.png"))
    expect(page.locator("#paper-0")).to_contain_text("证书.png")
    page.get_by_role("button", name="移除").click()
    expect(page.locator("#paper-0")).to_contain_text("还没有上传")


def test_errors_stand_on_top_and_lead_to_their_question(form) -> None:
    page = form()
    page.get_by_role("button", name="下一步：核对并提交").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="创新券").click()
    expect(page.locator("#id_record")).to_be_focused()


def test_what_can_i_claim_leads_into_a_filled_form(visit, applicant, company: Applicant) -> None:
    page = visit(applicant)
    page.goto("/eligibility/")
    page.get_by_role("button", name="开始核对").click()
    page.locator("#now .finding").filter(has_text="高新技术企业认定奖励").get_by_role("button").click()
    expect(page.get_by_label(steps.CERTIFICATE, exact=True)).to_be_checked()
    expect(page.locator("#live-panel")).to_contain_text("¥200,000.00")


def test_what_stands_on_top_counts_the_faults_that_are_there_now(form) -> None:
    """One that came since the look is in the list; that all is filled in is said only where nothing is open."""
    page = form()
    page.get_by_role("button", name="下一步：核对并提交").click()
    summary, todo = page.locator(".error-summary"), page.locator("#live-panel .todo li")
    expect(summary.get_by_role("heading")).to_have_text("还有内容需要改正")
    fill_voucher(page, "很多")
    steps.answer(page, {"是否为科技型中小微企业": "是"})
    expect(todo).to_contain_text(["金额应以元为单位"])
    expect(summary.get_by_role("heading")).to_have_text("还有 1 项要填写或更正")
    expect(summary.locator("li:not(.is-answered)")).to_contain_text("购买创新服务的费用")
    steps.answer(page, {"购买创新服务的费用": "3"})
    expect(todo).to_have_count(0)
    expect(summary.get_by_role("heading")).to_have_text("都已填写，请到下一步核对")
