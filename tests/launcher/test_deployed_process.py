"""What a deployment starts: nothing serves on a database that is not where the code is."""

import os
import subprocess

import pytest
from django.conf import settings


@pytest.mark.parametrize("part", ["web", "worker", "beat", "relay"])
def test_nothing_starts_before_the_migrations_are_done(part: str) -> None:
    """The database that the addresses name is empty: tests have one of their own."""
    command = [settings.BASE_DIR / "deploy/process", part]
    done = subprocess.run(command, env=os.environ.copy(), capture_output=True, text=True, timeout=120)
    assert done.returncode == 1 and f"数据库还有没执行的迁移（或连不上），{part} 不启动" in done.stderr
