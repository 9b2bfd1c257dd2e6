"""Heads of columns: found again however they were written; unknown ones stop the sheet with their name."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.sheets.heads import check_heads, head_key, letter_of, match_heads

KNOWN = ("统一社会信用代码", "实缴资本（元）", "面积（㎡）", "县（市、区）", "起租日", "比例（%）")


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("统一社会\n信用代码", "统一社会信用代码"), ("* 统一社会信用代码：", "统一社会信用代码"),
        ("实缴资本(元)", "实缴资本（元）"), ("实缴资本【元】", "实缴资本（元）"), ("面积(m2)", "面积（㎡）"),
        ("面积（m²）", "面积（㎡）"), ("县(市､区)", "县（市、区）"),
        ("起租日（必填）", "起租日"), ("\ufeff起租日\u200b", "起租日"), ("比例(％)", "比例（%）"),
    ],
)  # fmt: skip
def test_a_head_is_found_however_it_is_written(typed: str, known: str) -> None:
    assert match_heads([typed], KNOWN) == {typed: known}


@pytest.mark.parametrize("typed", ["实缴资本（万元）", "实缴资本", "比例", "成立时间", "id"])
def test_an_unknown_head_stops_with_its_name_and_its_column(typed: str) -> None:
    with pytest.raises(ValidationError) as refused:
        match_heads(["起租日", typed], KNOWN)
    assert f"第B列的列名“{typed}”不认识" in refused.value.messages[0]
    assert "本表的列名：统一社会信用代码" in refused.value.messages[0]


def test_a_head_that_is_nearly_known_is_asked_after() -> None:
    with pytest.raises(ValidationError, match="是不是“实缴资本（元）”？"):
        match_heads(["实缴资本（万元）"], KNOWN)


def test_two_writings_of_one_head_are_one_head_twice() -> None:
    with pytest.raises(ValidationError, match="“面积（㎡）”、“面积.m2.”"):
        check_heads(["面积（㎡）", "面积(m2)"])


def test_a_needed_head_that_is_missing_is_named() -> None:
    with pytest.raises(ValidationError, match="表中缺少列：面积（㎡）。"):
        match_heads(["起租日"], KNOWN, needed=["面积（㎡）"])


@pytest.mark.parametrize(
    ("column", "letter"), [(1, "A"), (26, "Z"), (27, "AA"), (28, "AB"), (702, "ZZ"), (16384, "XFD")]
)
def test_columns_have_the_letters_of_spreadsheets(column: int, letter: str) -> None:
    assert letter_of(column) == letter


@given(st.text(), st.sampled_from(["（", "）", " ", "\n", "*", "：", "。", "\u3000"]))
def test_a_mark_before_or_behind_any_head_changes_nothing(head: str, mark: str) -> None:
    assert head_key(mark + head + mark) == head_key(head)
