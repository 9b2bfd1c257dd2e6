"""Records kept in the admin: yuan typed and fen stored, entries in the trail, nobody helping themselves."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from accounts.actor import Role
from accounts.adminkit.display import yuan_column
from accounts.models import DepartmentMembership
from accounts.people import passwords
from core import audit
from core.models import AuditEntry, OutboxMessage
from enterprises.models import Applicant, ApplicantMembership
from tests.factories import ApplicantFactory, ApplicantMembershipFactory, DepartmentFactory, TenancyFactory

pytestmark = pytest.mark.django_db


def form_of(record: Any, **typed: Any) -> dict[str, Any]:
    """What the applicant's page would post, with changes."""
    return {
        "name": record.name, "kind": record.kind, "industry": "", "address": "", "legal_person": "",
        "registered_on": "2020-01-01", "registered_capital_fen": "1000000.00", "paid_in_capital_fen": "1000000.00",
        "contact_name": "", "contact_phone": "",
    } | typed  # fmt: skip


def page(record: Any) -> str:
    return reverse("admin:enterprises_applicant_change", args=[record.pk])


def test_money_is_typed_in_yuan_and_kept_in_fen(company: Applicant, operator: Any, client_of: Any) -> None:
    client_of(operator).post(page(company), form_of(company, paid_in_capital_fen="2,500,000.5"))
    company.refresh_from_db()
    assert company.paid_in_capital_fen == 2_500_000_50
    assert "2,500,000.50" in client_of(operator).get(page(company)).content.decode()


def test_a_third_decimal_is_refused(company: Applicant, operator: Any, client_of: Any) -> None:
    answer = client_of(operator).post(page(company), form_of(company, paid_in_capital_fen="1.005"))
    assert "最多保留两位小数" in answer.content.decode()


def test_a_change_is_told_field_by_field(company: Applicant, operator: Any, client_of: Any) -> None:
    client_of(operator).post(page(company), form_of(company, legal_person="王示例"))
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.chain) == ("change_record", "changzhi")
    assert {"field": "legal_person", "was": "", "is": "王示例"} in entry.detail["changes"]
    history = client_of(operator).get(reverse("admin:enterprises_applicant_history", args=[company.pk]))
    assert "王示例" in history.content.decode()
    assert list(audit.verify_chain("changzhi")) == []


def test_credit_code_and_city_stay(company: Applicant, jincheng: Any, operator: Any, client_of: Any) -> None:
    before = company.uscc
    client_of(operator).post(page(company), form_of(company, uscc="91140500XX00000000", city=jincheng.pk))
    company.refresh_from_db()
    assert (company.uscc, company.city.key) == (before, "changzhi")


def test_nobody_changes_the_company_they_file_for(company: Applicant, operator: Any, client_of: Any) -> None:
    ApplicantMembershipFactory(user=operator, applicant=company)
    assert 'name="_save"' not in client_of(operator).get(page(company)).content.decode()
    assert client_of(operator).post(page(company), form_of(company, name="改名")).status_code == 403


def test_overlapping_tenancies_are_refused_with_the_rule(company: Applicant, operator: Any, client_of: Any) -> None:
    tenancy = TenancyFactory(applicant=company)
    typed = {"space": tenancy.space.pk, "applicant": company.pk, "starts_on": "2026-01-01", "monthly_rent_fen": "1"}
    answer = client_of(operator).post(reverse("admin:parks_tenancy_add"), typed)
    assert "租期不能重叠" in answer.content.decode()


def test_administrator_gives_roles_to_others_but_not_to_themselves(
    administrator: Any, stranger: Any, changzhi: Any, client_of: Any
) -> None:
    office, client = DepartmentFactory(city=changzhi), client_of(administrator)
    for person in (administrator, stranger):
        typed = {"user": person.pk, "department": office.pk, "role": Role.REVIEWER, "active": "on"}
        client.post(reverse("admin:accounts_departmentmembership_add"), typed)
    given = DepartmentMembership.objects.filter(role=Role.REVIEWER)
    assert [row.user for row in given] == [stranger]


def test_administrator_makes_an_account(administrator: Any, client_of: Any) -> None:
    from accounts.models import User

    typed = {
        "username": "new-person", "name": "新同事", "email": "new@example.com", "phone": "",
        "password1": "Chang-Zhi-2026-x", "password2": "Chang-Zhi-2026-x",
    }  # fmt: skip
    add = reverse("admin:accounts_user_add")
    form = client_of(administrator).get(add).context["adminform"].form
    assert form.fields["password1"].required and form.fields["password2"].required
    assert form.fields["password1"].help_text == passwords.HELP and form.fields["password2"].help_text == ""
    wrong = client_of(administrator).post(add, typed | {"phone": "1380000"})
    assert "电话号码请填11位手机号码" in wrong.content.decode()
    answer = client_of(administrator).post(add, typed)
    assert answer.status_code == 302
    assert User.objects.get(username="new-person").check_password("Chang-Zhi-2026-x")
    assert "Chang-Zhi-2026-x" not in str(AuditEntry.objects.get().detail)


def test_a_list_that_only_a_filter_empties_says_nothing_of_a_search(administrator: Any, client_of: Any) -> None:
    listed = reverse("admin:core_outboxmessage_changelist")
    client = client_of(administrator)
    filtered, searched = (client.get(f"{listed}?{asked}").content.decode() for asked in ("state=parked", "q=nothing"))
    assert "去掉一些筛选条件再看" in filtered and "换一个关键词" not in filtered
    assert "换一个关键词" in searched


def test_amounts_of_registers_and_days_of_filters_are_written_in_one_manner() -> None:
    assert "¥500,000.00" in yuan_column("fen", "金额")(SimpleNamespace(fen=500_000_00))
    with translation.override("zh-hans"):
        assert date_format(date(2026, 2, 9), "MONTH_DAY_FORMAT") == "2月9日"


def test_parked_work_is_opened_again_by_the_administrator(administrator: Any, client_of: Any) -> None:
    from django.utils import timezone

    message = OutboxMessage.objects.create(handler="awards.reckon", attempts=3, parked_at=timezone.now())
    typed = {"action": "rerun", "_selected_action": [str(message.pk)]}
    client_of(administrator).post(reverse("admin:core_outboxmessage_changelist"), typed)
    message.refresh_from_db()
    assert (message.parked_at, message.attempts) == (None, 0)
    assert AuditEntry.objects.get().action == "rerun_work"


def test_the_first_page_counts_what_waits(
    policies: None, company: Any, applicant: Any, intake: Any, client_of: Any
) -> None:
    from tests import road

    road.submitted(road.resident(company), applicant)
    text = client_of(intake).get(reverse("admin:index")).content.decode()
    assert '<span class="jcg-count">1</span><b>待受理</b>' in text


NO_KEYS = ["abc", "1.5", "²", "9" * 5000, "9" * 30, b"\xff", ""]


@pytest.mark.parametrize(("role", "model", "action"), [
    ("operator", "enterprises_recognition", "certify_chosen"), ("operator", "parks_premises", "certify_chosen"),
    ("administrator", "accounts_user", "withdraw_tokens"), ("administrator", "core_outboxmessage", "rerun"),
])  # fmt: skip
def test_what_is_no_key_of_a_row_is_not_ticked(
    request: Any, client_of: Any, role: str, model: str, action: str
) -> None:
    client, page = client_of(request.getfixturevalue(role)), reverse(f"admin:{model}_changelist")
    for keys in ([key] for key in NO_KEYS):
        answer = client.post(page, {"action": action, "_selected_action": keys, "index": "0"})
        assert answer.status_code == 302
    assert not AuditEntry.objects.exists()


def test_what_is_a_key_beside_one_that_is_none_is_ticked(administrator: Any, client_of: Any) -> None:
    from django.utils import timezone

    message = OutboxMessage.objects.create(handler="awards.reckon", attempts=3, parked_at=timezone.now())
    typed = {"action": "rerun", "_selected_action": ["abc", str(message.pk)]}
    client_of(administrator).post(reverse("admin:core_outboxmessage_changelist"), typed)
    message.refresh_from_db()
    assert message.parked_at is None


def test_an_administrator_makes_others_an_enterprise_s_persons_but_not_themselves(
    administrator: Any, stranger: Any, company: Applicant, client_of: Any
) -> None:
    client, told = client_of(administrator), []
    for person in (administrator, stranger):
        typed = {"user": person.pk, "applicant": company.pk, "role": "applicant", "active": "on"}
        told.append(client.post(reverse("admin:enterprises_applicantmembership_add"), typed))
    assert told[0].status_code == 200 and "不能为自己设置角色" in told[0].content.decode()
    assert [row.user for row in ApplicantMembership.objects.all()] == [stranger]


@pytest.mark.parametrize("role", ["administrator", "operator"])
def test_nobody_switches_their_own_role_on_again(
    request: Any, role: str, other_company: Applicant, stranger: Any, client_of: Any
) -> None:
    person = request.getfixturevalue(role)
    own = ApplicantMembershipFactory(user=person, applicant=other_company, active=False)
    third = ApplicantFactory(city=other_company.city)
    others = ApplicantMembershipFactory(user=stranger, applicant=third, active=False)
    colleagues = ApplicantMembershipFactory(user=stranger, applicant=other_company, active=False)
    for row, status in ((own, 403), (colleagues, 403), (others, 302)):
        page = reverse("admin:enterprises_applicantmembership_change", args=[row.pk])
        assert client_of(person).post(page, {"active": "on"}).status_code == status
        row.refresh_from_db()
    assert (own.active, others.active) == (False, True)
