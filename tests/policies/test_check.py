"""A policy file that does not load stops every command with a sentence that says where."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from subsidies import policies
from subsidies.checks import policies_load


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The documents in a folder of their own; one formula names a fact that is not there."""
    for source in policies.FOLDER.glob("*.yaml"):
        text = source.read_text(encoding="utf-8").replace("capital_share * paid_in_capital", "capital_share * gold")
        (tmp_path / source.name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(policies, "FOLDER", tmp_path)
    policies.library.cache_clear()
    yield
    policies.library.cache_clear()


def test_sound_policies_pass() -> None:
    assert policies_load() == []


def test_a_broken_formula_is_told_with_its_place(broken: None) -> None:
    (error,) = policies_load()
    assert error.is_serious()
    assert "jincheng-2024-39.yaml 第55行 JC-03" in error.msg
    assert "gold" in error.msg
