"""One cell: what a sheet holds, read as the text, number, amount or day that it means.

Imports, rosters and every other sheet read their cells here; what is typed into a form is read by the same
`core.values.numbers` and `core.values.days`. A reader takes the cell as the sheet has it (text, number, day, truth, a
BrokenCell) and raises CellFault with a Chinese sentence for what it cannot be; an empty cell is None (or ""). An empty
cell keeps what is stored; only a cell that `clears` empties it.
"""

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from core.sheets.turned import AS_TEXT, SCIENTIFIC, as_whole, fault_of_room, fault_of_turned, truth_fault
from core.values.bounds import TOO_LARGE
from core.values.days import day_of_serial, without_time, written_day, written_month
from core.values.money import InvalidAmount, parse_yuan
from core.values.numbers import EXACT_DIGITS, exact_text, figures_of, plain_number, squeezed
from core.values.text import clean_text

CLEAR = "清空"
_TRUE, _FALSE = "是", "否"
_STARTS_A_FORMULA = tuple("=+-@")
_SERIAL = re.compile(r"[1-9]\d{4}", re.ASCII)


class CellFault(ValueError):
    """What is wrong with a cell: a Chinese sentence for who filled it in."""


@dataclass(frozen=True)
class BrokenCell:
    """A cell that holds no value: an error of the spreadsheet, or a formula that was never reckoned."""

    shown: str
    sentence: str

    def __str__(self) -> str:
        return self.shown


def is_empty(cell: Any) -> bool:
    """Whether nothing was written; what is stored stays then."""
    return cell is None or (isinstance(cell, str) and not squeezed(cell))


def clears(cell: Any) -> bool:
    """Whether the cell says that what is stored goes."""
    return isinstance(cell, str) and squeezed(cell) == CLEAR


def shown(cell: Any) -> str:
    """The cell as a person sees it in the sheet."""
    if isinstance(cell, bool):
        return _TRUE if cell else _FALSE
    if isinstance(cell, float):
        return exact_text(cell) if abs(cell) < 10**EXACT_DIGITS else f"{cell:.{EXACT_DIGITS}G}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return "" if cell is None else cell.isoformat() if isinstance(cell, date | time) else str(cell)


def text_of(cell: Any) -> str:
    """Canonical text, possibly empty, without the quote that an export puts before what looks like a formula."""
    _refuse_broken(cell)
    _refuse_turned(cell)
    try:
        text = clean_text(shown(cell))
    except ValidationError as error:
        raise CellFault(error.messages[0]) from error
    return text.removeprefix("'") if text[1:2].startswith(_STARTS_A_FORMULA) else text


def identifier_of(cell: Any) -> str:
    """A number or name by which something is found; what a spreadsheet made of it before it was saved is refused."""
    return _named(cell, fault_of_turned)


def room_of(cell: Any) -> str:
    """The same of a room."""
    return _named(cell, fault_of_room)


def _named(cell: Any, fault_of: Callable[[str], str]) -> str:
    if isinstance(cell, bool):
        raise CellFault(truth_fault(shown(cell)))
    text = text_of(cell)
    bare = text.removeprefix("'") if text[1:2].isalnum() else text
    whole = as_whole(bare)
    if whole == bare and (fault := fault_of(bare)):
        raise CellFault(fault)
    return whole


def number_of(cell: Any, unit: str = "") -> Decimal | None:
    """A number, at the digits that a spreadsheet holds."""
    text = _number_text(cell, unit, "应为数字")
    return Decimal(text) if text else None


def whole_of(cell: Any, unit: str = "") -> int | None:
    """A whole number."""
    text = _number_text(cell, unit, "应为整数")
    if not text:
        return None
    number = Decimal(text)
    if abs(number) >= 10**EXACT_DIGITS:
        raise CellFault(TOO_LARGE)
    if number != number.to_integral_value():
        raise CellFault("应为整数。")
    return int(number)


def fen_of(cell: Any) -> int | None:
    """Whole fen of an amount in yuan."""
    text = _number_text(cell, "元", "应为数字")
    try:
        return parse_yuan(text) if text else None
    except InvalidAmount as error:
        raise CellFault(str(error)) from error


def day_of(cell: Any) -> date | None:
    """A day, however it is written, or as the number that a spreadsheet keeps for it."""
    _refuse_broken(cell)
    if is_empty(cell):
        return None
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _day(cell)
    if found is None:
        written = written_day(without_time(shown(cell)))
        raise CellFault("日历上没有这一天，请核对月和日。" if written else "日期格式应为 2026-03-31。")
    return found


def month_of(cell: Any) -> str:
    """A month as YYYY-MM, possibly empty; of a day the month that it lies in."""
    _refuse_broken(cell)
    if is_empty(cell):
        return ""
    if isinstance(cell, date):
        return f"{cell:%Y-%m}"
    month = written_month(shown(cell))
    day = _day(f"{month}-01") if month else _day(cell)
    if day is None:
        raise CellFault("日历上没有这个月，请核对。" if month else "月份格式应为 2026-03。")
    return f"{day:%Y-%m}"


def choice_of(cell: Any, words: Iterable[str]) -> str:
    """That of the words which the cell says, whatever its width and blanks; empty when it says nothing."""
    text = text_of(cell)
    listed = list(words)
    found = next((word for word in listed if squeezed(word).casefold() == squeezed(text).casefold()), None)
    if text and found is None:
        raise CellFault(f"“{text[:20]}”不在可选项中，应为：{'、'.join(listed)}。")
    return found or ""


def _number_text(cell: Any, unit: str, wanted: str) -> str:
    """The digits of a number; empty for an empty cell."""
    _refuse_broken(cell)
    if is_empty(cell):
        return ""
    if isinstance(cell, bool | date | time):
        raise CellFault(f"{wanted}，这一格是“{shown(cell)}”。")
    if isinstance(cell, float):
        return exact_text(cell)
    plain = plain_number(str(cell), unit)
    if plain is None and SCIENTIFIC.fullmatch(figures_of(cell)):
        raise CellFault(f"{wanted}，“{cell}”是表格软件的缩写；请把这一列的格式设为“数值”，再另存上传。")
    if plain is None:
        raise CellFault(f"{wanted}，“{str(cell).strip()[:20]}”读不成数字。")
    return plain


def _day(cell: Any) -> date | None:
    if isinstance(cell, float) or (isinstance(cell, str) and _SERIAL.fullmatch(figures_of(cell))):
        return day_of_serial(int(float(cell)))
    text = written_day(without_time(shown(cell)))
    try:
        return date.fromisoformat(text) if text else day_of_serial(cell) if isinstance(cell, int) else None
    except ValueError:
        return None


def _refuse_broken(cell: Any) -> None:
    if isinstance(cell, BrokenCell):
        raise CellFault(cell.sentence)
    if isinstance(cell, float) and not math.isfinite(cell):
        raise CellFault("这一格不是有效的数字。")


def _refuse_turned(cell: Any) -> None:
    """Text that a spreadsheet took for a number or a day: what was typed is lost."""
    if isinstance(cell, date | time):
        raise CellFault(f"这一格被表格软件变成了日期（{shown(cell)}）；{AS_TEXT}，例如 3-1。")
    if isinstance(cell, int | float) and not abs(cell) < 10**EXACT_DIGITS:
        raise CellFault(f"这一格被表格软件变成了数字（{shown(cell)}），后面的位数已经丢失；{AS_TEXT}完整的号码。")
