"""docs/operations.md and docs/security.md name what is really there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from accounts.actor.roles import OFFICE_ROLES
from tests.docs.pages import DOCS, ROOT, in_backticks

OPERATIONS = DOCS / "operations.md"
READS = re.compile(r"""(?:env\.\w+\(|env\.db\(|os\.environ\.get\()\s*"([A-Z_]+)\"""")
PAGES = [*sorted(DOCS.rglob("*.md")), ROOT / "CONTRIBUTING.md"]
FOLDERS = "core|accounts|enterprises|parks|subsidies|indicators|jinchuanggu|fixtures|deploy|docs|tests|templates"
SOURCES = ("jinchuanggu/settings/__init__.py", "deploy/gunicorn.conf.py")


def settings_read() -> set[str]:
    """Every variable that settings and gunicorn read, and those of deploy/process."""
    found = {name for source in SOURCES for name in READS.findall((ROOT / source).read_text())}
    return found | set(re.findall(r"\$\{([A-Z_]+):-", (ROOT / "deploy/process").read_text()))


def test_every_setting_from_the_environment_is_in_the_table() -> None:
    assert {"DATABASE_URL", "WEB_CONCURRENCY", "WORKERS"} <= settings_read()
    assert settings_read() - in_backticks(OPERATIONS) == set()


@pytest.mark.parametrize(
    "page", [OPERATIONS, DOCS / "security.md", ROOT / "CONTRIBUTING.md"], ids=lambda page: page.name
)
def test_commands_that_a_page_names_are_there(page: Path) -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", page.read_text(encoding="utf-8")))
    assert named <= set(get_commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    named = re.findall(rf"`((?:{FOLDERS})/[\w./-]+)`", page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_role_has_its_row() -> None:
    rows = [line for line in (DOCS / "security.md").read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    for role, words in OFFICE_ROLES:
        assert any(f"`{role}`" in row and words in row for row in rows), role
