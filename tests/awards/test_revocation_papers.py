"""The paper of a revocation: numbered in the city's one sequence, verified by anybody, read by the applicant."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from pypdf import PdfReader

from accounts.actor import actor_of
from accounts.models import City, User
from core.files import stored_path
from subsidies.awards.models import Award, Notice, RevocationNotice
from subsidies.awards.papers.revocation_noticing import number_revocation
from subsidies.awards.presenting import awarded_words, matter_words
from subsidies.claims.models import Claim
from subsidies.policies import library
from subsidies.portal.dossier import next_step
from subsidies.portal.telling import _claims
from tests import road
from tests.factories import EngagementFactory, HomeFactory, PersonFactory
from tests.pages import address

pytestmark = pytest.mark.django_db
WHY = "证书已被认定机构撤销"


@pytest.fixture(autouse=True)
def _no_brake() -> None:
    cache.delete("brake:verify:127.0.0.1")


@pytest.fixture
def rent(ready, company, applicant: User, reviewer: User) -> Award:
    """The rent of twelve months, with its notice."""
    road.awarded(company, applicant, reviewer, **road.RENT)
    road.noticed()
    return Award.objects.get()


def told() -> RevocationNotice:
    road.work_off("awards.revocation_notice")
    road.work_off("awards.revocation_paper")
    return RevocationNotice.objects.get()


def text_of(paper: Any) -> str:
    pages = PdfReader(stored_path(paper.file.storage_name)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_the_paper_says_what_is_taken_back_why_and_what_follows(rent: Award, reviewer: User) -> None:
    revocation = road.revoked(rent, reviewer, WHY)
    paper, notice = told(), Notice.objects.get()
    text = text_of(paper)
    for words in (
        "撤销",
        WHY,
        rent.claim.applicant.name,
        str(rent.claim.number),
        "¥120,000.00",
        "壹拾贰万元整",
        paper.verify_code,
    ):
        assert words in text
    assert "不再有效" in text and notice.number in text and paper.number in text
    assert (notice.number[-3:], paper.number[-3:]) == ("〕1号", "〕2号")
    number_revocation(revocation.pk)
    road.work_off("awards.revocation_paper")
    assert RevocationNotice.objects.count() == 1


def test_anybody_verifies_both_papers(rent: Award, reviewer: User, client: Any) -> None:
    road.revoked(rent, reviewer, WHY)
    paper, notice = told(), Notice.objects.get()
    own = client.get(address("verify", None, paper.verify_code)).content.decode()
    for words in (paper.number, "撤销通知书", "有效", "撤销金额", "¥120,000.00", notice.number, paper.file.sha256):
        assert words in own
    assert WHY not in own
    first = client.get(address("verify", None, notice.verify_code)).content.decode()
    assert "已撤销" in first and "现在有效" not in first


def test_a_notice_of_which_a_part_is_taken_back_says_which(rent: Award, reviewer: User, client: Any) -> None:
    road.revoked(rent, reviewer, WHY, ["2025-02", "2025-03", "2025-12"])
    paper, notice = told(), Notice.objects.get()
    assert "2025年2月至3月、2025年12月" in text_of(paper) and "其余部分继续有效" in text_of(paper)
    assert "有效的金额为人民币玖万元整（¥90,000.00），有效的月份为2025年1月、2025年4月至11月" in text_of(paper)
    page = client.get(address("verify", None, notice.verify_code)).content.decode()
    assert "部分撤销" in page and "2025年2月至3月、2025年12月" in page and "，现在有效。" not in page
    assert "2025年1月至12月" in page and "现在有效的金额" in page and "¥90,000.00" in page
    own = client.get(address("verify", None, paper.verify_code)).content.decode()
    assert "¥30,000.00" in own and "¥90,000.00" in own


def test_somebody_is_named_in_the_paper_as_a_sentence_names_people(jincheng: City) -> None:
    person = PersonFactory(name="示例人才乙", person_no="示例RC-2025-0002")
    work = EngagementFactory(person=person, mode="flexible", degree="", hired_on=date(2025, 6, 1))
    assert work.in_prose == "示例人才乙（示例RC-2025-0002，柔性引进，2025年6月1日到岗）"
    home = HomeFactory(person=person, contract_no="ZF-1", rented=True)
    assert home.in_prose == "示例人才乙（示例RC-2025-0002）租房，合同编号ZF-1"
    scheme = library().schemes["JC-11C"]
    claim = Claim(
        city=jincheng, applicant=work.person.applicant, scheme_code=scheme.code, number="JC1",
        answers={"record": f"engagement:{work.pk}", "months": "2025-06"},
    )  # fmt: skip
    award = Award(claim=claim, claim_input={"on": "2025-06-30", "facts": {}})
    assert matter_words(award) == [f"人才引进记录为{work.in_prose}", "申报的月份为2025年6月"]


def test_the_applicant_reads_that_it_is_taken_back_with_both_papers(
    rent: Award, reviewer: User, applicant: User, other_applicant: User, client_of: Any
) -> None:
    url = address("claim", rent.claim)
    road.revoked(rent, reviewer, WHY)
    page = client_of(applicant).get(url).content.decode()
    assert "原核定结果已撤销" in page and WHY in page and "撤销通知书正在生成" in page
    paper, notice = told(), Notice.objects.get()
    page = client_of(applicant).get(url).content.decode()
    assert paper.number in page and f"{notice.number}，已撤销，不再有效" in page
    for file in (paper.file_id, notice.file_id):
        opened = reverse("subsidies:file", args=[file])
        assert opened in page
        assert b"".join(client_of(applicant).get(opened).streaming_content).startswith(b"%PDF")
        assert client_of(other_applicant).get(opened).status_code == 404


def test_the_first_page_says_what_is_left(rent: Award, reviewer: User, applicant: User, client_of: Any) -> None:
    assert "核定结果见通知书。" in client_of(applicant).get("/").content.decode()
    road.revoked(rent, reviewer, WHY, ["2025-02", "2025-03", "2025-12"])
    page = client_of(applicant).get("/").content.decode()
    assert "有一部分已经撤销，现在有效的金额 ¥90,000.00，见通知书。" in page and "核定结果见通知书。" not in page


def test_months_taken_back_leave_the_rest_on_the_claims_page(
    rent: Award, reviewer: User, applicant: User, client_of: Any
) -> None:
    road.revoked(rent, reviewer, WHY, ["2025-12"])
    page = client_of(applicant).get(address("claim", rent.claim)).content.decode()
    assert "已撤销2025年12月的核定" in page and "¥10,000.00" in page and "其余部分仍然有效" in page
    assert "核定 ¥120,000.00，已撤销2025年12月" in client_of(applicant).get(address("claim_list")).content.decode()
    assert awarded_words(rent) == "核定 ¥120,000.00，撤销2025年12月后有效 ¥110,000.00"
    assert "下载核定通知书" in page


def test_what_was_taken_back_before_a_second_award_is_history_below_it(
    rent: Award, reviewer: User, applicant: User, client_of: Any
) -> None:
    road.revoked(rent, reviewer, WHY, ["2025-12"])
    road.revoked(rent, reviewer, "一月的租约也作废")
    url = address("claim", rent.claim)
    back = client_of(applicant).get(url).content.decode()
    assert back.count("note-stopped") == 1 and "原核定结果已撤销" in back and "这份申报已回到审核" in back
    assert "其余部分仍然有效" not in back and "撤销当时的核定中2025年12月的部分" in back
    lost = "核定 ¥120,000.00，已全部撤销"
    assert lost in client_of(applicant).get(address("claim_list")).content.decode()
    rent.claim.refresh_from_db()
    home = client_of(applicant).get("/").content.decode()
    assert f"{lost}；{next_step(rent.claim, rent.claim.scheme)}" in home and "等待长治高新区审核" in home
    other = road.submitted(rent.claim.applicant, applicant)
    office = client_of(reviewer)
    assert lost in office.get(reverse("admin:claims_claim_change", args=[other.pk])).content.decode()
    asked = {"format": "1", "resource": "0", "asks_columns": "on", "columns": ["number", "taken_back"]}
    export = office.post(reverse("admin:claims_claim_export"), asked).content.decode()
    assert export.splitlines()[1:] == [f'{rent.claim.number},"{lost}"', f"{other.number},"]
    road.approve(claim=rent.claim, by=actor_of(reviewer), reason=road.NOT_TWICE, answer=road.HOLDS_NO_MORE)
    assert "已回到审核" not in client_of(applicant).get(url).content.decode()
    road.work_off("awards.reckon")
    road.noticed()
    road.work_off("awards.revocation_notice")
    road.work_off("awards.revocation_paper")
    again = Award.objects.current().get()
    road.revoked(again, reviewer, "六月空置", ["2025-06"])
    page = client_of(applicant).get(url).content.decode()
    assert page.count("note-stopped") == 1 and "已撤销2025年6月的核定" in page and "原核定结果已撤销" not in page
    below = page[page.index("以前的核定与撤销") :]
    assert page.index("核定结果</h2>") < page.index("以前的核定与撤销") and "现在以上面的为准" in below
    for words in ("撤销当时的核定中2025年12月的部分", "撤销当时的核定，金额", "一月的租约也作废", "原核定通知书"):
        assert words in below
    told = [label for row in _claims(rent.claim.applicant, actor_of(applicant)) for label, _ in row]
    assert (told.count("撤销"), told.count("以前的核定的撤销")) == (1, 2)


def test_lists_and_the_interface_tell_what_still_counts(
    rent: Award, reviewer: User, applicant: User, client_of: Any
) -> None:
    road.revoked(rent, reviewer, WHY, ["2025-12"])
    assert "¥110,000.00" in client_of(applicant).get(reverse("subsidies:claim_list")).content.decode()
    assert "¥110,000.00" in client_of(reviewer).get(reverse("admin:claims_claim_changelist")).content.decode()


def test_the_offices_lists_say_what_stands_who_answered_and_by_which_paper(
    rent: Award, reviewer: User, client_of: Any
) -> None:
    notices, proposals = (reverse(f"admin:awards_{name}_changelist") for name in ("notice", "revocationproposal"))
    client = client_of(reviewer)
    assert "有效" in client.get(notices).content.decode()
    revocation = road.revoked(rent, reviewer, WHY, ["2025-12"])
    assert "部分撤销" in client.get(notices).content.decode()
    page = client.get(proposals).content.decode()
    assert revocation.revoked_by.name in page and "正在生成" in page
    paper = told()
    for listed in (notices, proposals):
        assert paper.number in client.get(listed).content.decode()
