"""One reader for cells: what a sheet holds is read as what it means, or refused with how to mend it."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sheets.cells import (
    BrokenCell,
    CellFault,
    choice_of,
    clears,
    day_of,
    fen_of,
    identifier_of,
    is_empty,
    month_of,
    number_of,
    room_of,
    text_of,
    whole_of,
)

BROKEN = BrokenCell("#DIV/0!", "公式出错（#DIV/0!），请改正后重新上传。")
READERS = (text_of, identifier_of, room_of, number_of, whole_of, fen_of, day_of, month_of)
CELLS = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times()
)


@pytest.mark.parametrize(
    "cell",
    ["2026年3月1日", "2026.3.1", "２０２６／３／１", "20260301", 20260301, 46082, 46082.0, "46082", date(2026, 3, 1),
     datetime.fromisoformat("2026-03-01T08:30"), "2026-03-01 00:00:00"],
)  # fmt: skip
def test_a_day_is_one_day_however_the_sheet_holds_it(cell: Any) -> None:
    assert day_of(cell) == date(2026, 3, 1)
    assert month_of(cell) == "2026-03"


@pytest.mark.parametrize(
    "cell", ["2026-02-30", "2026-13-01", "2026年13月9日", "2026/2/30", "２０２６．１３．９", "20261309"]
)
def test_a_day_that_is_in_no_calendar_is_called_so(cell: str) -> None:
    with pytest.raises(CellFault, match="日历上没有这一天，请核对月和日。"):
        day_of(cell)


def test_a_month_that_is_in_no_calendar_is_called_so() -> None:
    with pytest.raises(CellFault, match="日历上没有这个月，请核对。"):
        month_of("2026年13月")


@pytest.mark.parametrize("cell", ["3月1日", "昨天", 3, 999999, True, time(3, 1), "12345678901"])
def test_what_is_no_day_is_refused(cell: Any) -> None:
    with pytest.raises(CellFault, match="日期格式应为 2026-03-31。"):
        day_of(cell)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [(0.30000000000000004, 30), ("0.30000000000000004", 30), ("1,500,000", 150_000_000), ("150万", 150_000_000),
     (1500000, 150_000_000), ("１５０万元", 150_000_000), (1234567.89, 123_456_789), (None, None), ("", None)],
)  # fmt: skip
def test_yuan_become_whole_fen(cell: Any, fen: int | None) -> None:
    assert fen_of(cell) == fen


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [("1.005", "两位小数"), (0.005, "两位小数"), ("若干", "应为数字"), ("1.5E+11", "缩写"),
     (date(2026, 3, 1), "应为数字"), (True, "应为数字"), (1e300, "金额过大")],
)  # fmt: skip
def test_what_is_no_amount_is_refused(cell: Any, sentence: str) -> None:
    with pytest.raises(CellFault, match=sentence):
        fen_of(cell)


@pytest.mark.parametrize("mark", ["²", "③", "⑽", "Ⅳ", "½", "①"])
def test_a_footnote_or_an_exponent_is_no_digit_of_a_number(mark: str) -> None:
    readers = (fen_of, number_of, whole_of, lambda cell: number_of(cell, "㎡"), lambda cell: whole_of(cell, "个月"))
    for read in readers:
        for cell in (mark, f"1500000{mark}", f"8{mark}"):
            with pytest.raises(CellFault, match=f"“{cell}”读不成数字。"):
                read(cell)
    for cell in (f"2026-03-1{mark}", f"2026年3月{mark}日", f"4608{mark}", f"2026030{mark}"):
        with pytest.raises(CellFault, match="日期格式应为 2026-03-31。"):
            day_of(cell)
    for cell in (f"2026-{mark}", f"2026年1{mark}月", f"20260{mark}"):
        with pytest.raises(CellFault, match="月份格式应为 2026-03。"):
            month_of(cell)


@pytest.mark.parametrize(
    ("cell", "area"), [(80.10000000000001, "80.1"), ("８０.５㎡", "80.5"), ("1,200", "1200"), (12, "12")]
)
def test_areas_have_the_digits_that_a_sheet_holds(cell: Any, area: str) -> None:
    assert number_of(cell, "㎡") == Decimal(area)


@pytest.mark.parametrize(
    ("cell", "number"), [("2,026", 2026), (2026, 2026), (2026.0, 2026), ("１２", 12), ("1.5万", 15000)]
)
def test_whole_numbers(cell: Any, number: int) -> None:
    assert whole_of(cell) == number


@pytest.mark.parametrize("cell", [1.5, "1.5", 1e15, "9" * 400, float("nan"), float("inf")])
def test_what_is_no_whole_number_is_refused(cell: Any) -> None:
    with pytest.raises(CellFault):
        whole_of(cell)


@pytest.mark.parametrize(
    "cell",
    [1234567890123456, 1.40400123456789e17, "1.23E+14", "1.40400123456789E+17", "140400123456789000",
     "12345678901234500", "１２３４５６７８９０１２３４５００", "'12345678901234500", "1" + "0" * 30],
)  # fmt: skip
def test_an_identifier_that_became_a_number_is_refused_with_how_to_mend_it(cell: Any) -> None:
    for read in (identifier_of, room_of):
        with pytest.raises(CellFault, match="位数已经丢失；请把这一列的格式设为“文本”"):
            read(cell)


@pytest.mark.parametrize(
    "cell",
    [date(2026, 3, 1), datetime.fromisoformat("2026-03-01"), "3月1日", "3月1号", "1-Mar", "Mar-01", time(3, 1),
     "2026-03-01", "2026-3-1", "2026/3/1", "2026.3.1", "２０２６／３／１", "2026年3月1日", "2026年3月1日星期日",
     "2026年3月", "2026-03-01 00:00", "2026-03-01T08:30:00", "2026年3月1日 0:00", "1-Mar-26", "1-Mar-2026", "Mar-26",
     "Mar-2026", "3/1/2026", "二〇二六年三月一日", "三月一日", "'2026-03-01", "1900-01-01", "2100-12-31"],
)  # fmt: skip
def test_a_room_that_became_a_day_is_refused_with_how_to_mend_it(cell: Any) -> None:
    for read in (identifier_of, room_of):
        with pytest.raises(CellFault, match="变成了日期.*请把这一列的格式设为“文本”.*例如 3-1"):
            read(cell)


@pytest.mark.parametrize("cell", ["2026-03", "2026/3", "1999-12"])
def test_a_month_names_no_room_but_perhaps_a_contract(cell: str) -> None:
    assert identifier_of(cell) == cell
    with pytest.raises(CellFault, match="变成了日期"):
        room_of(cell)


@pytest.mark.parametrize("cell", [True, False, "TRUE", "False", "ＴＲＵＥ"])
def test_a_truth_names_nothing(cell: Any) -> None:
    for read in (identifier_of, room_of):
        with pytest.raises(
            CellFault, match="变成了真假值（.{1,5}）；请把这一列的格式设为“文本”，再重新填写原来的内容。"
        ):
            read(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [(101, "101"), (101.0, "101"), ("'140400123456789012", "140400123456789012"), ("3-1", "3-1"),
     ("ＧＲ２０２６ ", "GR2026"), ("'=1+1公司", "=1+1公司"), (3.5, "3.5"), ("140400123456789012", "140400123456789012"),
     ("1234567890 1234500", "12345678901234500"), ("0351 7654000", "0351 7654000")]
    + [(text, text) for text in (
        "03-01", "12-31", "3-1-2", "46082", 46082, "20260301", "2026-03-001", "2026-003", "2026-13-01", "2026-02-30",
        "2026-03-01号", "2026-03-01-1", "HT2026-03-01", "3026-03-01", "2026140400000120", "123456789012345",
        "123456789012345010", "是",
        "Abc-12", "12-Lab", "A座3月1日号", "长科发〔2026〕3号", "000001", "GR202614000001", "0355-2000000",
        "2026年3月号",
    )],
)  # fmt: skip
def test_an_identifier_is_what_the_sheet_shows(cell: Any, text: Any) -> None:
    assert identifier_of(cell) == room_of(cell) == str(text)


@pytest.mark.parametrize("read", READERS)
def test_a_broken_cell_is_never_read_as_empty(read: Any) -> None:
    assert not is_empty(BROKEN)
    with pytest.raises(CellFault, match="公式出错"):
        read(BROKEN)


def test_only_what_says_so_empties_what_is_stored() -> None:
    assert clears("清空") and clears(" 清 空 ") and not clears("") and not clears(None) and not clears("清空了")
    assert is_empty("  \u3000") and is_empty(None) and not is_empty(0) and not is_empty("0")


def test_a_choice_is_found_whatever_its_width() -> None:
    assert choice_of("高新技术企业 ", ["高新技术企业", "其他"]) == "高新技术企业"
    assert choice_of("ａ类", ["A类"]) == "A类"
    assert choice_of(True, ["是", "否"]) == "是"
    assert choice_of("", ["是", "否"]) == ""
    with pytest.raises(CellFault, match="不在可选项中，应为：是、否。"):
        choice_of("也许", ["是", "否"])


@given(CELLS)
def test_any_cell_is_read_or_refused_in_chinese(cell: Any) -> None:
    for read in READERS:
        said = ""
        try:
            read(cell)
        except CellFault as fault:
            said = str(fault)
        assert not said or any("\u4e00" <= c <= "\u9fff" for c in said)
