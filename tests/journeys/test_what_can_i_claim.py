"""A company asks what it can claim: at once and for how much, what more would need, what other cities give."""

import io

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests import road
from tests.factories import RecognitionFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_what_is_at_hand_and_what_three_cities_would_give(visit, company, applicant) -> None:
    road.policies_loaded()
    road.resident(company)
    RecognitionFactory(applicant=company)
    page = visit(applicant)
    page.get_by_role("link", name="我能申报什么").first.click()
    page.get_by_role("button", name="开始核对").click()
    now = page.locator("#now .findings > li")
    high_tech = now.filter(has_text="高新技术企业认定奖励")
    expect(high_tech).to_contain_text("¥300,000.00")
    expect(high_tech).to_contain_text("第4条")
    expect(page.locator("main")).to_contain_text("还要补充情况")

    page.get_by_role("link", name="各市政策并列").click()
    for city in ("长治市", "晋城市", "吕梁市"):
        expect(page.get_by_role("columnheader", name=city)).to_be_visible()
    expect(page.locator("table")).to_contain_text("¥300,000.00")


def test_on_paper_the_summary_stays_whole_and_a_receipt_is_one_page(visit, company, applicant) -> None:
    road.policies_loaded()
    road.resident(company)
    for number in ("GR202614000001", "GR202614000002"):
        RecognitionFactory(applicant=company, certificate_no=number)
    claim = road.submitted(company, applicant)
    page = visit(applicant)
    page.goto("/eligibility/")
    page.get_by_role("button", name="开始核对").click()
    expect(page.locator(".can-claim")).to_be_visible()
    page.emulate_media(media="print")
    assert page.locator(".can-claim").evaluate("box => getComputedStyle(box).breakInside") == "avoid"
    assert page.locator(".finding").first.evaluate("row => getComputedStyle(row).breakInside") == "avoid"
    expect(page.get_by_role("button", name="重新核对")).to_be_hidden()
    page.goto(f"/claims/{claim.public_id}/receipt/")
    assert len(PdfReader(io.BytesIO(page.pdf(format="A4"))).pages) == 1
