"""A person's number for a payment: asked for then, sealed, looked at by few for a purpose, deleted afterwards."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.actor import Role, actor_of
from accounts.actor.roles import CLAIM_READERS
from accounts.models import City, User
from core.audit import history
from core.sealing import seal
from core.values.identity_numbers import make_identity_number
from core.values.verdict import Refused
from enterprises.applicants.registering import Filer, register_person
from enterprises.models import Applicant, Consent, ConsentSubject, PayeeNumber
from enterprises.payee_numbers import giving, looking
from enterprises.personal_data.erasing import close_account, erase
from subsidies.awards.models import Award
from subsidies.claims import reviewing
from subsidies.claims.models import Claim
from tests import road
from tests.factories import DepartmentFactory, DepartmentMembershipFactory, office_user

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
NUMBER, OTHER = (make_identity_number("140502", date(1990, 2, day)) for day in (3, 4))
PAGE = "/enterprise/payee-number/"
TYPED = {"reference": "示例项目2026-1", "review_passed": "true", "qualification": "doctor"}


@pytest.fixture
def person(jincheng: City, policies: None) -> Applicant:
    filer = Filer("geren", "Jin-Chuang-88", "示例本人", "0356-2000000")
    return road.resident(register_person(identity_number=NUMBER, city=jincheng, person=filer).applicant)


@pytest.fixture
def user(person: Applicant) -> User:
    return User.objects.get(username="geren")


@pytest.fixture
def desk(jincheng: City) -> User:
    return office_user(Role.REVIEWER, jincheng)


@pytest.fixture
def payer(jincheng: City) -> User:
    return office_user(Role.TREASURER, jincheng, "市财政局")


@pytest.fixture
def award(person: Applicant, user: User, desk: User) -> Award:
    by = actor_of(desk)
    claim = road.accepted(person, user, desk, scheme="JC-12B", typed=road.answers(**TYPED))
    claim = reviewing.decide_figure(claim=claim, name="decided_amount", value="300000", reason="按学历核定", by=by)
    road.approve(claim=claim, by=by)
    road.work_off("awards.reckon")
    return Award.objects.get(claim=claim)


@pytest.fixture
def sealed(award: Award, person: Applicant, user: User) -> PayeeNumber:
    return giving.give(applicant=person, identity_number=NUMBER, by=actor_of(user))


def looked(award: Award, by: User, purpose: str = "payment") -> str:
    claim = award.claim
    return looking.look(applicant=claim.applicant, payment=str(claim.number), purpose=purpose, by=actor_of(by))


def test_none_is_asked_for_before_something_is_to_be_paid(person: Applicant, user: User, client_of: ClientOf) -> None:
    with pytest.raises(Refused, match="不需要登记"):
        giving.give(applicant=person, identity_number=NUMBER, by=actor_of(user))
    page = client_of(user).get(PAGE).content.decode()
    assert "不需要登记" in page and "identity_number" not in page


def test_the_first_page_asks_until_it_is_given(
    award: Award, person: Applicant, user: User, client_of: ClientOf
) -> None:
    client = client_of(user)
    assert "登记身份证号" in client.get("/").content.decode()
    assert client.post(PAGE, {"identity_number": NUMBER, "agreement": "on"}).status_code == 302
    assert "登记身份证号" not in client.get("/").content.decode()
    assert PayeeNumber.objects.get().applicant == person
    assert NUMBER not in PayeeNumber.objects.get().sealed
    assert Consent.objects.filter(subject=ConsentSubject.PAYMENT, user=user).count() == 1
    with pytest.raises(Refused, match="已经登记"):
        giving.give(applicant=person, identity_number=NUMBER, by=actor_of(user))


def test_only_the_number_that_the_person_signed_up_with_is_taken(award: Award, person: Applicant, user: User) -> None:
    with pytest.raises(ValidationError, match="不一致"):
        giving.give(applicant=person, identity_number=OTHER, by=actor_of(user))
    assert not PayeeNumber.objects.exists()


def test_nobody_gives_it_for_somebody_else(award: Award, person: Applicant, payer: User) -> None:
    with pytest.raises(Refused):
        giving.give(applicant=person, identity_number=NUMBER, by=actor_of(payer))


def test_a_unit_has_none(award: Award, company: Applicant, applicant: User) -> None:
    with pytest.raises(Refused, match="不需要登记"):
        giving.give(applicant=company, identity_number=NUMBER, by=actor_of(applicant))


def test_a_treasurer_looks_for_a_purpose_and_the_person_sees_that(
    sealed: PayeeNumber, award: Award, user: User, payer: User, client_of: ClientOf
) -> None:
    client = client_of(payer)
    page = f"/admin/awards/award/{award.pk}/payee/"
    assert NUMBER not in client.get(page).content.decode()
    assert client.get(f"{page}look/").status_code == 405
    assert client.post(f"{page}look/", {}).status_code == 409
    assert not looking.looks_at(sealed.applicant)
    assert NUMBER in client.post(f"{page}look/", {"purpose": "payment"}).content.decode()
    entry = next(row for row in history(sealed.applicant) if row.action == looking.LOOK)
    assert entry.actor_id == payer.pk
    assert entry.detail == {"purpose": "payment", "payment": award.claim.number}
    own = client_of(user).get(PAGE).content.decode()
    assert "市财政局" in own and "办理拨付" in own and payer.name not in own


def test_a_treasurer_is_told_whose_number_lacks_and_led_to_it(
    award: Award, user: User, desk: User, payer: User, client_of: ClientOf
) -> None:
    client, number, lacks = client_of(payer), str(award.claim.number), "身份证号没有登记"
    listed, claim = "/admin/awards/award/", f"/admin/claims/claim/{award.claim_id}"
    own = f"{listed}{award.pk}"
    assert "领款人身份证号没有登记" in client.get("/").content.decode()
    assert number in client.get(listed, {"payee": "wanted"}).content.decode()
    assert number not in client.get(listed, {"payee": "given"}).content.decode()
    for page in (f"{own}/change/", f"{claim}/change/"):
        text = client.get(page).content.decode()
        assert f"{own}/payee/" in text and lacks in text
        assert f"{own}/payee/" not in client_of(desk).get(page).content.decode(), "who pays nothing is not led there"
    assert f"{own}/revoking/" not in client.get(f"{own}/change/").content.decode(), "nor a treasurer to a closed door"
    assert f"{own}/revoking/" in client_of(desk).get(f"{own}/change/").content.decode()
    giving.give(applicant=award.claim.applicant, identity_number=NUMBER, by=actor_of(user))
    assert "领款人身份证号没有登记" not in client.get("/").content.decode()
    assert number in client.get(listed, {"payee": "given"}).content.decode()
    assert "身份证号已登记" in client.get(f"{claim}/change/").content.decode()


def changed(award: Award, by: User, client_of: ClientOf) -> str:
    text: str = client_of(by).get(f"/admin/awards/award/{award.pk}/change/").content.decode()
    return text


@pytest.mark.parametrize("role", sorted(CLAIM_READERS - {Role.TREASURER}))
def test_no_other_reader_of_awards_learns_whether_it_is_there(
    sealed: PayeeNumber, award: Award, jincheng: City, changzhi: City, payer: User, client_of: ClientOf, role: Role
) -> None:
    """Nor does a treasurer where an office of another of its roles reads."""
    reader = office_user(role, jincheng)
    client, listed = client_of(reader), "/admin/awards/award/"
    assert "身份证号" in changed(award, payer, client_of) and "身份证号" not in changed(award, reader, client_of)
    assert "payee=given" in client_of(payer).get(listed).content.decode()
    assert "payee=" not in client.get(listed).content.decode()
    for value in ("wanted", "given"):
        answer = client.get(listed, {"payee": value})
        assert answer.status_code == 200 and str(award.claim.number) in answer.content.decode(), "it sifts nothing"
    DepartmentMembershipFactory(user=reader, department=DepartmentFactory(city=changzhi), role=Role.TREASURER)
    assert "身份证号" not in changed(award, reader, client_of)
    for value in ("wanted", "given"):
        answer = client_of(reader).get(listed, {"payee": value})
        assert str(award.claim.number) not in answer.content.decode(), "of another city it pays nothing"


def test_nothing_is_said_of_a_number_where_nothing_is_to_be_paid(
    sealed: PayeeNumber, award: Award, payer: User, desk: User, client_of: ClientOf
) -> None:
    ready = "可以办理拨付"
    assert ready in changed(award, payer, client_of)
    road.revoked(award, desk)
    assert ready not in changed(award, payer, client_of)
    assert (
        str(award.claim.number) not in client_of(payer).get("/admin/awards/award/", {"payee": "given"}).content.decode()
    )
    claim, by = Claim.objects.get(pk=award.claim_id), actor_of(desk)
    claim = reviewing.decide_figure(claim=claim, name="decided_amount", value="300000", reason="重新核定", by=by)
    road.approve(claim=claim, by=by, answer=road.HOLDS_NO_MORE)
    road.work_off("awards.reckon")
    again = Award.objects.get(turn=2)
    assert ready in changed(again, payer, client_of)
    assert ready not in changed(award, payer, client_of), "the claim is paid, but not by the award that was ended"


def test_a_treasurer_who_is_the_person_counts_and_lists_no_award_of_its_own(
    award: Award, user: User, jincheng: City, client_of: ClientOf
) -> None:
    DepartmentMembershipFactory(user=user, department=DepartmentFactory(city=jincheng), role=Role.TREASURER)
    answer = client_of(user).get("/admin/awards/award/", {"payee": "wanted"})
    assert answer.status_code == 200 and str(award.claim.number) not in answer.content.decode()
    assert str(award.claim.number) in client_of(user).get("/admin/awards/award/").content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.APPLICANT, Role.SYSTEM, Role.TREASURER)])
def test_no_other_role_looks(sealed: PayeeNumber, award: Award, jincheng: City, role: Role) -> None:
    with pytest.raises(Refused, match="资金人员"):
        looked(award, office_user(role, None if role == Role.PROVINCIAL_OFFICIAL else jincheng))


def test_no_treasurer_of_another_city_looks(
    sealed: PayeeNumber, award: Award, treasurer: User, client_of: ClientOf
) -> None:
    with pytest.raises(Refused, match="资金人员"):
        looked(award, treasurer)
    answer = client_of(treasurer).post(f"/admin/awards/award/{award.pk}/payee/look/", {"purpose": "payment"})
    assert answer.status_code == 404


def test_nobody_looks_for_a_payment_that_is_not_the_persons(
    sealed: PayeeNumber, award: Award, payer: User, desk: User
) -> None:
    with pytest.raises(Refused, match="没有需要"):
        looking.look(applicant=sealed.applicant, payment="JC-1", purpose="payment", by=actor_of(payer))
    road.revoked(award, desk)
    with pytest.raises(Refused, match="没有需要"):
        looked(award, payer)


def test_another_persons_sealed_number_is_not_shown(sealed: PayeeNumber, award: Award, payer: User) -> None:
    PayeeNumber.objects.filter(pk=sealed.pk).update(sealed=seal(OTHER))
    with pytest.raises(Refused, match="不一致"):
        looked(award, payer)


def test_it_is_taken_back_at_any_time_and_given_again_before_the_payment(
    sealed: PayeeNumber, award: Award, user: User, payer: User
) -> None:
    person, by = sealed.applicant, actor_of(user)
    assert giving.take_back(applicant=person, by=by) == 1
    with pytest.raises(Refused, match="还没有登记"):
        looked(award, payer)
    assert giving.take_back(applicant=person, by=by) == 0
    giving.give(applicant=person, identity_number=NUMBER, by=by)
    erase(applicant=person, by=by)
    assert not PayeeNumber.objects.exists()


def test_the_copy_says_in_words_what_a_look_was_for(
    sealed: PayeeNumber, award: Award, user: User, payer: User, client_of
) -> None:
    looked(award, payer)
    copy = client_of(user).get("/enterprise/my-data/copy/").content.decode()
    assert "用途：办理拨付" in copy and "用途：payment" not in copy


def written(award: Award, by: User, number: str = NUMBER, present: bool = True) -> PayeeNumber:
    claim = award.claim
    return giving.write_at_window(
        applicant=claim.applicant, payment=str(claim.number), identity_number=number, present=present, by=actor_of(by)
    )  # fmt: skip


def test_at_the_window_a_treasurer_writes_it_down_for_a_person_without_an_account(
    award: Award, person: Applicant, payer: User, client_of: ClientOf
) -> None:
    close_account(person)
    client, page = client_of(payer), f"/admin/awards/award/{award.pk}/payee/"
    shown = client.get(page).content.decode()
    assert "没有登记" in shown and "没有可用的账号" in shown and "****" not in shown
    assert "没有可用的账号" in client.get(f"/admin/awards/award/{award.pk}/change/").content.decode()
    refused = client.post(f"{page}write/", {"identity_number": NUMBER})
    assert refused.status_code == 409 and giving.NOT_PRESENT in refused.content.decode()
    refused = client.post(f"{page}write/", {"identity_number": OTHER, "present": "on"})
    assert "不一致" in refused.content.decode() and OTHER not in refused.content.decode()
    assert client.post(f"{page}write/", {"identity_number": NUMBER, "present": "on"}).status_code == 302
    shown = client.get(page).content.decode()
    assert f'已登记 <span class="code">{person.masked_identity}</span>' in shown and NUMBER not in shown
    kept = PayeeNumber.objects.get()
    assert kept.given_by == payer and NUMBER not in kept.sealed and looked(award, payer) == NUMBER
    entry = next(row for row in history(person) if row.action == giving.WRITE_NUMBER)
    assert entry.actor_id == payer.pk and entry.detail == {"purpose": "payment", "payment": award.claim.number}
    assert not Consent.objects.filter(subject=ConsentSubject.PAYMENT).exists()
    with pytest.raises(Refused, match="已经登记"):
        written(award, payer)
    assert client.post(f"{page}write/", {"take_back": "1"}).status_code == 302
    assert not PayeeNumber.objects.exists()
    assert next(row for row in history(person) if row.action == giving.TAKE_BACK_NUMBER).detail["payment"]


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.APPLICANT, Role.SYSTEM, Role.TREASURER)])
def test_no_other_role_writes_it_down_or_deletes_it(award: Award, jincheng: City, role: Role) -> None:
    officer = office_user(role, None if role == Role.PROVINCIAL_OFFICIAL else jincheng)
    with pytest.raises(Refused, match="资金人员"):
        written(award, officer)
    with pytest.raises(Refused, match="资金人员"):
        giving.take_back(applicant=award.claim.applicant, payment=str(award.claim.number), by=actor_of(officer))


def test_it_is_written_down_for_a_payment_of_this_city_alone(
    award: Award, person: Applicant, payer: User, treasurer: User, user: User, client_of: ClientOf
) -> None:
    for who in (treasurer, user):
        with pytest.raises(Refused, match="资金人员|本人"):
            written(award, who)
    url = f"/admin/awards/award/{award.pk}/payee/write/"
    assert client_of(treasurer).post(url, {"identity_number": NUMBER, "present": "on"}).status_code == 404
    with pytest.raises(Refused, match="没有需要"):
        giving.write_at_window(
            applicant=person, payment="JC-1", identity_number=NUMBER, present=True, by=actor_of(payer)
        )
    assert not PayeeNumber.objects.exists()


def test_the_payee_page_of_a_company_shows_its_code_and_asks_for_no_number(
    ready: None, company: Applicant, applicant: User, reviewer: User, treasurer: User, client_of: ClientOf
) -> None:
    award = road.awarded(company, applicant, reviewer).awards.get()
    page = client_of(treasurer).get(f"/admin/awards/award/{award.pk}/payee/").content.decode()
    assert str(company.unit_code) in page and "公民身份号码" not in page and "身份证号" not in page


def test_a_new_key_takes_over(sealed: PayeeNumber, award: Award, payer: User, settings, capsys) -> None:
    settings.SEALING_KEYS = ["new-" + "n" * 40, *settings.SEALING_KEYS]
    call_command("reseal_numbers")
    assert "1 个" in capsys.readouterr().out
    settings.SEALING_KEYS = settings.SEALING_KEYS[:1]
    assert looked(award, payer) == NUMBER
    settings.SEALING_KEYS = ["other-" + "o" * 40]
    with pytest.raises(CommandError, match="SEALING_KEYS"):
        call_command("reseal_numbers")


def test_of_a_person_without_an_account_the_office_says_to_come_to_the_window(
    award: Award, person: Applicant, payer: User, desk: User, client_of: ClientOf
) -> None:
    with pytest.raises(Refused, match="还没有登记"):
        looked(award, payer)
    claim_page = f"/admin/claims/claim/{award.claim_id}/change/"
    assert "没有可用的账号" not in client_of(desk).get(claim_page).content.decode()
    close_account(person)
    with pytest.raises(Refused) as refused:
        looked(award, payer)
    assert refused.value.reason == looking.DELETED and "服务窗口" in looking.DELETED
    assert looking.DELETED in client_of(payer).get(f"/admin/awards/award/{award.pk}/payee/").content.decode()
    assert "没有可用的账号" in client_of(desk).get(claim_page).content.decode()
