"""The way into a valley: an applicant asks, the operator answers, and the tenancy makes a resident."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import actor_of
from accounts.models import User
from core.audit import history
from core.values.identity_numbers import make_identity_number
from core.values.verdict import Refused
from enterprises.models import Applicant
from parks.entry import answering, asking
from parks.models import EntryRequest, Tenancy
from parks.tenancies.residency import is_resident
from tests.factories import EntryRequestFactory, SpaceFactory, TenancyFactory, UserFactory

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
WISH = {
    "project": "光电封装产线", "about": "", "wished_kind": "workshop", "wished_area_m2": Decimal("1200.50"),
    "wished_from": date(2026, 6, 1),
}  # fmt: skip
TYPED = {
    "project": "光电封装产线", "about": "团队十二人。", "wished_kind": "workshop", "wished_area_m2": "1200.5",
    "wished_from": "2026-06-01",
}  # fmt: skip
AGREED = {"answer": "agree", "agreement_no": "入驻〔2026〕7号", "agreed_on": "2026-05-20"}


@pytest.fixture(autouse=True)
def _in_may() -> Iterator[None]:
    with time_machine.travel("2026-05-20T04:00:00Z"):
        yield


def answered(client: Client, row: EntryRequest, **typed: str) -> Any:
    return client.post(reverse("admin:parks_entryrequest_answer", args=[row.pk]), typed, follow=True)


def test_all_that_is_wrong_is_said_at_once(applicant: User, client_of: ClientOf) -> None:
    wrong = TYPED | {"wished_area_m2": "三百", "wished_from": "2026-05-19", "project": ""}
    answer = client_of(applicant).post(reverse("parks:entry"), wrong)
    assert answer.context["form"].errors.keys() == {"wished_area_m2", "wished_from", "project"}


def test_the_operator_reads_areas_with_their_thousands_apart(
    company: Applicant, operator: User, client_of: ClientOf
) -> None:
    row = EntryRequestFactory(applicant=company, wished_area_m2=Decimal("3600.00"))
    office = client_of(operator)
    for address in ("admin:parks_entryrequest_changelist", ""):
        page = office.get(reverse(address) if address else reverse("admin:parks_entryrequest_change", args=[row.pk]))
        assert "3,600" in page.content.decode() and "3600.00" not in page.content.decode()


def test_an_answer_that_is_refused_keeps_what_was_typed(
    company: Applicant, operator: User, client_of: ClientOf
) -> None:
    row = EntryRequestFactory(applicant=company)
    address = reverse("admin:parks_entryrequest_answer", args=[row.pk])
    answer = client_of(operator).post(address, AGREED | {"agreed_on": "昨天"})
    assert answer.status_code == 409 and 'value="入驻〔2026〕7号"' in answer.content.decode()


@pytest.mark.parametrize("typed", ["三百", "30.5.1"])
def test_an_area_that_is_no_number_is_told_what_one_looks_like(
    applicant: User, client_of: ClientOf, typed: str
) -> None:
    page = client_of(applicant).post(reverse("parks:entry"), TYPED | {"wished_area_m2": typed}).content.decode()
    assert "拟用面积应为数字，最多2位小数，例如 12.5。" in page and "应为整数" not in page


def test_a_firm_asks_is_let_in_and_is_resident_once_its_tenancy_is_entered(
    company: Applicant, applicant: User, operator: User, client_of: ClientOf
) -> None:
    portal, office = client_of(applicant), client_of(operator)
    assert "申请入驻" in portal.get("/").content.decode()
    assert portal.post(reverse("parks:entry"), TYPED).status_code == 302
    row = EntryRequest.objects.get()
    assert (row.applicant, row.wished_area_m2, row.state) == (company, Decimal("1200.50"), "asked")
    assert "待答复入驻申请" in office.get(reverse("admin:index")).content.decode()
    page = answered(office, row, **AGREED).content.decode()
    row.refresh_from_db()
    assert (row.state, row.agreement_no, row.agreed_on) == ("agreed", "入驻〔2026〕7号", date(2026, 5, 20))
    assert f"{reverse('admin:parks_tenancy_add')}?applicant={company.pk}&amp;starts_on=2026-05-20" in page
    assert not is_resident(company, company.city, date(2026, 6, 1))
    space = SpaceFactory(building__park__valley__city=company.city)
    lease = {"applicant": company.pk, "space": space.pk, "starts_on": "2026-05-20"}
    assert office.post(reverse("admin:parks_tenancy_add"), lease).status_code == 302
    assert Tenancy.objects.get().applicant == company
    assert is_resident(company, company.city, date(2026, 6, 1))
    assert [entry.action for entry in history(row)] == ["ask_entry", "agree_entry"]
    assert "入驻〔2026〕7号" in portal.get(reverse("parks:entry")).content.decode()


def test_a_refusal_says_why_and_the_firm_may_ask_again(
    company: Applicant, applicant: User, operator: User, client_of: ClientOf
) -> None:
    row = asking.ask(applicant=company, by=actor_of(applicant), **WISH)
    portal = client_of(applicant)
    assert "上一份入驻申请还没有答复" in portal.get(reverse("parks:entry")).content.decode()
    answered(client_of(operator), row, answer="deny", reason="项目与园区产业定位不符。")
    page = portal.get(reverse("parks:entry")).content.decode()
    assert "项目与园区产业定位不符。" in page and "提交入驻申请" in page
    asking.ask(applicant=company, by=actor_of(applicant), **WISH)
    assert EntryRequest.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({**AGREED, "agreement_no": " "}, "请填写入驻协议编号和日期"),
        ({**AGREED, "agreed_on": ""}, "请填写入驻协议编号和日期"),
        ({**AGREED, "agreed_on": "2026-05-21"}, "协议日期不能晚于今天"),
        ({**AGREED, "agreed_on": "明天"}, "日期请按 2026-03-31 的样子填写"),
        ({**AGREED, "agreed_on": "1850-01-01"}, "日期须在1900年1月1日至2100年12月31日之间"),
        ({"answer": "deny", "reason": " "}, "请写明理由"),
    ],
)
def test_an_answer_that_lacks_something_is_told_and_changes_nothing(
    typed: dict[str, str], said: str, company: Applicant, operator: User, client_of: ClientOf
) -> None:
    row = EntryRequestFactory(applicant=company)
    assert said in answered(client_of(operator), row, **typed).content.decode()
    row.refresh_from_db()
    assert row.state == "asked" and row.answered_by is None


@pytest.mark.parametrize("role", ["reviewer", "intake", "official"])
def test_others_of_the_office_read_and_do_not_answer(
    role: str, company: Applicant, client_of: ClientOf, request: Any
) -> None:
    row, client = EntryRequestFactory(applicant=company), client_of(request.getfixturevalue(role))
    page = client.get(reverse("admin:parks_entryrequest_change", args=[row.pk])).content.decode()
    assert "同意入驻" not in page and "由本市的园区运营人员答复" in page
    assert "由本市的园区运营人员答复" in answered(client, row, **AGREED).content.decode()
    row.refresh_from_db()
    assert row.state == "asked"


def test_an_office_elsewhere_finds_no_such_request(
    company_elsewhere: Applicant, operator: User, client_of: Any
) -> None:
    row, client = EntryRequestFactory(applicant=company_elsewhere), client_of(operator)
    assert client.get(reverse("admin:parks_entryrequest_change", args=[row.pk])).status_code == 404
    assert answered(client, row, **AGREED).status_code == 404


def test_a_request_is_taken_back_by_its_own_people_until_it_is_answered(
    company: Applicant, applicant: User, other_applicant: User, operator: User, client_of: ClientOf
) -> None:
    row = EntryRequestFactory(applicant=company, asked_by=applicant)
    address = reverse("parks:entry_withdraw", args=[row.pk])
    assert client_of(other_applicant).post(address).status_code == 404
    assert client_of(applicant).post(address).status_code == 302
    row.refresh_from_db()
    assert row.state == "taken_back"
    with pytest.raises(Refused, match="这份申请已经办结"):
        answering.agree(request=row, agreement_no="1", agreed_on=date(2026, 5, 1), by=actor_of(operator))
    with pytest.raises(Refused, match="已经办结，不能撤回"):
        asking.take_back(request=row, by=actor_of(applicant))


def test_nobody_asks_for_another_firm(other_company: Applicant, applicant: User) -> None:
    with pytest.raises(Refused, match="只有申请人的经办人"):
        asking.ask(applicant=other_company, by=actor_of(applicant), **WISH)


def test_an_area_of_nothing_is_told_beside_the_field(applicant: User, client_of: ClientOf) -> None:
    answer = client_of(applicant).post(reverse("parks:entry"), TYPED | {"wished_area_m2": "0"})
    assert answer.status_code == 422 and "面积至少1㎡" in answer.content.decode()
    assert not EntryRequest.objects.exists()
    row = EntryRequestFactory.build(applicant=Applicant(), wished_area_m2=0)
    with pytest.raises(ValidationError, match="面积须大于0"):
        row.full_clean(exclude=["applicant", "asked_by", "answered_by", "answered_at"])


def test_a_resident_is_offered_no_way_in_on_its_first_page(
    company: Applicant, applicant: User, client_of: ClientOf
) -> None:
    TenancyFactory(applicant=company)
    assert "入驻晋创谷" not in client_of(applicant).get("/").content.decode()
    assert "晋创谷的租约已经登记" in client_of(applicant).get(reverse("parks:entry")).content.decode()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"wished_area_m2": 0}, "entry_request_has_area"),
        ({"wished_from": date(1850, 1, 1)}, "entry_request_wished_from_range"),
        ({"agreed_on": date(1850, 1, 1)}, "entry_request_agreed_on_range"),
        ({"state": "agreed", "agreement_no": "1"}, "entry_request_agreed_by_agreement"),
        ({"state": "denied", "reason": "理由"}, "entry_request_answered_by_another"),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        EntryRequestFactory(**values)


def test_who_asked_does_not_answer_and_one_request_is_open(company: Applicant) -> None:
    person = UserFactory()
    with pytest.raises(IntegrityError, match="entry_request_answered_by_another"), transaction.atomic():
        EntryRequestFactory(
            applicant=company, asked_by=person, answered_by=person, answered_at="2026-01-01T00:00:00Z",
            state="denied", reason="理由",
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="entry_request_denied_with_reason"), transaction.atomic():
        EntryRequestFactory(applicant=company, answered_by=person, answered_at="2026-01-01T00:00:00Z", state="denied")
    EntryRequestFactory(applicant=company)
    with pytest.raises(IntegrityError, match="entry_request_one_open"), transaction.atomic():
        EntryRequestFactory(applicant=company)


def test_nobody_moves_in_yesterday_and_no_page_keeps_an_identity_number(
    company: Applicant, applicant: User, client_of: ClientOf
) -> None:
    portal = client_of(applicant)
    number = make_identity_number("140400", date(1990, 1, 1))
    for wrong, said in (
        ({"wished_from": "2026-05-19"}, "拟入驻日期不能早于今天"),
        ({"project": f"{number}的项目"}, "这里不要填写身份证号"),
        ({"about": f"联系人 {number}"}, "这里不要填写身份证号"),
    ):
        answer = portal.post(reverse("parks:entry"), {**TYPED, **wrong})
        assert answer.status_code == 422 and said in answer.content.decode()
    assert not EntryRequest.objects.exists()
    assert portal.post(reverse("parks:entry"), {**TYPED, "wished_from": "2026-05-20"}).status_code == 302
