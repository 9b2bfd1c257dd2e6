"""The whole road: two claims of one company, from the form to the papers in its hand, and nobody else sees them."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from subsidies.awards.models import Notice
from subsidies.claims.models import Claim
from tests import road
from tests.journeys import steps
from tests.journeys.browsing import WORKED

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Wanted:
    """A claim, and what its notice must say."""

    scheme: str
    figures: str
    capitals: str
    article: str


RENT = Wanted("CZ-12", "¥120,000.00", "人民币壹拾贰万元整", "第12条")
HIGH_TECH = Wanted("CZ-04A", "¥300,000.00", "人民币叁拾万元整", "第4条")


def claimed_with_a_new_certificate(page: Page) -> str:
    """A claim whose certificate the applicant puts on record from the claim's form."""
    steps.begin(page, HIGH_TECH.scheme)
    steps.declared(page, "高新技术企业证书", {
        "类别": "高新技术企业", "证书编号": "GR 2026 1400 0001", "发证日期": "2026-03-31", "有效期至": "2029-03-30",
    })  # fmt: skip
    return steps.hand_in(page)


def approved(window: Page, page: Page, number: str) -> str:
    """From the queue through the decisions of two people, with the record compared first where nobody did; the page's
    address."""
    steps.take_up(window, number)
    steps.open_case(page, number)
    certify = page.get_by_role("button", name="核验这条记录")
    if certify.count():
        certify.click()
        expect(certify).to_have_count(0)
    steps.take(page, "审核通过")
    # The page loads itself anew once the worker is done: whoever left it before would race with that.
    expect(steps.badge(page)).to_have_text("已核定", timeout=WORKED)
    return page.url


def downloaded(page: Page, number: str, folder: Path) -> str:
    """The text of the notice of a claim, as a reader of the PDF finds it, without its white space."""
    page.goto("/claims/")
    page.get_by_role("row").filter(has_text=number).get_by_role("link").first.click()
    with page.expect_download() as arriving:
        page.get_by_role("link", name="下载核定通知书").click()
    path = folder / f"{number}.pdf"
    arriving.value.save_as(path)
    return "".join("".join(part.extract_text() for part in PdfReader(path).pages).split())


def checked_by_anybody(visitor: Page, notice: Notice, wanted: Wanted) -> None:
    """Who holds the paper checks it without an account."""
    visitor.goto("/verify/")
    visitor.get_by_label("核验码").fill(notice.verify_code.lower())
    visitor.get_by_role("button", name="核验").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text(notice.number)
    expect(visitor.locator("main")).to_contain_text("有效")
    expect(visitor.locator("main")).to_contain_text(wanted.figures)


def invisible(page: Page, claim: Claim, *more: str) -> None:
    """Neither the claim nor its papers exist for this person."""
    notice = Notice.objects.get(award__claim=claim)
    for address in (f"/claims/{claim.public_id}/", f"/files/{notice.file_id}/", *more):
        assert steps.status_of(page, address) == 404, address


def test_from_two_forms_to_two_papers(
    worker, visit, company, applicant, intake, reviewer, other_applicant, reviewer_elsewhere, tmp_path
) -> None:
    road.policies_loaded()
    rooms = road.resident(company).premisess.get()
    theirs, window, ours = visit(applicant), visit(intake), visit(reviewer)
    rent = steps.claimed(theirs, RENT.scheme, {"房屋": str(rooms)} | steps.RENT)
    numbers = [rent, claimed_with_a_new_certificate(theirs)]
    cases = [approved(window, ours, number) for number in numbers]

    visitor = visit()
    for wanted, number, case in zip((RENT, HIGH_TECH), numbers, cases, strict=True):
        ours.goto(case)
        expect(ours.get_by_role("link", name="下载核定通知书")).to_be_visible(timeout=WORKED)
        expect(steps.badge(ours)).to_have_text("已核定")
        notice = Notice.objects.get(award__claim__number=number)
        text = downloaded(theirs, number, tmp_path)
        for said in (notice.number, company.name, wanted.figures, wanted.capitals, wanted.article):
            assert "".join(said.split()) in text, said
        assert notice.verify_code in text
        assert "计算过程" in text
        checked_by_anybody(visitor, notice, wanted)

    elsewhere, stranger = visit(reviewer_elsewhere), visit(other_applicant)
    elsewhere.goto("/admin/claims/claim/")
    expect(elsewhere.get_by_text("共 0 条")).to_be_visible()
    for number in numbers:
        claim = Claim.objects.get(number=number)
        invisible(stranger, claim)
        invisible(elsewhere, claim, f"/admin/claims/claim/{claim.pk}/change/")
    assert sorted(Claim.objects.values_list("state", flat=True)) == ["awarded", "awarded"]
