"""What a person may not delete itself an office deletes on request, as the rules of keeping allow, or says why not."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import actor_of
from accounts.models import City, User
from core.audit import history
from core.values.identity_numbers import make_identity_number
from core.values.verdict import Refused
from enterprises.applicants.registering import Filer, register_person
from enterprises.models import Applicant, ApplicantMembership, ErasureRequest, ErasureState, Recognition
from enterprises.personal_data import requesting
from subsidies.claims import claiming
from subsidies.claims.models import Claim
from subsidies.policies import library
from tests import road
from tests.factories import RecognitionFactory, office_user
from tests.recording import recorded

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
MINE = "/enterprise/my-data/"
NUMBER = make_identity_number("140502", date(1993, 7, 9))


@pytest.fixture
def person(jincheng: City) -> Applicant:
    filer = Filer("geren", "Jin-Chuang-88", "示例本人", "0356-2000000")
    return register_person(identity_number=NUMBER, city=jincheng, person=filer).applicant


@pytest.fixture
def user(person: Applicant) -> User:
    return User.objects.get(username="geren")


@pytest.fixture
def asked(person: Applicant, user: User) -> ErasureRequest:
    return requesting.ask(applicant=person, reason="不再申报，全部删除。", by=actor_of(user))


@pytest.fixture
def keeper(jincheng: City) -> User:
    return office_user("operator", jincheng)


def answer(client: Client, row: ErasureRequest, **typed: str) -> str:
    page = client.post(reverse("admin:enterprises_erasurerequest_answer", args=[row.pk]), typed, follow=True)
    return str(page.content.decode())


def handed_in(person: Applicant, user: User) -> Claim:
    road.policies_loaded()
    road.resident(person)
    by = actor_of(user)
    claim = claiming.start(scheme=library().schemes["JC-12B"], applicant=person, by=by)
    typed = road.answers(reference="示例项目2026-1", review_passed="true", qualification="doctor")
    typed = recorded(person, "JC-12B", typed)
    claim = claiming.save_draft(claim=claim, answers=typed, version=claim.version, by=by)
    return claiming.submit(claim=claim, by=by)


def test_who_handed_nothing_in_goes_with_what_was_certified(
    person: Applicant, user: User, keeper: User, client_of: ClientOf
) -> None:
    RecognitionFactory(applicant=person, certified=True)
    client, office = client_of(user), client_of(keeper)
    assert "等待部门办理" in client.post(f"{MINE}request/", {"reason": "全部删除。"}, follow=True).content.decode()
    assert "申请删除个人信息" in office.get(reverse("admin:index")).content.decode()
    row = ErasureRequest.objects.get()
    page = office.get(reverse("admin:enterprises_erasurerequest_change", args=[row.pk])).content.decode()
    assert "没有提交过申报" in page and "全部删除。" in page
    assert "已删除1条内容" in answer(office, row, grant="1")
    for kept in (person, user, row):
        kept.refresh_from_db()
    assert not Recognition.objects.exists()
    assert (person.name, person.identity_hash, user.is_active, user.name) == ("已注销", None, False, "已注销")
    assert (row.state, row.erased, row.reason, row.answered_by) == ("granted", 1, "", keeper)
    actions = [entry.action for entry in history(person)]
    assert actions[-3:] == ["ask_erasure", "erase_personal_data", "grant_erasure"]


def test_what_was_handed_in_stays_with_its_records_and_the_account_is_closed(
    person: Applicant, user: User, keeper: User, client_of: ClientOf
) -> None:
    RecognitionFactory(applicant=person, certified=True)
    claim = handed_in(person, user)
    row = requesting.ask(applicant=person, reason="", by=actor_of(user))
    page = client_of(keeper).get(reverse("admin:enterprises_erasurerequest_change", args=[row.pk])).content.decode()
    assert "必须保存的" in page and "申报、核定结果和通知书" in page
    answer(client_of(keeper), row, grant="1", answer="申报资料依规定保留。")
    for kept in (person, user, row):
        kept.refresh_from_db()
    assert list(Claim.objects.all()) == [claim] and Recognition.objects.count() == 1
    assert (person.name, bool(person.identity_hash), person.contact_phone) == ("示例本人", True, "")
    assert (user.is_active, user.phone, user.has_usable_password()) == (False, "", False)
    assert not ApplicantMembership.objects.filter(active=True).exists()
    assert row.state == ErasureState.GRANTED


def test_where_no_record_went_no_count_of_nothing_is_told(
    person: Applicant, user: User, keeper: User, client_of: ClientOf
) -> None:
    handed_in(person, user)
    row, office = requesting.ask(applicant=person, reason="", by=actor_of(user)), client_of(keeper)
    url = reverse("admin:enterprises_erasurerequest_change", args=[row.pk])
    assert "账号已注销" not in office.get(url).content.decode()
    said = answer(office, row, grant="1")
    row.refresh_from_db()
    assert row.erased == 0
    for page in (said, office.get(url).content.decode()):
        assert "没有可以删除的记录，联系电话和地址已删除，账号已注销" in page and "已按申请删除" in page
        assert "删除条数" not in page
    assert [entry.detail for entry in history(person)][-2:] == [{"left": False}, {"left": True}]
    told = office.get(reverse("admin:enterprises_erasurerequest_changelist")).content.decode()
    assert "已按申请删除" in told and ">已删除<" not in told


def test_who_comes_second_reads_what_became_of_the_request(
    asked: ErasureRequest, keeper: User, jincheng: City, client_of: ClientOf
) -> None:
    answer(client_of(keeper), asked, grant="1")
    second = office_user("reviewer", jincheng)
    page = answer(client_of(second), asked, grant="1")
    assert "已按这件申请删除。" in page and "这件申请已删除" not in page


def test_a_denial_says_why_and_deletes_nothing(
    asked: ErasureRequest, person: Applicant, user: User, keeper: User, client_of: ClientOf
) -> None:
    RecognitionFactory(applicant=person, certified=True)
    assert "请写明理由" in answer(client_of(keeper), asked, deny="1")
    answer(client_of(keeper), asked, deny="1", answer="正在接受核查，核查结束后再提出。")
    page = client_of(user).get(MINE).content.decode()
    assert "正在接受核查" in page and "不予删除" in page and "提交删除申请" in page
    assert Recognition.objects.count() == 1
    assert "不予删除" in answer(client_of(keeper), asked, grant="1")
    assert Recognition.objects.count() == 1


def test_one_request_at_a_time_which_may_be_taken_back(
    asked: ErasureRequest, person: Applicant, user: User, keeper: User, client_of: ClientOf
) -> None:
    client = client_of(user)
    assert requesting.OPEN_ALREADY in client.post(f"{MINE}request/", follow=True).content.decode()
    with pytest.raises(IntegrityError, match="one_open"), transaction.atomic():
        ErasureRequest.objects.create(applicant=person, asked_by=user)
    client.post(f"{MINE}request/withdraw/")
    asked.refresh_from_db()
    assert asked.state == ErasureState.TAKEN_BACK
    assert "没有等待办理" in client.post(f"{MINE}request/withdraw/", follow=True).content.decode()
    with pytest.raises(Refused, match="已撤回"):
        requesting.grant(request=asked, by=actor_of(keeper))


@pytest.mark.parametrize("role", ["intake", "treasurer", "official", "policy_editor"])
def test_a_wrong_role_neither_sees_nor_answers_it(
    role: str, asked: ErasureRequest, jincheng: City, client_of: ClientOf
) -> None:
    wrong = office_user(role, jincheng)
    change = reverse("admin:enterprises_erasurerequest_change", args=[asked.pk])
    send = reverse("admin:enterprises_erasurerequest_answer", args=[asked.pk])
    assert client_of(wrong).get(change).status_code == 403
    assert client_of(wrong).post(send, {"grant": "1"}).status_code == 404
    with pytest.raises(Refused, match="由本市的园区运营或审核人员办理"):
        requesting.grant(request=asked, by=actor_of(wrong))


def test_another_citys_keeper_does_not_find_it(
    asked: ErasureRequest, operator: User, reviewer: User, client_of: ClientOf
) -> None:
    """The request is of Jincheng, they are of Changzhi."""
    for user in (operator, reviewer):
        client = client_of(user)
        for what in ("change", "history"):
            address = reverse(f"admin:enterprises_erasurerequest_{what}", args=[asked.pk])
            assert client.get(address).status_code == 404
        send = reverse("admin:enterprises_erasurerequest_answer", args=[asked.pk])
        assert client.post(send, {"grant": "1"}).status_code == 404
        assert (
            asked.applicant.name
            not in client.get(reverse("admin:enterprises_erasurerequest_changelist")).content.decode()
        )
    asked.refresh_from_db()
    assert asked.state == ErasureState.ASKED


def test_nobody_answers_for_whom_they_act(asked: ErasureRequest, person: Applicant, keeper: User) -> None:
    ApplicantMembership.objects.create(user=keeper, applicant=person)
    with pytest.raises(Refused, match="代办"):
        requesting.grant(request=asked, by=actor_of(keeper))


def test_a_company_asks_for_nothing_of_the_kind(company: Applicant, applicant: User, client_of: ClientOf) -> None:
    client = client_of(applicant)
    assert "提交删除申请" not in client.get(MINE).content.decode()
    assert "单位的资料由经办人" in client.post(f"{MINE}request/", follow=True).content.decode()
    assert not ErasureRequest.objects.exists()


def test_a_number_of_a_person_is_not_taken_as_a_reason(person: Applicant, user: User, client_of: ClientOf) -> None:
    for number in (NUMBER, f"{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}"):
        typed = {"reason": f"本人{number}要求删除"}
        page = client_of(user).post(f"{MINE}request/", typed, follow=True).content.decode()
        assert "这里不要填写身份证号" in page and number not in page
    assert not ErasureRequest.objects.exists()


def test_an_account_that_acts_for_others_too_stays_open(
    asked: ErasureRequest, user: User, person: Applicant, company: Applicant, keeper: User
) -> None:
    handed_in(person, user)
    ApplicantMembership.objects.create(user=user, applicant=company)
    requesting.grant(request=asked, by=actor_of(keeper))
    user.refresh_from_db()
    assert user.is_active
    assert actor_of(user).applicant_ids == {company.pk}
