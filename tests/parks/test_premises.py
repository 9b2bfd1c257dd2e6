"""Where tenants work, be it a space of the park or rooms rented elsewhere; fit-outs and rent that was paid."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from accounts.actor import Role, actor_of
from enterprises.models import Applicant
from parks.models import FitOut, Premises, RentReceipt, Tenancy
from parks.tenancies import leasing
from tests.factories import (
    ApplicantFactory,
    FitOutFactory,
    PremisesFactory,
    RentReceiptFactory,
    SpaceFactory,
    TenancyFactory,
    office_user,
)

pytestmark = pytest.mark.django_db
ADDRESS = "府后西街12号3号楼301室"


def kept(before: Tenancy, tenant: Applicant) -> None:
    """The next term of a space, as its operator enters it."""
    operator = office_user(Role.OPERATOR, before.applicant.city)
    term = TenancyFactory.build(space=before.space, applicant=tenant, starts_on=date(2026, 1, 1))
    leasing.keep(term, by=actor_of(operator))


def test_a_tenancy_makes_its_tenants_premises_once() -> None:
    row = TenancyFactory(ends_on=date(2025, 12, 31))
    kept(row, row.applicant)
    premises = Premises.objects.get(applicant=row.applicant)
    assert (premises.space, premises.certified, premises.is_self_rented) == (row.space, False, False)
    assert (premises.used_as, premises.let_area_m2) == (row.space.kind, row.space.area_m2)


def test_the_next_tenant_has_its_own_premises_in_the_same_place() -> None:
    row = TenancyFactory(ends_on=date(2025, 12, 31))
    kept(row, ApplicantFactory())
    first, second = Premises.objects.order_by("pk")
    assert first.applicant != second.applicant
    assert first.matter_identity() == second.matter_identity()
    other = TenancyFactory(applicant=row.applicant)
    assert Premises.objects.get(space=other.space).matter_identity() != first.matter_identity()


@pytest.mark.parametrize(
    "spelling", ["府后西街１２号３号楼３０１室", "府后西街12号 3号楼 301室。", "府后西街12号,3号楼,301室"]
)
def test_rooms_rented_elsewhere_are_one_however_the_address_is_written(spelling: str) -> None:
    row = PremisesFactory(address=ADDRESS)
    with pytest.raises(IntegrityError, match="premises_once_per_applicant"), transaction.atomic():
        PremisesFactory(applicant=row.applicant, address=spelling, lease_no="另一份合同")
    assert PremisesFactory(address=spelling).identity == row.identity


def test_two_houses_whose_numbers_run_together_are_two() -> None:
    row = PremisesFactory(address="府后西街12号3号楼301室")
    assert PremisesFactory(applicant=row.applicant, address="府后西街1号23号楼301室").identity != row.identity


def test_one_address_is_one_place_whatever_it_is_said_to_be_used_for() -> None:
    row = PremisesFactory(address=ADDRESS)
    with pytest.raises(ValidationError, match="本单位已经登记过这一条"):
        PremisesFactory.build(applicant=row.applicant, address=ADDRESS, workshop=True).full_clean()


@pytest.mark.parametrize("missing", [{"address": ""}, {"kind": ""}, {"area_m2": None}, {"leased_from": None}])
def test_rooms_rented_elsewhere_are_described(missing: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="premises_of_the_park_or_described"), transaction.atomic():
        PremisesFactory(**missing)
    with pytest.raises(ValidationError, match="自行租用的房屋，请填写地址、用途、面积和租期起"):
        PremisesFactory.build(applicant=ApplicantFactory(), **missing).full_clean()


@pytest.mark.parametrize("said", [{"address": ADDRESS}, {"kind": "office"}, {"area_m2": 1}, {"owner": "某人"}])
def test_a_space_of_the_park_is_not_described_a_second_time(said: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="premises_of_the_park_or_described"), transaction.atomic():
        Premises.objects.create(applicant=ApplicantFactory(), space=SpaceFactory(), **said)


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("长治光电园研发楼901室", True), ("高新区研发楼 901室（长治光电园）", True), ("长治光电园 研发楼９０１", True),
        ("长治光电园研发楼1901室", False), ("长治光电园研发楼902室", False), ("某某大厦研发楼901室", False),
    ],
)  # fmt: skip
def test_a_room_of_the_park_is_chosen_however_its_address_is_turned_about(address: str, refused: bool) -> None:
    space = SpaceFactory(number="901", building__name="研发楼", building__park__name="长治光电园")
    tenant = ApplicantFactory(city=space.building.park.valley.city)
    described = PremisesFactory.build(applicant=tenant, address=address)
    if refused:
        with pytest.raises(ValidationError, match="这是园区的房源“长治光电园 研发楼 901”"):
            described.full_clean()
    else:
        described.full_clean()


@pytest.mark.parametrize(("number", "written"), [("全栋", "整栋"), ("整幢", "全栋"), ("全座", "整座")])
def test_a_whole_building_of_the_park_is_one_however_it_says_so(number: str, written: str) -> None:
    space = SpaceFactory(number=number, building__name="5号厂房", building__park__name="长治光电园")
    tenant = ApplicantFactory(city=space.building.park.valley.city)
    with pytest.raises(ValidationError, match=f"这是园区的房源“长治光电园 5号厂房 {number}”"):
        PremisesFactory.build(applicant=tenant, address=f"长治光电园5号厂房{written}").full_clean()
    PremisesFactory.build(applicant=tenant, address=f"长治光电园6号厂房{written}").full_clean()


@pytest.mark.parametrize(
    ("factory", "values", "constraint"),
    [
        (PremisesFactory, {"area_m2": 0}, "premises_have_area"),
        (PremisesFactory, {"leased_to": date(2024, 12, 31)}, "premises_lease_ends_after_it_starts"),
        (PremisesFactory, {"leased_from": date(1850, 1, 1)}, "premises_leased_from_range"),
        (PremisesFactory, {"leased_to": date(2101, 1, 1)}, "premises_leased_to_range"),
        (FitOutFactory, {"area_m2": 0}, "fit_out_has_area"),
        (FitOutFactory, {"assessed_cost_fen": -1}, "fit_out_cost_not_negative"),
        (FitOutFactory, {"assessed_cost_fen": None}, "fit_out_assessed_at_a_cost"),
        (FitOutFactory, {"completed_on": date(1850, 1, 1)}, "fit_out_completed_on_range"),
        (RentReceiptFactory, {"paid_fen": 0}, "rent_receipt_has_amount"),
        (RentReceiptFactory, {"last_month": "2024-12"}, "rent_receipt_months_in_order"),
        (RentReceiptFactory, {"last_month": "2025-13"}, "rent_receipt_of_months"),
        (RentReceiptFactory, {"first_month": "1825-01"}, "rent_receipt_of_months"),
        (RentReceiptFactory, {"paid_on": date(1850, 1, 1)}, "rent_receipt_paid_on_range"),
    ],
)
def test_what_cannot_be_is_refused(factory: Any, values: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factory(**values)


@pytest.mark.parametrize("factory", [PremisesFactory, FitOutFactory, RentReceiptFactory])
def test_who_entered_a_record_does_not_certify_it(factory: Any, reviewer: Any) -> None:
    with pytest.raises(IntegrityError, match="_certified_by_another"), transaction.atomic():
        factory(entered_by=reviewer, certified_by=reviewer)


def test_premises_are_fitted_out_once_whoever_is_the_tenant() -> None:
    row = FitOutFactory()
    with pytest.raises(IntegrityError, match="fit_out_once_per_applicant"), transaction.atomic():
        FitOutFactory(premises=row.premises)
    theirs = FitOutFactory(premises=PremisesFactory(address=row.premises.address, kind=row.premises.kind))
    assert theirs.matter_identity() == row.matter_identity()
    assert row.completed and not FitOutFactory(completed_on=None).completed


def test_a_voucher_counts_once_for_the_same_premises() -> None:
    row = RentReceiptFactory(voucher_no="2025-0012")
    with pytest.raises(IntegrityError, match="rent_receipt_once_per_applicant"), transaction.atomic():
        RentReceiptFactory(premises=row.premises, voucher_no="２０２５－００１２", first_month="2025-02")
    RentReceiptFactory(premises=PremisesFactory(applicant=row.applicant), voucher_no="2025-0012")
    assert RentReceipt.objects.count() == 2


def test_a_wrong_month_is_said_in_a_sentence() -> None:
    row = RentReceiptFactory()
    for odd in ("2025年13月", "一月", "2025-01-01"):
        row.first_month = odd
        with pytest.raises(ValidationError) as refused:
            row.clean_fields()
        assert refused.value.message_dict == {"first_month": ["月份请按 2026-03 的样子填写。"]}
    row.first_month = "2025年1月"
    row.full_clean()
    assert row.first_month == "2025-01"


def test_a_fit_out_does_not_move_to_other_premises() -> None:
    row = FitOutFactory()
    row.premises = PremisesFactory(applicant=row.applicant)
    with pytest.raises(ValidationError, match="登记后不能改到另一条经营场所"):
        row.full_clean()
    assert FitOut.objects.get() == row


def test_tenancies_of_before_are_given_their_premises() -> None:
    """As the migration does it: one row for a tenant and a space, one identity for a space."""
    first = TenancyFactory(ends_on=date(2025, 6, 30))
    TenancyFactory(space=first.space, applicant=first.applicant, starts_on=date(2025, 7, 1), ends_on=date(2025, 9, 30))
    TenancyFactory(space=first.space, starts_on=date(2026, 1, 1))
    TenancyFactory(applicant=first.applicant)
    expected = set(Premises.objects.values_list("applicant", "space", "key"))
    Premises.objects.all().delete()
    migration = MigrationExecutor(connection).loader.get_migration("parks", "0003_premises_of_tenancies")
    with connection.cursor() as cursor:
        for _ in range(2):
            cursor.execute(migration.operations[0].sql)
    assert set(Premises.objects.values_list("applicant", "space", "key")) == expected
    assert len({row.identity for row in Premises.objects.filter(space=first.space)}) == 1
    assert len({row.identity for row in Premises.objects.all()}) == 2
    assert all(row.natural_key() == row.key and row.certified for row in Premises.objects.all())
