"""Rows of the register broken on purpose, past all of our code."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import DatabaseError, IntegrityError

from subsidies.grants import granting
from subsidies.grants.models import (
    AreaRelease,
    Booking,
    Bucket,
    CapGrant,
    CapRelease,
    Grant,
    Hold,
    Matter,
    Release,
    RentedMonth,
)
from tests.grants.register import CERTIFICATE, given, rented

pytestmark = pytest.mark.django_db
FROZEN = (AreaRelease, Booking, Bucket, CapGrant, CapRelease, Grant, Matter, Release, RentedMonth)


@contextmanager
def refused(match: str, error: type[DatabaseError] = InternalError) -> Iterator[None]:
    with pytest.raises(error, match=match), transaction.atomic():
        yield


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def another_turn(first: Grant, turn: int) -> None:
    run(
        "INSERT INTO grants_grant (matter_id, turn, booking_id) VALUES (%s, %s, %s)",
        first.matter_id, turn, first.booking_id,
    )  # fmt: skip


@pytest.fixture
def first() -> Grant:
    return given().grants.get()


def test_a_second_turn_without_a_release_is_refused(first: Grant) -> None:
    with refused("needs its turn 1 released"):
        another_turn(first, 2)


def test_the_same_turn_twice_is_refused(first: Grant) -> None:
    with refused("matter_paid_once", IntegrityError):
        another_turn(first, 1)


@pytest.mark.parametrize("turn", [0, -1])
def test_a_turn_before_the_first_is_refused(first: Grant, turn: int) -> None:
    with refused("grant_turn_from_one|grants_grant_turn_check", IntegrityError):
        another_turn(first, turn)


def test_a_released_turn_is_followed_by_the_next_and_by_no_later_one(first: Grant) -> None:
    granting.release(booking=first.booking, reason="撤销")
    with refused("needs its turn 2 released"):
        another_turn(first, 3)
    another_turn(first, 2)
    with refused("needs its turn 2 released"):
        another_turn(first, 3)


def test_a_release_of_money_or_area_opens_no_turn() -> None:
    booking = rented()
    granting.release_fen(booking=booking, fen=1_000_00, reason="全额退回")
    with refused("needs its turn 1 released"):
        another_turn(booking.grants.first(), 2)


def test_a_grant_is_released_once(first: Grant) -> None:
    granting.release(booking=first.booking, reason="撤销")
    with refused("unique", IntegrityError):
        Release.objects.create(grant=first, reason="再次撤销")


def test_no_more_is_released_than_was_granted() -> None:
    booking = rented()
    amount, month = booking.cap_grants.get(), booking.rented_months.first()
    CapRelease.objects.create(of=amount, freed=999_99, reason="部分")
    AreaRelease.objects.create(of=month, freed=80_00, reason="全部")
    with refused("no more is released"):
        CapRelease.objects.create(of=amount, freed=2, reason="过多")
    with refused("no more is released"):
        AreaRelease.objects.create(of=month, freed=1, reason="过多")
    with refused("cap_release_positive", IntegrityError):
        CapRelease.objects.create(of=amount, freed=-1, reason="负数")


@pytest.mark.parametrize("model", FROZEN, ids=lambda model: model.__name__)
def test_no_row_is_changed_or_deleted(model: Any) -> None:
    granting.release(booking=rented(), reason="撤销")
    table, pk = model._meta.db_table, model.objects.first().pk
    column = next(field.column for field in model._meta.concrete_fields if not field.primary_key)
    with refused("Cannot update"):
        run(f"UPDATE {table} SET {column} = {column} WHERE id = %s", pk)
    with refused("Cannot delete"):
        run(f"DELETE FROM {table} WHERE id = %s", pk)


def test_a_hold_ends_once_and_nothing_else_of_it_changes() -> None:
    granting.hold(matters=[CERTIFICATE], claim_number="CZ1")
    hold = Hold.objects.get()
    with refused("Cannot update"):
        run("UPDATE grants_hold SET claim_number = 'CZ2', ended_at = now() WHERE id = %s", hold.pk)
    with refused("Cannot delete"):
        hold.delete()
    with refused("matter_held_once_by_a_claim", IntegrityError):
        Hold.objects.create(matter=hold.matter, claim_number="CZ1")
    granting.end_hold(claim_number="CZ1")
    for ended in ("NULL", "now()"):
        with refused("Cannot update"):
            run(f"UPDATE grants_hold SET ended_at = {ended} WHERE id = %s", hold.pk)
