"""A sheet in which an identity number stands is not kept: neither its bytes nor its rows."""

from typing import Any

from accounts.adminkit.importing.judging import numbers_of
from core.sheets.cells import shown
from core.sheets.combing import beside
from core.values.identity_numbers import holds_full_identity, holds_identity, may_hold_one, shaped_as_identity


def where_a_number_stands(dataset: Any, *, about_a_person: bool) -> str:
    """The row and column of the first one, in words; empty where none does. `about_a_person`: what merely has the shape
    of one, or is one of the old ones of 15 places, counts too, as it does in the record."""
    if any(_is_number(str(head), about_a_person) for head in dataset.headers):
        return "列名所在的一行"
    for number, cells in zip(numbers_of(dataset), dataset, strict=True):
        for head, cell in zip(dataset.headers, cells, strict=True):
            text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else shown(cell)
            if len(text) >= 15 and _is_number(text, about_a_person):
                return f"第{number}行“{head}”一栏"
    return ""


def where_one_lies_beside(content: bytes) -> str:
    """The sheet (or other part) of a workbook that is kept with the one that is read and holds one; empty where none
    does, and for what is no workbook."""
    for name, texts in beside(content):
        if any(len(text) >= 15 and _is_number(text, about_a_person=False) for text in texts):
            return f"“{name}”" if name else "批注或其他部分"
    return ""


def _is_number(text: str, about_a_person: bool) -> bool:
    if not may_hold_one(text):
        return False
    return holds_identity(text) or shaped_as_identity(text) if about_a_person else holds_full_identity(text)
