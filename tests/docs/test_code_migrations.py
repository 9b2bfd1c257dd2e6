"""Whoever returns with an old name is led to a module that is there."""

import re

import pytest

from tests.docs.pages import DOCS, ROOT

ROWS = re.findall(r"^\| [^|]+ \| ([^|]+) \|", (DOCS / "code-migrations.md").read_text(encoding="utf-8"), re.MULTILINE)
WINGS = (
    "core",
    "accounts",
    "enterprises",
    "talent",
    "parks",
    "funds",
    "subsidies",
    "matching",
    "indicators",
    "jinchuanggu",
)
NAMES = {name for row in ROWS for name in re.findall(r"`([a-z_]+(?:\.[a-z_]+)+)`", row)}
MODULES = sorted(name for name in NAMES if name.partition(".")[0] in WINGS)


def test_there_are_many() -> None:
    assert len(MODULES) > 100


@pytest.mark.parametrize("name", MODULES)
def test_the_new_name_leads_to_a_module(name: str) -> None:
    path = ROOT / name.replace(".", "/")
    assert path.with_suffix(".py").is_file() or (path / "__init__.py").is_file() or path.is_dir()
