"""The portal works as a role that changes rows and nothing else."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from core.walls.owning import owning

pytestmark = pytest.mark.django_db
TABLES = sorted({model._meta.db_table for model in apps.get_models() if model._meta.managed} | {"django_migrations"})


def asked(sql: str, *values: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def test_who_works_is_not_who_owns() -> None:
    works, owner = (settings.DATABASE_ROLES[name]["USER"] for name in ("works", "owns"))
    assert works != owner
    assert asked("SELECT current_user::text") == works
    assert not asked("SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles"
                     " WHERE rolname = current_user")  # fmt: skip
    assert not asked("SELECT has_schema_privilege(current_user, 'public', 'CREATE')")
    assert not asked("SELECT pg_has_role(current_user, %s, 'MEMBER')", owner)
    assert asked("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole") == 0


@pytest.mark.parametrize("table", TABLES)
def test_no_table_can_be_emptied_or_given_triggers(table: str) -> None:
    for right in ("TRUNCATE", "TRIGGER", "REFERENCES"):
        assert not asked("SELECT has_table_privilege(current_user, %s, %s)", table, right), right
    assert asked("SELECT has_table_privilege(current_user, %s, 'SELECT')", table)


@pytest.mark.parametrize(
    "act",
    [
        "TRUNCATE core_auditentry",
        "ALTER TABLE core_auditentry DISABLE TRIGGER USER",
        "ALTER TABLE claims_claim ADD COLUMN more integer",
        "DROP TABLE core_auditentry",
        "CREATE TABLE more (id integer)",
        "DELETE FROM django_migrations",
        "SET session_replication_role = replica",
    ],
)
def test_what_only_the_owner_or_nobody_may_do_is_refused(act: str) -> None:
    with pytest.raises(DatabaseError, match="must be owner|permission denied"), transaction.atomic():
        asked(act)


@pytest.mark.django_db(transaction=True)
def test_the_owner_owns_every_table() -> None:
    with owning():
        rows = "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole AND relname = ANY(%s)"
        assert asked(rows, TABLES) == len(TABLES)  # type: ignore[arg-type]  # a list is an array
    assert asked("SELECT current_user::text") == settings.DATABASE_ROLES["works"]["USER"]
