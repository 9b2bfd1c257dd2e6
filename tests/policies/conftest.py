"""The policies in a folder of their own, where a test may spoil them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from subsidies import policies
from subsidies.policies import reading


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of all documents with their examples, read in place of ours."""
    shutil.copytree(reading.FOLDER, tmp_path, ignore=shutil.ignore_patterns("*.py", "__pycache__"), dirs_exist_ok=True)
    monkeypatch.setattr(reading, "FOLDER", tmp_path)
    policies.library.cache_clear()
    policies.subjects.cache_clear()
    yield tmp_path
    policies.library.cache_clear()
    policies.subjects.cache_clear()
