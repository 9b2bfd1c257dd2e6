"""The audit trail: chained, append-only, part of the change that it tells of."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actor import SYSTEM, actor_of
from accounts.models import City, User
from core import audit
from core.models import AuditEntry
from core.values.identity_numbers import make_identity_number
from core.values.verdict import Refused
from core.walls.owning import owning

pytestmark = pytest.mark.django_db


def write(city: City, reason: str) -> AuditEntry:
    with transaction.atomic():
        return audit.record(by=SYSTEM, action="accept", subject=city, chain=city.key, reason=reason)


def test_entries_of_a_chain_follow_each_other(changzhi: City) -> None:
    first, second = write(changzhi, "甲"), write(changzhi, "乙")
    assert second.previous_hash == first.hash
    assert list(audit.verify_chain("changzhi")) == []
    assert [row.reason for row in audit.history(changzhi)] == ["甲", "乙"]


def test_an_entry_names_who_for_whom_and_why(changzhi: City) -> None:
    entry = write(changzhi, "材料齐全")
    assert (entry.actor_name, entry.organisation, entry.reason) == ("系统", "晋创谷门户", "材料齐全")


def test_entries_about_many_records_take_the_chain_once_and_stay_in_order(changzhi: City, jincheng: City) -> None:
    write(changzhi, "甲")
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        pairs = [(city, {"序": number}) for number, city in enumerate([changzhi, jincheng] * 20)]
        written = audit.record_all(by=SYSTEM, action="import_records", subjects=pairs, chain="changzhi")
    assert sum("advisory" in row["sql"] for row in asked) == 1
    assert sum("INSERT" in row["sql"] for row in asked) == 1
    assert list(audit.verify_chain("changzhi")) == []
    kept = AuditEntry.objects.filter(pk__in=[row.pk for row in written]).order_by("pk")
    assert [row.detail["序"] for row in kept] == list(range(40))
    assert [row.action for row in audit.history(jincheng)] == ["import_records"] * 20


def test_no_record_no_entry_and_no_chain_taken(changzhi: City) -> None:
    with CaptureQueriesContext(connection) as asked, transaction.atomic():
        assert audit.record_all(by=SYSTEM, action="import_records", subjects=[], chain="changzhi") == []
    assert not [row for row in asked if "advisory" in row["sql"]]


@pytest.mark.parametrize("change", ["UPDATE core_auditentry SET reason = 'x'", "DELETE FROM core_auditentry"])
def test_the_database_refuses_to_change_the_trail(changzhi: City, change: str) -> None:
    write(changzhi, "甲")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


@pytest.mark.django_db(transaction=True)
def test_an_entry_edited_behind_the_triggers_back_is_found(changzhi: City) -> None:
    write(changzhi, "甲")
    middle = write(changzhi, "乙")
    write(changzhi, "丙")
    with owning(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE core_auditentry SET reason = '改过' WHERE id = %s", [middle.pk])
        cursor.execute("ALTER TABLE core_auditentry ENABLE TRIGGER USER")
    assert list(audit.verify_chain("changzhi")) == [f"第 {middle.pk} 条内容被改动。"]


@pytest.mark.django_db(transaction=True)
def test_an_entry_taken_out_of_the_chain_is_found(changzhi: City) -> None:
    write(changzhi, "甲")
    middle = write(changzhi, "乙")
    last = write(changzhi, "丙")
    with owning(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditentry DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM core_auditentry WHERE id = %s", [middle.pk])
        cursor.execute("ALTER TABLE core_auditentry ENABLE TRIGGER USER")
    assert list(audit.verify_chain("changzhi")) == [f"第 {last.pk} 条与上一条不相接。"]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    city = City(pk=1, key="changzhi")
    with pytest.raises(RuntimeError):
        audit.record(by=SYSTEM, action="accept", subject=city)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("110105491231002", "不要填写身份证号"),
        (f"与{make_identity_number('140400', date(1990, 1, 1))}不符", "不要填写身份证号"),
        ("字" * 2001, "理由最多2000个字，现在有2001个字。"),
    ],
)
def test_what_a_person_says_holds_no_number_of_a_person_and_is_no_book(
    changzhi: City, reviewer: User, reason: str, said: str
) -> None:
    with pytest.raises(Refused, match=said), transaction.atomic():
        audit.record(by=actor_of(reviewer), action="accept", subject=changzhi, chain="changzhi", reason=reason)
    assert not AuditEntry.objects.filter(reason=reason).exists()


def test_what_is_long_and_no_book_is_kept_whole(changzhi: City, reviewer: User) -> None:
    said = "字" * audit.MOST_OF_A_REASON
    with transaction.atomic():
        audit.record(by=actor_of(reviewer), action="accept", subject=changzhi, chain="changzhi", reason=said)
    assert audit.history(changzhi)[-1].reason == said
