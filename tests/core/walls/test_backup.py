"""A backup as docs/operations.md takes it holds every row and comes back; one that would lack rows is refused."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from launcher import paths
from parks.models import Event
from tests.factories import EventFactory

pytestmark = pytest.mark.django_db(transaction=True)
SEES_ALL = {"PGOPTIONS": "-c app.everywhere=backup"}


@pytest.fixture
def as_owner() -> Any:
    """`as_owner(program, *arguments, **environment)`: a program of PostgreSQL, as the role that owns the tables."""
    owner, where = settings.DATABASE_ROLES["owns"], connection.settings_dict
    access = {
        "PGUSER": owner["USER"], "PGPASSWORD": owner["PASSWORD"], "PGHOST": where["HOST"], "PGPORT": str(where["PORT"]),
        "PGDATABASE": where["NAME"], "LD_LIBRARY_PATH": str(paths.postgres_bin().parent / "lib"),
    }  # fmt: skip

    def run(program: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [paths.postgres_bin() / program, *arguments]
        return subprocess.run(command, env=os.environ | access | environment, capture_output=True, text=True)

    return run


def test_a_backup_holds_every_row_and_comes_back(as_owner: Any, changzhi: Any, tmp_path: Path) -> None:
    EventFactory(city=changzhi, name="要备份的会")
    dump, name = str(tmp_path / "portal.dump"), f"{connection.settings_dict['NAME']}_restored"
    taken = as_owner("pg_dump", "--enable-row-security", "-Fc", "-f", dump, **SEES_ALL)
    assert taken.returncode == 0, taken.stderr
    as_owner("dropdb", "--if-exists", name)
    try:
        assert as_owner("createdb", name).returncode == 0
        back = as_owner("pg_restore", "--no-owner", "--exit-on-error", "-d", name, dump)
        assert back.returncode == 0, back.stderr
        count = ("-XtAc", "SELECT count(*) FROM parks_event", name)
        assert as_owner("psql", *count).stdout.strip() == "0", "the walls stand there too"
        assert as_owner("psql", *count, **SEES_ALL).stdout.strip() == str(Event.objects.count())
    finally:
        as_owner("dropdb", "--if-exists", name)


def test_a_backup_that_would_lack_rows_is_refused(as_owner: Any, tmp_path: Path) -> None:
    refused = as_owner("pg_dump", "-Fc", "-f", str(tmp_path / "portal.dump"))
    assert refused.returncode != 0 and "row-level security" in refused.stderr
