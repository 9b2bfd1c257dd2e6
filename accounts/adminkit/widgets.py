"""Cells of a column, read as the values of a field and shown again: one widget for each kind of field."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from import_export import widgets

from accounts.adminkit.fields import is_fen
from core.sheets.cells import (
    CellFault,
    choice_of,
    day_of,
    fen_of,
    identifier_of,
    month_of,
    number_of,
    room_of,
    text_of,
    whole_of,
)
from core.values.bounds import BELOW_ZERO, EARLIEST_YEAR, LATEST_YEAR, TOO_LARGE, YEARS
from core.values.money import to_yuan

_IDENTIFIER = re.compile(r"(?:_no|number|code|uscc|phone)\Z")
_UNIT = re.compile(r"（([^（）]{1,6})）\Z")


class TextWidget(widgets.Widget):
    """Canonical text."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return text_of(value)


class IdentifierWidget(widgets.Widget):
    """A number by which something is found; what a spreadsheet made of it is refused."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return identifier_of(value)


class RoomWidget(IdentifierWidget):
    """The number of a room."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return room_of(value)


class NumberWidget(widgets.Widget):
    """A number as people write it, from 0 to below `limit`; without places behind the point where there are none.
    `kept`: how many places the column of the table has."""

    def __init__(self, limit: int, places: int, sentence: str, unit: str = "", kept: int = 0) -> None:
        super().__init__()
        self.kept = kept
        self.limit, self.places, self.sentence, self.unit = limit, places, sentence, unit

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        number = number_of(value, self.unit) if self.places else whole_of(value, self.unit)
        if number is None:
            return None
        if fault := self.fault_of(number):
            raise CellFault(fault)
        return number

    def fault_of(self, number: Decimal | int) -> str:
        """Why it is no number for this column; empty where it is one."""
        if not 0 <= number < self.limit:  # first: what is longer than Python's decimals cannot be rounded
            return BELOW_ZERO if number < 0 else TOO_LARGE
        return "" if number == round(number, self.places) else self.sentence

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        """With all places of the column, so that a number just read is told as it will be once it is stored."""
        whole = isinstance(value, Decimal) and value == round(value, self.kept)
        return round(value, self.kept) if whole and self.kept else value


class YearWidget(NumberWidget):
    """A year of our calendar."""

    def __init__(self) -> None:
        super().__init__(LATEST_YEAR + 1, 0, YEARS, "年")

    def fault_of(self, number: Decimal | int) -> str:
        return "" if EARLIEST_YEAR <= number <= LATEST_YEAR else self.sentence


class YuanWidget(widgets.Widget):
    """Yuan in the sheet, fen in the record."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return fen_of(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return None if value is None else to_yuan(value)


class DayWidget(widgets.Widget):
    """A day, however it is written."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return day_of(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


class MonthWidget(widgets.Widget):
    """A month as 2026-03, however it is written."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return month_of(value)


class ChoiceWidget(widgets.Widget):
    """A choice by its Chinese words (or its code)."""

    def __init__(self, choices: Any) -> None:
        super().__init__()
        self.words = {str(code): str(label) for code, label in choices}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = text_of(value)
        codes = {label: code for code, label in self.words.items()}
        return text if text in self.words else codes.get(choice_of(text, codes), "")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return self.words.get(str(value), value)


class TruthWidget(ChoiceWidget):
    """是 or 否; an empty cell is 否, or where the field may be open, neither."""

    def __init__(self, may_be_open: bool = False) -> None:
        super().__init__([("True", "是"), ("False", "否")])
        self.may_be_open = may_be_open

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        code = super().clean(value, row, **kwargs)
        return None if self.may_be_open and not code else code == "True"


class RelatedWidget(widgets.Widget):
    """Another record by a field that people know; only those in `rows` (set for each import) are found.

    `within` says what else of the row narrows the search: pairs of a column's head and a lookup. Where these columns
    are left out and several records bear the name, none is taken.
    """

    def __init__(self, field: str, within: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.field, self.within = field, dict(within)
        self.rows: models.QuerySet[Any] | None = None
        self._last: tuple[Any, Any] = None, None  # a cell is read several times while its row is

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = identifier_of(value)
        if not text or self.rows is None:
            return None
        around = {head: name for head in self.within if (name := identifier_of((row or {}).get(head)))}
        asked = (id(self.rows), text, *around.items())
        if self._last[0] == asked:
            return self._last[1]
        narrowed = self.rows.filter(**{self.within[head]: name for head, name in around.items()})
        found = list(narrowed.filter(**{self.field: text})[:2])
        if not found:
            what = self.rows.model._meta.verbose_name
            raise CellFault(f"本市没有{what}“{' '.join((*around.values(), text))[:80]}”。")
        if len(found) > 1:
            raise CellFault(f"本市不止一条“{text[:40]}”，无法确定是哪一条。{self._asking(around)}")
        self._last = asked, found[0]
        return found[0]

    def _asking(self, given: Mapping[str, str]) -> str:
        missing = [head for head in self.within if head not in given]
        return f"请在表中填写：{'、'.join(missing)}。" if missing else ""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else getattr(value, self.field)


def widget_of(field: Any) -> widgets.Widget:
    """How the cells of a model's field are read and shown."""
    unit = match[1] if (match := _UNIT.search(str(field.verbose_name))) else ""
    if is_fen(field):
        return YuanWidget()
    if field.choices:
        return ChoiceWidget(field.choices)
    if isinstance(field, models.BooleanField):
        return TruthWidget(may_be_open=field.null)
    if isinstance(field, models.DateField):
        return DayWidget()
    if isinstance(field, models.DecimalField):
        return NumberWidget(10**10, 4, "应为数字，最多四位小数。", unit, field.decimal_places)
    if isinstance(field, models.IntegerField) and field.name == "year":
        return YearWidget()
    if isinstance(field, models.IntegerField):
        return NumberWidget(10**12, 0, "应为整数。", unit)
    if field.name.endswith("_month"):
        return MonthWidget()
    return IdentifierWidget() if _IDENTIFIER.search(field.name) else TextWidget()
