"""A policy file that does not load stops every command with a sentence that says where."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from subsidies.cases.checks import registers_are_read
from subsidies.catalogue.checks import policies_load
from subsidies.policies import library

CLAIM = '{"scheme":"CZ-13","on":"2026-03-31","applicant_kind":"team","resident":true}'


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
    assert "jincheng-2024-39.yaml 第63行 JC-03" in error.msg
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
    assert sentence.startswith("政策文件有误：jincheng-2024-39.yaml 第63行 JC-03：")


def test_a_missing_document_is_named(folder: Path) -> None:
    (folder / "luliang" / "luliang-2024-24.yaml").unlink()
    assert refusals(folder) == {"政策文件有误：luliang-2024-24.yaml：没有这个文件"}


def test_a_folder_in_the_place_of_a_document_is_named(folder: Path) -> None:
    (folder / "luliang" / "more.yaml").mkdir()
    (sentence,) = refusals(folder)
    assert sentence.startswith("政策文件有误：more.yaml：读不了这个文件")


def test_a_document_in_the_folder_of_another_city_is_named_with_its_line(folder: Path) -> None:
    (folder / "luliang" / "luliang-2024-24.yaml").rename(folder / "jincheng" / "luliang-2024-24.yaml")
    (folder / "luliang" / "luliang-2024-24.examples.yaml").rename(folder / "jincheng" / "luliang-2024-24.examples.yaml")
    (sentence,) = refusals(folder)
    assert sentence == "政策文件有误：luliang-2024-24.yaml 第4行：“city”应当是它所在的文件夹的名称“jincheng”"


def test_a_document_in_another_encoding_is_named_with_its_line(folder: Path) -> None:
    path = folder / "changzhi" / "changzhi-2024-15.yaml"
    path.write_bytes(path.read_bytes().replace("市科学技术局".encode(), "市科学技术局".encode("gb18030"), 1))
    (sentence,) = refusals(folder)
    assert sentence == "政策文件有误：changzhi-2024-15.yaml 第13行：不是UTF-8编码的文字，请另存为UTF-8"


def changed(folder: Path, old: str, new: str) -> Path:
    """Changzhi's document with one text in place of another."""
    path = folder / "changzhi" / "changzhi-2024-15.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_register_that_nobody_reads_is_told_with_those_that_are(folder: Path) -> None:
    assert registers_are_read() == []
    changed(folder, "certified_by: sci_tech_enterprise", "certified_by: sci_tech")
    library.cache_clear()
    (error,) = registers_are_read()
    assert "CZ-14：“是否为科技型企业”的 certified_by 写了“sci_tech”，没有这个登记。" in error.msg
    assert "sci_tech_enterprise" in str(error.hint)


def test_a_subject_that_is_not_listed_is_told(folder: Path) -> None:
    changed(folder, "subject: settling_in", "subject: settling")
    (error,) = policies_load()
    assert "CZ-03：没有“settling”这一类（subject），subjects.yaml里有：settling_in、qualifications、" in error.msg


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "一、支持创新主体引育: 1-3",
            "一、支持创新主体引育: 3-1",
            "的条写成 4-9 这样，或只写一条",
        ),
        ("pilot_base: pilot_base", "pilot_base: pilot", "CZ-05：“pilot”不是这个事实的取值"),
    ],
)
def test_what_a_document_says_of_its_articles_and_registers_is_checked(
    folder: Path, old: str, new: str, sentence: str
) -> None:
    changed(folder, old, new)
    (error,) = policies_load()
    assert sentence in error.msg
