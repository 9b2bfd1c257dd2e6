"""A policy file that does not load stops every command with a sentence that says where."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from subsidies import policies
from subsidies.catalogue.checks import policies_load

CLAIM = '{"scheme":"CZ-13","on":"2026-03-31","applicant_kind":"team","resident":true}'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The documents in a folder of their own, where a test may spoil them."""
    for source in policies.FOLDER.glob("*/*.yaml"):
        (tmp_path / source.parent.name).mkdir(exist_ok=True)
        (tmp_path / source.parent.name / source.name).write_bytes(source.read_bytes())
    monkeypatch.setattr(policies, "FOLDER", tmp_path)
    policies.library.cache_clear()
    yield tmp_path
    policies.library.cache_clear()


@pytest.fixture
def broken(folder: Path) -> None:
    """One formula names a fact that is not there."""
    path = folder / "jincheng" / "jincheng-2024-39.yaml"
    text = path.read_text(encoding="utf-8").replace("capital_share * paid_in_capital", "capital_share * gold")
    path.write_text(text, encoding="utf-8")


def test_sound_policies_pass() -> None:
    assert policies_load() == []


def test_a_broken_formula_is_told_with_its_place(broken: None) -> None:
    (error,) = policies_load()
    assert error.is_serious()
    assert "jincheng-2024-39.yaml 第56行 JC-03" in error.msg
    assert "gold" in error.msg


def refusals(folder: Path) -> set[str]:
    """What each command and the check say of the documents."""
    claims, answers = folder / "claims.jsonl", folder / "answers.jsonl"
    claims.write_text(CLAIM + "\n", encoding="utf-8")
    said = {error.msg for error in policies_load()}
    for call in (
        ("explain_award", CLAIM),
        ("lint_policies",),
        ("compute_awards", "--in", str(claims), "--out", str(answers)),
    ):
        with pytest.raises(CommandError) as error:
            call_command(*call, stdout=io.StringIO(), stderr=io.StringIO())
        said.add(str(error.value))
    return said


def test_every_command_says_the_same_sentence(folder: Path, broken: None) -> None:
    (sentence,) = refusals(folder)
    assert sentence.startswith("政策文件有误：jincheng-2024-39.yaml 第56行 JC-03：")


def test_a_missing_document_is_named(folder: Path) -> None:
    (folder / "luliang" / "luliang-2024-24.yaml").unlink()
    assert refusals(folder) == {"政策文件有误：luliang-2024-24.yaml：没有这个文件"}


def test_a_folder_in_the_place_of_a_document_is_named(folder: Path) -> None:
    (folder / "luliang" / "more.yaml").mkdir()
    (sentence,) = refusals(folder)
    assert sentence.startswith("政策文件有误：more.yaml：读不了这个文件")


def test_a_document_in_another_encoding_is_named_with_its_line(folder: Path) -> None:
    path = folder / "changzhi" / "changzhi-2024-15.yaml"
    path.write_bytes(path.read_bytes().replace("市科学技术局".encode(), "市科学技术局".encode("gb18030"), 1))
    (sentence,) = refusals(folder)
    assert sentence == "政策文件有误：changzhi-2024-15.yaml 第13行：不是UTF-8编码的文字，请另存为UTF-8"
