"""The demo: whole, loaded once, nobody real, and plausible on the targets page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from accounts.actor import actor_of
from accounts.cities.describing import city_demos, shared
from accounts.cities.spreading import spread
from accounts.models import City, User
from core.values.identifiers import validate_uscc
from enterprises.models import Applicant, Recognition, sequence_of
from enterprises.registers.register import registers
from indicators.models import Target
from indicators.observing.measuring import progress_of
from jinchuanggu.loading.demo import load_demo
from jinchuanggu.loading.logins import demo_logins, table, width
from jinchuanggu.loading.reference import load_reference
from parks.models import EntryRequest, Premises, Tenancy
from parks.tenancies.residency import is_resident, tenancies_of

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
WINGS = ("funds", "talent", "parks")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once; what a test changes is undone."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), quick, transaction.atomic():
        load_reference()
        load_demo()
        yield
        transaction.set_rollback(True)


def test_everybody_logs_in_with_the_one_password_and_holds_the_role(demo) -> None:
    common = shared()
    rows = [(None, row) for row in common["people"]]
    rows += [(demo.key, row) for demo in city_demos() for row in demo.people]
    assert {key for key, _ in rows} == {None, "changzhi", "jincheng", "luliang"}
    for key, row in rows:
        user = User.objects.get(username=row["login"])
        validate_password(common["password"], user)
        assert user.is_staff
        standing = actor_of(user).standings
        assert [entry.role for entry in standing] == [row["role"]]
        assert user.departmentmemberships.get().department.city_id is None or key is not None
    assert User.objects.get(username="changzhi-reviewer").check_password(common["password"])
    assert list(User.objects.filter(is_superuser=True).order_by("username").values_list("username", flat=True)) == [
        "admin", "admin-2",
    ]  # fmt: skip


def test_the_changzhi_applicant_can_claim_rent_and_recognition(demo) -> None:
    changzhi = City.objects.get(key="changzhi")
    company = Applicant.objects.get(memberships__user__username="changzhi-applicant")
    certificate = Recognition.objects.get(applicant=company, kind="high_tech")
    assert is_resident(company, changzhi, ON)
    for kind in ("workshop", "office"):
        tenancy = tenancies_of(company, changzhi, kind).first()
        assert tenancy is not None
        assert tenancy.starts_on == date(2025, 1, 1)
    assert (sequence_of(certificate), certificate.issued_on.year, certificate.certified) == (1, 2026, True)


def test_companies_are_nobody(demo) -> None:
    names = list(Applicant.objects.values_list("name", flat=True))
    assert all("示例" in name for name in names)
    assert len(set(names)) == len(names)
    assert Applicant.objects.filter(uscc=None).values_list("kind", flat=True).distinct().count() == 2
    for code in Applicant.objects.exclude(uscc=None).values_list("uscc", flat=True):
        validate_uscc(code)
        assert code[8:10] == "XX"


def test_targets_show_a_mix(demo) -> None:
    for key in ("changzhi", "jincheng", "luliang"):
        states = {row.state for row in progress_of(Target.objects.filter(city__key=key), ON)}
        assert {"reached", "on_schedule", "behind"} <= states


def test_loading_again_adds_nothing_and_keeps_what_was_changed(demo) -> None:
    Applicant.objects.filter(memberships__user__username="changzhi-applicant").update(name="改过的名称")
    User.objects.filter(username="changzhi-bank").delete()
    assert load_demo() == 0
    assert Applicant.objects.filter(name="改过的名称").exists()
    assert not User.objects.filter(username="changzhi-bank").exists()


def test_logins_line_up_in_columns_and_show_no_password_that_was_changed(demo, capsys) -> None:
    rows = demo_logins()
    assert len(rows) == User.objects.count()
    assert {row[0] for row in rows} == {"长治市", "晋城市", "吕梁市", "山西省"}
    lines = table(rows).splitlines()
    starts = {width(line[: line.index("Jinchuanggu2026")]) for line in lines[2:]}
    assert len(starts) == 1
    call_command("demo_logins")
    assert "changzhi-reviewer" in capsys.readouterr().out
    user = User.objects.get(username="admin")
    user.set_password("Another-Pass-2026")
    user.save()
    shown = {row[2]: row[3] for row in demo_logins()}
    assert shown["admin"] == "（已修改）"
    assert shown["changzhi-reviewer"] == "Jinchuanggu2026"


def test_days_are_spread_from_first_to_last() -> None:
    days = spread(date(2026, 1, 1), date(2026, 1, 9), 3)
    assert days == [date(2026, 1, 1), date(2026, 1, 5), date(2026, 1, 9)]
    assert spread(date(2026, 1, 1), date(2026, 1, 9), 1) == [date(2026, 1, 1)]
    assert spread(date(2026, 1, 1), date(2026, 1, 9), 0) == []


def test_every_register_of_the_demo_has_a_record(demo) -> None:
    """So that each page, form and sheet has something to show."""
    rows = [row for row in registers().values() if row.model._meta.app_label in WINGS]
    assert len(rows) == 12
    assert not [row.name for row in rows if not row.model._default_manager.exists()]
    assert EntryRequest.objects.get().applicant.name == "吕梁示例职业技术大学"
    tenants = Tenancy.objects.values_list("applicant", "space").distinct()
    assert set(Premises.objects.exclude(space=None).values_list("applicant", "space")) == set(tenants)
