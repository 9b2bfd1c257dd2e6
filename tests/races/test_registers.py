"""Two people and one thing: whoever comes a moment later is told so in a sentence, and one thing stays one."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Role, actor_of
from accounts.models import User
from enterprises.models import Applicant, KnownKey, Recognition, RegisterRecord, TechnologyContract
from enterprises.registers import certifying, declaring, writing
from enterprises.registers.register import registers
from funds.models import Loan
from subsidies.claims import claiming
from tests import road
from tests.factories import ApplicantFactory, TechnologyContractFactory, applicant_of, office_user
from tests.races.together import Meeting, pause_after, together

pytestmark = pytest.mark.django_db(transaction=True)
ClientOf = Callable[[User], Client]
TAKEN = "这个编号已经登记过，请核对；确为本单位的，请联系园区服务窗口核实。"
CERTIFICATE = {
    "kind": "high_tech", "certificate_no": "GR202614000101", "issued_on": "2026-03-18", "expires_on": "", "level": "",
    "stated_sequence": "", "source": "",
}  # fmt: skip
MANY = 8


def meeting_before_the_write(patch: pytest.MonkeyPatch, parties: int) -> Meeting:
    """All have been told that their record is well formed, and none has written yet."""
    meeting, save = Meeting(parties), RegisterRecord.save

    def paused(self: RegisterRecord, *args: Any, **kwargs: Any) -> None:
        meeting.wait()
        save(self, *args, **kwargs)

    patch.setattr(RegisterRecord, "save", paused)
    return meeting


def test_two_companies_declare_one_certificate_at_the_same_moment(
    company: Applicant, other_company: Applicant, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients = [client_of(applicant_of(row)) for row in (company, other_company)]
    meeting = meeting_before_the_write(monkeypatch, 2)
    address = reverse("enterprises:record_add", args=["recognition"])
    answers = together([lambda client=client: client.post(address, CERTIFICATE) for client in clients])
    assert meeting.met
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    refused = next(answer for answer in answers if answer.status_code == 422)
    assert TAKEN in refused.content.decode() and "GR202614000101" in refused.content.decode()
    assert Recognition.objects.count() == 1


def test_many_clicks_of_one_company_give_one_certificate(company: Applicant, applicant: User) -> None:
    by = actor_of(applicant)

    def declare() -> Any:
        record = declaring.blank(Recognition, company)
        record.kind, record.certificate_no, record.issued_on = "high_tech", "GR202614000101", "2026-03-18"
        return declaring.declare(record=record, by=by)

    found = together([declare] * MANY)
    assert sum(isinstance(row, Recognition) for row in found) == 1
    assert {str(row) for row in found if isinstance(row, Exception)} == {TAKEN}
    assert Recognition.objects.count() == 1


def test_two_officers_enter_one_certificate_at_the_same_moment(
    company: Applicant, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    clients = [client_of(office_user(role, company.city)) for role in (Role.OPERATOR, Role.REVIEWER)]
    meeting = meeting_before_the_write(monkeypatch, 2)
    address = reverse("admin:enterprises_recognition_add")
    typed = CERTIFICATE | {"applicant": company.pk}
    answers = together([lambda client=client: client.post(address, typed) for client in clients])
    assert meeting.met
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    refused = next(answer for answer in answers if answer.status_code == 200)
    assert TAKEN in refused.content.decode() and "GR202614000101" in refused.content.decode()
    assert Recognition.objects.count() == 1


@pytest.mark.parametrize(("is_held", "things"), [(True, 1), (False, 2)])
def test_the_parties_of_one_contract_who_record_it_at_the_same_moment_name_one_thing(
    is_held: bool, things: int, company: Applicant, other_company: Applicant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And without waiting for one another they would name two, each of which could be paid for."""
    whole = TechnologyContractFactory.build(applicant=company)
    wanted = {name: getattr(whole, name) for name in registers()["technology_contract"].asked if name != "paper"}
    meeting = meeting_before_the_write(monkeypatch, 2)
    if not is_held:
        monkeypatch.setattr("enterprises.models.registered._one_after_another", lambda record: None)
        pause_after(monkeypatch, "uuid.uuid4", 2)

    def declare(applicant: Applicant, by: Any) -> RegisterRecord:
        record = declaring.blank(TechnologyContract, applicant)
        for name, value in wanted.items():
            setattr(record, name, value)
        return declaring.declare(record=record, by=by)

    people = [(row, actor_of(applicant_of(row))) for row in (company, other_company)]
    found = together([lambda row=row, by=by: declare(row, by) for row, by in people])
    assert meeting.met and all(isinstance(row, TechnologyContract) for row in found), found
    assert len({row.identity for row in TechnologyContract.objects.all()}) == things


def test_one_key_in_different_spellings_is_one_thing_too(company: Applicant, changzhi: Any) -> None:
    rows = [company, *(ApplicantFactory(city=changzhi) for _ in range(3))]
    numbers = ("GR202614000101", "gr 2026 1400 0101", "证书编号 GR202614000101", "第GR202614000101号")

    def declare(applicant: Applicant, number: str, by: Any) -> RegisterRecord:
        record = declaring.blank(Recognition, applicant)
        record.kind, record.certificate_no, record.issued_on = "high_tech", number, "2026-03-18"
        return declaring.declare(record=record, by=by)

    works = [(row, number, actor_of(applicant_of(row))) for row, number in zip(rows, numbers, strict=True)]
    found = together([lambda work=work: declare(*work) for work in works])
    assert sum(isinstance(row, Recognition) for row in found) == 1, found
    assert {str(row) for row in found if isinstance(row, Exception)} == {TAKEN}


LOAN = {"loan_kind": "credit", "interest_paid": "200000", "principal": "3000000"}
OF_A_LOAN = {"scheme": "CZ-16", "typed": road.answers(reference="借字1号", **LOAN)}


@pytest.mark.parametrize(("what", "model", "number"), [
    ({}, Recognition, "certificate_no"),
    (OF_A_LOAN, Loan, "contract_no"),  # the claim is for a year of it
])  # fmt: skip
@pytest.mark.parametrize("is_held", [True, False])
def test_a_record_that_is_put_right_while_a_claim_for_it_is_handed_in_stays_what_it_is(
    is_held: bool, what: dict[str, Any], model: Any, number: str, ready: None, company: Applicant, applicant: User,
    operator: User, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """And without waiting for the claim the number that it is paid for is forgotten, and could be paid for again."""
    draft = road.drafted(company, applicant, **what)
    record = model.objects.get()
    before, key = record.identity, record.key
    if not is_held:
        monkeypatch.setattr(writing, "_held", lambda record: type(record).objects.filter(pk=record.pk).first())
        monkeypatch.setattr(writing, "_parts_of", lambda record: [])
    meeting, handed_in = Meeting(2), threading.Event()
    _then(monkeypatch, claiming, "_checked", lambda: (handed_in.set(), meeting.wait()))
    _then(monkeypatch, writing, "rests_on", meeting.wait)
    setattr(record, number, "另一个编号")

    def put_right() -> RegisterRecord:
        assert handed_in.wait(10)
        return certifying.enter(record, by=actor_of(operator))

    found = together([lambda: claiming.submit(claim=draft, by=actor_of(applicant)), put_right])
    assert not any(isinstance(row, Exception) for row in found), found
    record.refresh_from_db()
    assert meeting.met is not is_held
    assert (record.identity == before) is is_held
    assert KnownKey.objects.filter(key=key, identity=before).exists() is is_held


def _then(patch: pytest.MonkeyPatch, module: Any, name: str, after: Callable[[], object]) -> None:
    """Let whoever has had an answer of that function do something before they go on."""
    original: Any = getattr(module, name)

    def paused(*args: Any) -> Any:
        answer = original(*args)
        after()
        return answer

    patch.setattr(module, name, paused)
