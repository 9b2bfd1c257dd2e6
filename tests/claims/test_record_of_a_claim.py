"""A claim is about a record: it is claimed once at a time, and no money rests on one that nobody has certified."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.actor import Role, actor_of
from accounts.trail.seeing import mark_for
from core.values.verdict import Refused
from enterprises.applicants.designating import designate
from enterprises.models import Project, Recognition
from enterprises.registers import certifying, correcting
from parks.models import Premises
from parks.tenancies.residency import rooms_of_residence
from subsidies.awards.selectors import award_of
from subsidies.claims import claiming, reviewing
from subsidies.claims.answers.live_answer import live_answer
from subsidies.claims.models import RecordOverride
from subsidies.claims.near.finding import near_to
from subsidies.policies import library
from tests import road
from tests.factories import RecognitionFactory, RentReceiptFactory, TenancyFactory, office_user
from tests.pages import address, form_of

pytestmark = pytest.mark.django_db


def seen_now(by: Any) -> dict[str, str]:
    """What a page says that this person opens now."""
    return {"seen": mark_for(actor_of(by))}


@pytest.fixture
def cast(changzhi: Any, company: Any, applicant: Any, reviewer: Any) -> tuple[Any, Any, Any]:
    road.policies_loaded()
    return road.resident(company), applicant, reviewer


@pytest.fixture
def uncertified(cast: Any) -> Any:
    """An accepted claim about a certificate that was only declared."""
    claim = road.accepted(*cast)
    Recognition.objects.update(certified=False)
    return claim


def test_a_claim_waits_until_its_record_is_certified(cast: Any, uncertified: Any, client_of: Any) -> None:
    with pytest.raises(Refused, match="还没有核验"):
        road.approve(claim=uncertified, by=actor_of(cast[2]))
    office, page = client_of(cast[2]), reverse("admin:claims_claim_change", args=[uncertified.pk])
    assert "核验这条记录" in office.get(page).content.decode()
    office.post(reverse("admin:claims_claim_certify", args=[uncertified.pk]), seen_now(cast[2]))
    assert Recognition.objects.get().certified_by == cast[2]
    road.approve(claim=uncertified, by=actor_of(cast[2]))
    road.work_off("awards.reckon")
    uncertified.refresh_from_db()
    assert uncertified.state == "awarded"


def test_one_says_why_it_need_not_be_and_another_approves(cast: Any, uncertified: Any, changzhi: Any) -> None:
    first, second = actor_of(cast[2]), actor_of(road.second_reviewer(changzhi))
    with pytest.raises(Refused, match="理由"):
        reviewing.override_record(claim=uncertified, reason=" ", by=first)
    with pytest.raises(Refused, match="权限"):
        reviewing.override_record(claim=uncertified, reason="证书原件已当面核对", by=actor_of(cast[1]))
    reviewing.override_record(claim=uncertified, reason="证书原件已当面核对", by=first)
    with pytest.raises(Refused, match="另一位"):
        road.approve(claim=uncertified, by=first)
    road.approve(claim=uncertified, by=second)
    road.work_off("awards.reckon")
    uncertified.refresh_from_db()
    assert uncertified.state == "awarded"
    assert RecordOverride.objects.get().reason == "证书原件已当面核对"


def test_a_record_doubted_meanwhile_sends_the_claim_back_to_review(cast: Any) -> None:
    claim = road.approved(*cast)
    Recognition.objects.update(certified=False)
    road.work_off("awards.reckon")
    claim.refresh_from_db()
    assert claim.state == "accepted" and award_of(claim) is None


def test_a_second_claim_for_the_same_matter_is_stopped_with_the_first_ones_number(cast: Any, client_of: Any) -> None:
    first = road.submitted(*cast[:2])
    second = road.drafted(*cast[:2], typed=road.HIGH_TECH["typed"] | {"reference": "证书编号：ＧＲ2026 1400 0001"})
    assert second.pk != first.pk
    said = claiming.missing(second)["record"]
    assert first.number in said and "已提交，等待受理" in said
    page = client_of(cast[1]).get(address("claim_edit", second) + "?check=1").content.decode()
    assert said in page and "申报中" in page
    with pytest.raises(ValidationError, match=first.number):
        claiming.submit(claim=second, by=actor_of(cast[1]))
    claiming.withdraw(claim=first, by=actor_of(cast[1]))
    assert claiming.submit(claim=second, by=actor_of(cast[1])).state == "submitted"


def test_a_record_just_added_is_chosen_and_saved_with_the_rest(cast: Any, client_of: Any) -> None:
    draft = claiming.start(scheme=library().schemes["CZ-04A"], applicant=cast[0], by=actor_of(cast[1]))
    record = road.recorded(cast[0], "CZ-04A", road.HIGH_TECH["typed"])["record"]
    mine = client_of(cast[1])
    page = mine.get(f"{address('claim_edit', draft)}?record={record}").content.decode()
    assert f'value="{record}" checked' in page and "已从所选的高新技术企业证书读取" in page
    draft.refresh_from_db()
    assert draft.answers == {}
    mine.post(address("claim_edit", draft), form_of(draft, record=record))
    draft.refresh_from_db()
    assert draft.case().record is not None and claiming.missing(draft) == {}


def test_anothers_record_cannot_be_picked(cast: Any, other_company: Any) -> None:
    foreign = road.recorded(other_company, "CZ-04A", road.HIGH_TECH["typed"])
    assert "record" in claiming.missing(road.drafted(*cast[:2], typed=foreign))


def test_what_is_asked_for_twice_under_two_schemes_is_told(luliang: Any, client_of: Any) -> None:
    road.policies_loaded()
    company, user = road.institution_of(luliang)
    rent = {"rent_paid": "9000"}
    first = road.submitted(
        company, user, scheme="LL-06C",
        typed=road.answers(reference="一号楼", on="2026-03-31", landed_project="true", **rent),
    )  # fmt: skip
    typed = road.answers(reference="一号楼", on="2026-03-31", transfer_institution="true", **rent)
    second = road.drafted(company, user, scheme="LL-06D", typed=typed)
    assert live_answer(second).rivals == [first] and claiming.missing(second) == {}
    client = client_of(user)

    def names(claim: Any, other: Any, page: str) -> bool:
        told = client.get(address(page, claim)).content.decode()
        return "按就高不重复只兑付较高的一份" in told and f'{address("claim", other)}">{other.number}</a>' in told

    assert names(second, first, "claim_edit") and names(second, first, "claim_preview")
    claiming.submit(claim=second, by=actor_of(user))
    second.refresh_from_db()
    assert names(second, first, "claim") and names(first, second, "claim")
    claiming.withdraw(claim=second, by=actor_of(user))
    assert not names(first, second, "claim")


def test_the_history_says_who_certified_the_record_and_who_let_it_pass(
    cast: Any, uncertified: Any, client_of: Any
) -> None:
    office, own = client_of(cast[2]), client_of(cast[1])
    record = f"资质认定 {Recognition.objects.get()}"
    reviewing.override_record(claim=uncertified, reason="证书原件已当面核对", by=actor_of(cast[2]))
    office.post(reverse("admin:claims_claim_certify", args=[uncertified.pk]), seen_now(cast[2]))
    certifying.doubt(record=Recognition.objects.get(), reason="证书有涂改", by=actor_of(cast[2]))
    page = history_in(office.get(reverse("admin:claims_claim_change", args=[uncertified.pk])))
    assert page.index(f"撤回核验：{record}") < page.index(f"核验记录：{record}") < page.index("未核验放行")
    assert "证书有涂改" in page and "证书原件已当面核对" in page and str(cast[2]) in page
    told = history_in(own.get(address("claim", uncertified)))
    assert told.index(f"撤回核验：{record}") < told.index(f"核验记录：{record}") < told.index("先行审核")
    assert "证书有涂改" in told and "证书原件已当面核对" not in told  # the one reason is meant for it, the other is not
    assert str(cast[2]) not in told


def history_in(answer: Any) -> str:
    page: str = answer.content.decode()
    return page[page.rindex("办理记录</h") :]


def test_what_was_certified_before_the_claim_was_begun_is_no_part_of_its_history(cast: Any, client_of: Any) -> None:
    row = RecognitionFactory(applicant=cast[0], certificate_no=road.CERTIFICATE, certified=False)
    certifying.certify(record=row, by=actor_of(cast[2]))
    claim = road.submitted(*cast[:2])
    assert claim.case().record == row
    assert "核验记录" not in history_in(client_of(cast[1]).get(address("claim", claim)))


def test_the_record_that_a_record_hangs_on_is_told_too(cast: Any, client_of: Any) -> None:
    typed = road.answers(
        on="2026-03-01", reference="项目1号", new_project="true", performing_well="true", level="national",
        received_funds="1000000",
    )  # fmt: skip
    claim = road.accepted(*cast, scheme="CZ-06", typed=typed)
    Project.objects.update(certified=False)
    project = Project.objects.get()
    certifying.certify(record=project, by=actor_of(cast[2]))
    for page in (
        client_of(cast[2]).get(reverse("admin:claims_claim_change", args=[claim.pk])),
        client_of(cast[1]).get(address("claim", claim)),
    ):
        assert f"核验记录：立项项目 {project}" in history_in(page)


@pytest.mark.parametrize(("scheme", "kind", "resident", "barred"), [
    ("CZ-04A", "approved_outside", False, True),
    ("CZ-04A", "approved_outside", True, False),  # a resident is paid whatever it was found to be
    ("CZ-04A", "service_body", True, False),
])  # fmt: skip
def test_who_found_an_applicant_to_be_what_the_text_asks_for_does_not_approve_it(
    scheme: str, kind: str, resident: bool, barred: bool, policies: None, changzhi: Any, company: Any, applicant: Any,
    reviewer: Any, client_of: Any,
) -> None:  # fmt: skip
    """A company outside the valley is paid on the word of a meeting that one person alone has entered."""
    first, second = actor_of(reviewer), actor_of(road.second_reviewer(changzhi))
    if resident:
        road.resident(company)
    day = date(2026, 1, 5)
    designate(applicant=company, kind=kind, holds=True, document="专班纪要〔2026〕1号", decided_on=day, by=first)
    company.refresh_from_db()
    claim = road.accepted(company, applicant, reviewer, scheme=scheme)
    page = reverse("admin:claims_claim_change", args=[claim.pk])
    told = client_of(reviewer).get(page).content.decode()
    assert "是，专班纪要〔2026〕1号，2026-01-05" in told and f"{reviewer.name}登记" in told
    if barred:
        assert "申报人是经专班审核的谷外企业，由您核定" in told
        with pytest.raises(Refused, match="由您核定；请由另一位审核人员审核通过"):
            road.approve(claim=claim, by=first)
    assert road.approve(claim=claim, by=second if barred else first).state == "approved"


def test_receipts_of_the_same_months_are_told_and_want_a_reason(policies: None, luliang: Any, client_of: Any) -> None:
    """One payment recorded three times, under three ways to write its voucher, counts three times in the sum."""
    company, user = road.institution_of(luliang)
    reviewer = office_user(Role.REVIEWER, luliang)
    typed = road.answers(reference="一号楼", on="2026-03-31", landed_project="true", rent_paid="9000")
    claim = road.accepted(company, user, reviewer, scheme="LL-06C", typed=typed)
    rooms, months = claim.case().record, sorted(claim.case().matter.months)
    for number, (first, last, day) in enumerate([
        (months[0], months[0], 5), (months[0], months[0], 5), ("2019-01", "2019-01", 5), ("2019-01", "2019-01", 5),
    ]):  # fmt: skip
        RentReceiptFactory(
            premises=rooms,
            voucher_no=f"发票0001-{number}",
            first_month=first,
            last_month=last,
            paid_on=date(2026, 3, day),
        )
    near = near_to(claim)
    assert [row.how for row in near.receipts] == ["月份重叠、金额相同（¥30,000.00）、付款日期相同"]
    assert near.wants_reason and near.named == ["发票0001-0、发票0001-1"]
    page = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "同月的租金缴纳" in page and "发票0001-1" in page and "发票0001-2" not in page
    with pytest.raises(Refused, match="写明为什么不是重复"):
        road.approve(claim=claim, by=actor_of(reviewer))


@pytest.mark.parametrize("scheme", ["CZ-04A", "CZ-03"])
def test_residence_that_nobody_has_certified_waits_as_a_record_does(
    policies: None, changzhi: Any, company: Any, applicant: Any, reviewer: Any, scheme: str
) -> None:
    """Whoever enters a tenancy makes its tenant resident, be it for what is about no record at all."""
    company.paid_in_capital_fen = 5_000_000_00
    company.save()
    more = {"typed": road.answers(paid_in_capital="5000000", **road.NEWLY_COME)} if scheme == "CZ-03" else {}
    claim = road.accepted(road.resident(company), applicant, reviewer, scheme=scheme, **more)
    by, rooms = actor_of(reviewer), Premises.objects.get()
    if scheme == "CZ-03":
        reviewing.decide_figure(claim=claim, name="decided_amount", value="400000", reason="纪要", by=by)
    Premises.objects.update(certified=False)
    with pytest.raises(Refused, match=f"经营场所“{rooms}”还没有核验"):
        road.approve(claim=claim, by=by)
    other = TenancyFactory(applicant=company).space  # a second room, certified: one is enough
    assert road.approve(claim=claim, by=by, reason=road.NOT_TWICE).state == "approved" and other


def test_rooms_that_are_left_again_are_no_residence(policies: None, company: Any, changzhi: Any) -> None:
    TenancyFactory(applicant=company, ended=True)
    assert rooms_of_residence(company, changzhi, date(2026, 3, 1)) == []
    assert rooms_of_residence(company, changzhi, date(2025, 12, 31)) == [Premises.objects.get()]
    assert rooms_of_residence(company, changzhi, date(2024, 12, 31)) == []


def test_who_approved_what_rests_on_a_record_does_not_take_its_correction(
    policies: None, changzhi: Any, company: Any, applicant: Any, reviewer: Any
) -> None:
    """What was paid would be called otherwise by the one who let it pass, and come again under its first name."""
    claim = road.awarded(road.resident(company), applicant, reviewer)
    record, by = Recognition.objects.get(), actor_of(applicant)
    wanted = {"certificate_no": "GR202614009999"}
    correction = correcting.propose(record=record, values=wanted, reason="登记有误", by=by)
    with pytest.raises(Refused, match="由您审核通过，更正须由另一位工作人员办理"):
        correcting.take(correction=correction, by=actor_of(reviewer))
    correcting.take(correction=correction, by=actor_of(road.second_reviewer(changzhi)))
    record.refresh_from_db()
    assert (record.certificate_no, record.certified) == ("GR202614009999", False) and claim.state == "awarded"


def test_nor_changes_it_in_the_offices_form(
    policies: None, changzhi: Any, company: Any, applicant: Any, reviewer: Any, client_of: Any
) -> None:
    road.awarded(road.resident(company), applicant, reviewer)
    record = Recognition.objects.get()
    address = reverse("admin:enterprises_recognition_change", args=[record.pk])
    for who, wanted in ((reviewer, record.certificate_no), (road.second_reviewer(changzhi), "GR202614009999")):
        page = client_of(who).get(address)
        typed = {name: page.context["adminform"].form[name].value() for name in page.context["adminform"].form.fields}
        typed = {name: value for name, value in typed.items() if value is not None} | {
            "certificate_no": "GR202614009999"
        }
        answer = client_of(who).post(address, typed)
        record.refresh_from_db()
        assert record.certificate_no == wanted, answer.content.decode()[:2000]
        assert ("由您审核通过" in answer.content.decode()) == (who is reviewer)


def test_the_rooms_of_residence_are_certified_on_the_claim_too(cast: Any, client_of: Any) -> None:
    claim = road.accepted(*cast)
    Premises.objects.update(certified=False, certified_by=None, certified_at=None)
    office = client_of(cast[2])
    page = office.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    (name,) = re.findall(r'name="record" value="(premises:\d+)"', page)
    typed = {"record": name, **seen_now(cast[2])}
    answer = office.post(reverse("admin:claims_claim_certify", args=[claim.pk]), typed, follow=True)
    assert answer.status_code == 200 and Premises.objects.get().certified_by == cast[2]
