"""A company asks for a correction of a certified record; the office takes or refuses it, another person certifies."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Role, actor_of
from accounts.models import City, User
from core import audit
from core.values.identity_numbers import make_identity_number
from core.values.verdict import Refused
from enterprises.models import Applicant, Correction, Recognition
from enterprises.registers import certifying, correcting
from tests.core.files.uploads_for_tests import PDF
from tests.factories import ApplicantMembershipFactory, RecognitionFactory, office_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(company: Applicant) -> Any:
    return RecognitionFactory(
        applicant=company, specialised=True, level="city", certificate_no="ZJTX-1", expires_on=None
    )


@pytest.fixture
def own(applicant: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(applicant)


def typed(**changed: str) -> dict[str, Any]:
    return {
        "kind": "specialised", "level": "city", "certificate_no": "ZJTX-1", "issued_on": "2026-03-01",
        "expires_on": "", "sequence": "1", "source": "", "reason": "证书上是省级",
    } | changed  # fmt: skip


def proposed(own: Client, row: Recognition, **changed: Any) -> Correction:
    answer = own.post(f"/enterprise/records/recognition/{row.pk}/correct/", typed(**changed))
    assert answer.status_code == 302, answer.content.decode()
    found: Correction = Correction.objects.get(record_id=row.pk)
    return found


def answered(client: Client, correction: Correction, **said: str) -> str:
    page = client.post(f"/admin/enterprises/correction/{correction.pk}/answer/", said, follow=True)
    return str(page.content.decode())


def test_the_record_stays_until_the_office_takes_the_difference(
    own: Client, row: Any, operator: User, client_of: Callable[[User], Client]
) -> None:
    paper = SimpleUploadedFile("公布名单.pdf", PDF)
    correction = proposed(own, row, level="provincial", paper=paper)
    row.refresh_from_db()
    assert (row.level, row.certified) == ("city", True)
    assert correction.changes == {"level": ["city", "provincial"]}
    page = own.get(f"/enterprise/records/recognition/{row.pk}/").content.decode()
    assert "待处理" in page and "<del>市级</del>" in page and "<ins>省级</ins>" in page
    office = client_of(operator)
    shown = office.get(f"/admin/enterprises/correction/{correction.pk}/change/").content.decode()
    assert "<del>市级</del>" in shown and "证书上是省级" in shown and "公布名单.pdf" in shown
    answered(office, correction, take="1")
    row.refresh_from_db()
    assert (row.level, row.certified, row.paper.name) == ("provincial", False, "公布名单.pdf")
    assert "已采纳" in own.get(f"/enterprise/records/recognition/{row.pk}/").content.decode()


def test_what_stood_there_before_stays_in_the_trail(own: Client, row: Any, operator: User) -> None:
    correcting.take(correction=proposed(own, row, level="provincial"), by=actor_of(operator))
    entries = audit.history(row)
    assert [entry.action for entry in entries] == ["propose_correction", "change_record", "take_correction"]
    assert entries[1].detail["changes"] == [{"field": "level", "was": "市级", "is": "省级"}]


def test_who_took_it_does_not_certify_it(own: Client, row: Any, operator: User, reviewer: User) -> None:
    taken = correcting.take(correction=proposed(own, row, level="provincial"), by=actor_of(operator))
    with pytest.raises(Refused, match="填写人不能核验"):
        certifying.certify(record=taken, by=actor_of(operator))
    assert certifying.certify(record=taken, by=actor_of(reviewer)).certified


def test_what_the_office_put_right_is_not_undone_before_it_is_certified(
    own: Client, row: Any, operator: User, reviewer: User
) -> None:
    """The company reads so, and may ask for a further correction; to change or delete it is not its own any more."""
    taken = correcting.take(correction=proposed(own, row, level="provincial"), by=actor_of(operator))
    address = f"/enterprise/records/recognition/{row.pk}/"
    page = own.get(address).content.decode()
    assert "已由部门按更正申请改正，正等待另一位工作人员核验" in page and "待部门对照原件核验" not in page
    assert "删除这条记录" not in page and f"{address}edit/" not in page and f"{address}correct/" in page
    late = own.post(f"{address}edit/", typed(level="city"))
    assert late.status_code == 409 and "不能直接修改" in late.content.decode()
    own.post(f"{address}withdraw/")
    row.refresh_from_db()
    assert (row.level, row.certified) == ("provincial", False)
    assert own.post(f"{address}correct/", typed(level="national")).status_code == 302
    assert certifying.certify(record=taken, by=actor_of(reviewer)).certified


def test_a_refusal_wants_a_reason_which_the_company_reads(
    own: Client, row: Any, reviewer: User, client_of: Callable[[User], Client]
) -> None:
    correction = proposed(own, row, level="provincial")
    office = client_of(reviewer)
    assert "不采纳的，请写明理由。" in answered(office, correction, refuse="1", answer=" ")
    answered(office, correction, refuse="1", answer="公布名单上是市级")
    correction.refresh_from_db()
    row.refresh_from_db()
    assert (correction.state, row.level, row.certified) == ("refused", "city", True)
    page = own.get(f"/enterprise/records/recognition/{row.pk}/").content.decode()
    assert "未采纳" in page and "公布名单上是市级" in page
    assert "未采纳" in answered(office, correction, take="1")


def test_one_proposal_at_a_time_and_none_without_a_change(own: Client, row: Any) -> None:
    address = f"/enterprise/records/recognition/{row.pk}/correct/"
    assert correcting.NOTHING in own.post(address, typed()).content.decode()
    assert "请填写更正理由。" in own.post(address, typed(level="provincial", reason="")).content.decode()
    assert "请选择级别" in own.post(address, typed(level="")).content.decode()
    proposed(own, row, level="provincial")
    assert correcting.OPEN_ALREADY in own.post(address, typed(level="national"), follow=True).content.decode()
    assert Correction.objects.count() == 1


def test_what_may_be_changed_directly_is_not_proposed(own: Client, row: Any) -> None:
    Recognition.objects.filter(pk=row.pk).update(certified=False)
    page = own.get(f"/enterprise/records/recognition/{row.pk}/correct/", follow=True).content.decode()
    assert "还可以直接修改" in page


def test_a_record_that_moved_meanwhile_is_not_overwritten(own: Client, row: Any, operator: User) -> None:
    correction = proposed(own, row, level="provincial")
    Recognition.objects.filter(pk=row.pk).update(level="national")
    with pytest.raises(Refused, match="已有变动"):
        correcting.take(correction=correction, by=actor_of(operator))
    row.refresh_from_db()
    assert row.level == "national"


def test_a_number_that_is_taken_is_refused_when_it_is_taken_over(
    own: Client, row: Any, operator: User, other_company: Applicant
) -> None:
    correction = proposed(own, row, certificate_no="ZJTX-2")
    RecognitionFactory(applicant=other_company, specialised=True, certificate_no="ZJTX-2", expires_on=None)
    with pytest.raises(Refused, match="这个编号已经登记过"):
        correcting.take(correction=correction, by=actor_of(operator))


def test_only_the_city_s_keepers_answer_and_never_for_their_own_company(
    own: Client, row: Any, company: Applicant, treasurer: User, reviewer_elsewhere: User, changzhi: City,
    client_of: Callable[[User], Client], stranger: User, other_applicant: User,
) -> None:  # fmt: skip
    correction = proposed(own, row, level="provincial")
    agent = office_user(Role.OPERATOR, changzhi, "市科技局")
    ApplicantMembershipFactory(user=agent, applicant=company)
    for person in (treasurer, reviewer_elsewhere, agent):
        with pytest.raises(Refused):
            correcting.take(correction=correction, by=actor_of(person))
    for person in (reviewer_elsewhere, stranger, other_applicant):
        client = client_of(person)
        assert client.post(f"/admin/enterprises/correction/{correction.pk}/answer/", {"take": "1"}).status_code == 404
        assert client.get(f"/enterprise/records/recognition/{row.pk}/correct/").status_code == 404
    correction.refresh_from_db()
    assert correction.state == "proposed"


def test_a_reason_holds_no_identity_number(own: Client, row: Recognition) -> None:
    number = make_identity_number("140402", date(1988, 7, 17))
    answer = own.post(f"/enterprise/records/recognition/{row.pk}/correct/", typed(reason=f"本人{number}申请更正"))
    assert "这里不要填写身份证号" in answer.content.decode() and not Correction.objects.exists()


def test_the_company_takes_its_own_correction_back_while_it_waits_and_may_ask_for_another(
    own: Client, row: Any, reviewer: User, other_applicant: User, client_of: Callable[[User], Client]
) -> None:
    correction, page = proposed(own, row, level="provincial"), f"/enterprise/records/recognition/{row.pk}/"
    address = f"/enterprise/records/recognition/{row.pk}/correct/withdraw/"
    assert address in own.get(page).content.decode() and "csrfmiddlewaretoken" in own.get(page).content.decode()
    assert client_of(other_applicant).post(address).status_code == 404
    assert "已收回更正申请" in own.post(address, follow=True).content.decode()
    correction.refresh_from_db()
    row.refresh_from_db()
    assert (correction.state, row.level, row.certified) == ("withdrawn", "city", True)
    assert "收回更正申请" in own.get(page).content.decode() and address not in own.get(page).content.decode()
    assert "没有等待答复的更正申请" in own.post(address, follow=True).content.decode()
    office = client_of(reviewer).get(reverse("admin:enterprises_correction_change", args=[correction.pk]))
    assert "已收回" in office.content.decode() and "答复人" not in office.content.decode(), "nobody has answered it"
    with pytest.raises(Refused, match="已收回"):
        correcting.take(correction=correction, by=actor_of(reviewer))
    assert own.post(f"{page}correct/", typed(level="national")).status_code == 302


def test_the_first_page_tells_what_became_of_a_correction(
    own: Client, row: Any, operator: User, other_applicant: User, client_of: Callable[[User], Client]
) -> None:
    def told() -> str:
        page = own.get("/").content.decode()
        return page[page.index("<h2>更正申请</h2>") :] if "<h2>更正申请</h2>" in page else ""

    assert not told()
    correction = proposed(own, row, level="provincial")
    assert "待处理" in told() and "ZJTX-1" in told()
    assert "<h2>更正申请</h2>" not in client_of(other_applicant).get("/").content.decode()
    correcting.take(correction=correction, by=actor_of(operator))
    assert "已采纳" in told() and "记录已改正，重新核验后用于申报" in told()
    long_ago = timezone.now() - timedelta(days=31)
    Correction.objects.filter(pk=correction.pk).update(answered_at=long_ago)
    assert not told()


def test_an_answered_correction_is_not_taken_back(own: Client, row: Any, operator: User) -> None:
    correction = proposed(own, row, level="provincial")
    correcting.take(correction=correction, by=actor_of(operator))
    address = f"/enterprise/records/recognition/{row.pk}/correct/withdraw/"
    assert "没有等待答复的更正申请" in own.post(address, follow=True).content.decode()
