"""What the database is told of who acts holds for the transaction that asks, and no longer."""

import pytest
from django.db import connection, transaction

from core.models import Job
from core.walls.acting import NOBODY, Identity, acting_as

pytestmark = pytest.mark.django_db(transaction=True)
CHANGZHI, JINCHENG = Identity(cities="3,4"), Identity(cities="5", everywhere="100% sure, %s")


def believed() -> str:
    """The cities that the database believes those of who acts, asked through Django."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.cities', true)")
        return str(cursor.fetchone()[0] or "")


def left_behind() -> str:
    """The same, asked past Django: what the next who is given the session would find."""
    with connection.connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.cities', true)")
        return str(cursor.fetchone()[0] or "")


def test_each_statement_outside_of_a_transaction_is_told_and_leaves_nothing() -> None:
    with acting_as(CHANGZHI):
        assert believed() == "3,4"
        assert left_behind() == ""
        with acting_as(JINCHENG):
            assert believed() == "5"
            assert list(Job.objects.filter(kind="%s % x").iterator()) == []
        assert believed() == "3,4"
    assert believed() == ""


def test_a_transaction_is_told_once_and_leaves_nothing() -> None:
    with acting_as(CHANGZHI), transaction.atomic():
        assert believed() == "3,4"
        assert left_behind() == "3,4"
        with acting_as(NOBODY):
            assert believed() == ""
        with acting_as(JINCHENG):
            assert list(Job.objects.iterator()) == []
            assert believed() == "5"
    assert left_behind() == ""


def test_it_is_told_again_after_a_rollback() -> None:
    with acting_as(CHANGZHI), transaction.atomic():
        with transaction.atomic():
            assert believed() == "3,4"
            transaction.set_rollback(True)
        assert believed() == "3,4"
    with acting_as(CHANGZHI):
        with transaction.atomic():
            transaction.set_rollback(True)
        assert believed() == "3,4"


def test_many_rows_at_once_are_written_by_who_acts() -> None:
    with acting_as(JINCHENG), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE told (cities text, note text)")
        cursor.executemany("INSERT INTO told VALUES (current_setting('app.cities', true), %s)", [("50%",), ("b",)])
        cursor.execute("SELECT array_agg(cities || note ORDER BY note) FROM told")
        assert cursor.fetchone()[0] == ["550%", "5b"]
