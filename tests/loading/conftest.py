"""The folders of the cities where a test may write, and the fourth city that the guide leads to."""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.management import call_command

from subsidies import policies
from subsidies.policies import reading
from tests.docs.pages import ROOT, code_block

PAGE = ROOT / "CONTRIBUTING.md"


@pytest.fixture
def roots(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path]]:
    """The folders of the cities and of their documents, where a test may write: cities, documents."""
    cities, documents = tmp_path / "cities", tmp_path / "policies"
    shutil.copytree(configured.CITIES_DIR, cities)
    shutil.copytree(reading.FOLDER, documents, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    settings.CITIES_DIR = cities
    monkeypatch.setattr(reading, "FOLDER", documents)
    policies.library.cache_clear()
    yield cities, documents
    policies.library.cache_clear()


@pytest.fixture
def example(roots: tuple[Path, Path]) -> tuple[Path, Path]:
    """The two folders of the city `example`, filled in as the page says."""
    call_command("new_city", "example", stdout=io.StringIO())
    cities, documents = (root / "example" for root in roots)
    for name in ("city", "valley", "targets"):
        fill_in(cities / f"{name}.yaml", code_block(PAGE, "yaml", f"example: {name}"))
    policies.library.cache_clear()
    return cities, documents


def fill_in(path: Path, block: str) -> None:
    """Write each line of the block over the line of the file that has the same key."""
    text = path.read_text(encoding="utf-8")
    for line in block.splitlines():
        key = re.match(r" *\w+:", line)
        assert key, line
        text, count = re.subn(rf"^{key[0]}.*$", line, text, count=1, flags=re.MULTILINE)
        assert count == 1, line
    path.write_text(text, encoding="utf-8")
