"""Plain rows are looked at as text, and nothing is seen otherwise for it."""

import io
import random
import zipfile

import pytest
from django.core.exceptions import ValidationError

from core.sheets import measuring
from core.sheets.measuring import Measure, measure
from core.sheets.skimming import skimmed
from tests.core.sheets.workbooks import SHEET, row, text, with_rows

PLAIN = {
    "texts": row(7, "甲", "乙"),
    "numbers and styles": '<row r="7" spans="1:2" x14ac:dyDescent="0.25"><c r="A7" s="3"><v>1.5</v></c></row>',
    "a shared text": '<row r="7"><c r="B7" t="s"><v>12</v></c></row>\n',
    "entities": row(7, "甲&amp;乙"),
    "cells without a value": '<row r="7"><c r="A7"><v>1</v></c><c r="ZZ7" s="1"/></row>',
    "a row without cells": '<row r="7" ht="30"/>',
}
ODD = {
    "a formula": '<row r="7"><c r="A7"><f>1+1</f></c></row>',
    "an error": '<row r="7"><c r="A7" t="e"><v>#N/A</v></c></row>',
    "a cell without a place": "<row r='7'><c><v>1</v></c></row>",
    "a cell of another row": '<row r="7"><c r="A8"><v>1</v></c></row>',
    "small letters": '<row r="7"><c r="a7"><v>1</v></c></row>',
    "a text in runs": '<row r="7"><c r="A7" t="inlineStr"><is><r><t>甲</t></r></is></c></row>',
    "a comment": '<row r="7"><!-- <c r="XFD7"><v>1</v></c> --></row>',
    "the end of CDATA": row(7, "]]>"),
    "an entity of its own": row(7, "&two;"),
    "a control character": row(7, "\x01"),
    "a row that is not closed": '<row r="7"><c r="A7"><v>1</v></c>',
}


@pytest.mark.parametrize("rows", PLAIN.values(), ids=PLAIN)
def test_rows_as_programs_write_them_need_no_parser(rows: str) -> None:
    assert skimmed(rows.encode()) is not None


@pytest.mark.parametrize("rows", ODD.values(), ids=ODD)
def test_anything_else_is_the_parsers(rows: str) -> None:
    assert skimmed(rows.encode()) is None


@pytest.mark.parametrize("broken", [b"\xff", b"\xed\xa0\x80", b"\xef\xbf\xbf"])
def test_bytes_that_are_no_characters_are_the_parsers(broken: bytes) -> None:
    assert skimmed(row(7, "MARK").encode().replace(b"MARK", broken)) is None


def test_what_is_skimmed_says_how_far_the_used_cells_reach() -> None:
    found = skimmed((row(7, "甲", "乙") + '<row r="9"><c r="C9"/></row>').encode())
    assert found is not None
    assert (found.letters, found.last, found.row) == ({"A", "B"}, 7, 9)


@pytest.mark.parametrize("seed", range(40))
def test_a_sheet_measures_the_same_with_and_without_skimming(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain and odd rows in any order, in parts of any size."""
    draw = random.Random(seed)
    rows = "".join(_drawn(draw, number) for number in range(1, 120))
    monkeypatch.setattr(measuring, "_CHUNK", draw.choice((50, 333, 4000, 1 << 18)))
    content = with_rows(rows)
    quick = _measured(content)
    monkeypatch.setattr(measuring, "skimmed", lambda part: None)
    assert quick == _measured(content)


def _drawn(draw: random.Random, number: int) -> str:
    kinds = (
        row(number, *"甲" * draw.randint(1, 9)),
        f'<row r="{number}"><c r="{draw.choice("ABZ")}{number}" s="1"/></row>',
        f'<row r="{number}"><c r="{draw.choice("ABX")}{number + draw.choice((0, 0, 50))}"><v>1</v></c></row>',
        f'<row r="{number}"><c r="B{number}" t="e"><v>#N/A</v></c></row>',
        f'<row r="{number}"><c r="C{number}"><f>1</f><v>{draw.choice(("", "2"))}</v></c></row>',
        f"<row><c><v>1</v></c>{text('D' + str(number), '丁')}</row>",
        f"<!-- {row(number, '戊')} -->",
    )
    return draw.choice(kinds[: draw.choice((1, 1, 3, 7))])


def _measured(content: bytes) -> Measure | str:
    try:
        return measure(content)
    except ValidationError as error:
        return error.messages[0]


def test_a_long_sheet_is_skimmed_but_for_its_ends() -> None:
    content = with_rows("".join(row(number, "甲", "乙") for number in range(1, 5000)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = list(measuring._in_rows(io.BytesIO(archive.read(SHEET))))
    assert sum(skimmed(part) is None for part in parts) <= 2
    assert (measure(content).rows, measure(content).columns) == (4999, 2)
