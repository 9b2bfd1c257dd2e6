"""Who is in a space and since when; the database agrees."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from parks.models import Space, Tenancy
from parks.tenancies.residency import is_resident, tenancies_of
from tests.factories import ApplicantFactory, CityFactory, SpaceFactory, TenancyFactory

pytestmark = pytest.mark.django_db
YEAR = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}


def test_a_tenancy_does_not_end_before_it_starts() -> None:
    with pytest.raises(IntegrityError, match="tenancy_ends_after_it_starts"), transaction.atomic():
        TenancyFactory(starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 31))


def test_a_tenancy_of_one_day_is_one() -> None:
    row = TenancyFactory(starts_on=date(2026, 2, 1), ends_on=date(2026, 2, 1))
    assert (row.first_month, row.last_month) == ("2026-02", "2026-02")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2025, 12, 31), None),  # the last day is let still
        (date(2024, 1, 1), date(2025, 1, 1)),
        (date(2025, 3, 1), date(2025, 4, 1)),
        (date(2024, 1, 1), None),
    ],
)
def test_two_tenancies_of_a_space_do_not_overlap(first: date, last: date | None) -> None:
    row = TenancyFactory(**YEAR)
    with pytest.raises(IntegrityError, match="tenancies_of_a_space_do_not_overlap"), transaction.atomic():
        TenancyFactory(space=row.space, applicant=row.applicant, starts_on=first, ends_on=last)


def test_the_next_tenancy_begins_on_the_day_after() -> None:
    row = TenancyFactory(**YEAR)
    TenancyFactory(space=row.space, applicant=row.applicant, starts_on=date(2026, 1, 1), ends_on=None)
    assert Tenancy.objects.filter(space=row.space).count() == 2


def test_an_overlap_is_said_in_a_sentence() -> None:
    row = TenancyFactory(**YEAR)
    other = Tenancy(space=row.space, applicant=row.applicant, starts_on=date(2025, 6, 1))
    with pytest.raises(ValidationError) as caught:
        other.full_clean()
    term = "租期自2025-01-01起至2025-12-31"
    assert caught.value.messages == [f"同一房源的租期不能重叠：{row.space}已由{row.applicant}承租，{term}。"]
    row.ends_on = None
    row.save()
    other.starts_on, other.ends_on = date(2024, 1, 1), date(2025, 1, 1)
    with pytest.raises(ValidationError, match="租期自2025-01-01起，没有写到期日"):
        other.full_clean()
    other.ends_on = date(2024, 12, 31)
    other.full_clean()


def test_an_end_before_the_start_is_said_in_a_sentence() -> None:
    row = TenancyFactory(**YEAR)
    row.starts_on, row.ends_on = date(2026, 10, 12), date(2026, 10, 1)
    with pytest.raises(ValidationError, match="到期日不能早于起租日") as caught:
        row.full_clean()
    assert list(caught.value.message_dict) == ["ends_on"]


def test_a_space_has_an_area() -> None:
    with pytest.raises(IntegrityError, match="space_has_area"), transaction.atomic():
        SpaceFactory(area_m2=0)


def test_a_room_number_stands_once_in_a_building() -> None:
    row = SpaceFactory()
    with pytest.raises(IntegrityError, match="space_once_per_building"), transaction.atomic():
        Space.objects.create(building=row.building, number=row.number, kind=row.kind, area_m2=1)


@pytest.mark.parametrize(
    ("day", "resident"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 1), False),
    ],
)
def test_residency_counts_the_first_and_the_last_day(day: date, resident: bool) -> None:
    row = TenancyFactory(**YEAR)
    assert is_resident(row.applicant, row.applicant.city, day) is resident


def test_a_tenancy_in_another_city_makes_no_resident() -> None:
    row = TenancyFactory(**YEAR)
    other = CityFactory(key="luliang" if row.applicant.city.key != "luliang" else "jincheng")
    assert not is_resident(row.applicant, other, date(2025, 6, 1))


def test_tenancies_of_a_kind_come_in_the_order_in_which_they_began() -> None:
    unit = ApplicantFactory()
    later = TenancyFactory(applicant=unit, starts_on=date(2025, 5, 1), office=True)
    first = TenancyFactory(applicant=unit, office=True, **YEAR)
    TenancyFactory(applicant=unit, starts_on=date(2024, 1, 1))
    assert list(tenancies_of(unit, unit.city, "office")) == [first, later]
