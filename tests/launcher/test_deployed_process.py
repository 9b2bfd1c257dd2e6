"""What a deployment starts: nothing serves on a database that is not where the code is."""

import os
import subprocess

import pytest
from django.conf import settings
from django.db import connection

REFUSED = "数据库还有没执行的迁移（或连不上），{} 不启动"


def started(part: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [settings.BASE_DIR / "deploy/process", part]
    return subprocess.run(command, env=os.environ | more, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("part", ["web", "worker", "beat", "relay"])
def test_nothing_starts_before_the_migrations_are_done(part: str) -> None:
    """The database that the addresses name is empty: tests have one of their own."""
    done = started(part)
    assert done.returncode == 1 and REFUSED.format(part) in done.stderr


@pytest.mark.django_db
def test_it_starts_once_they_are_done() -> None:
    """As far as to the address that it cannot listen at."""
    there, _, _ = os.environ["DATABASE_URL"].rpartition("/")
    done = started("web", DATABASE_URL=f"{there}/{connection.settings_dict['NAME']}", BIND="127.0.0.1:no-port")
    assert done.returncode == 1 and REFUSED.format("web") not in done.stderr and "no-port" in done.stderr
