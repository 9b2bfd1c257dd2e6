"""Taking values out of a file, each with a sentence and a line when it is not what it should be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Self

from core.texts.refusing import TextFault
from core.texts.yaml_reading import Row, Table

NUMBER = re.compile(r"\d+(\.\d+|/[1-9]\d*)?\Z", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
YEARS = range(1949, 2200)
MOST_DIGITS = 15  # of a number, so that money in fen and what is reckoned from it stays a whole number of 64 bits


@dataclass(frozen=True)
class Fields:
    """One mapping of the file with the place it stands in; every `take` names that place when it fails.

    A key written as null (or with nothing behind it) counts as left out.
    """

    table: Table
    file: str

    def error(self, what: str, key: str = "") -> TextFault:
        """What is wrong with the key (or the mapping), with its place."""
        return TextFault(what, file=self.file, line=self.line_of(key))

    def line_of(self, key: str) -> int:
        """The line of the key, or of the mapping where the key is not written."""
        return self.table.lines.get(key, self.table.line)

    def only(self, allowed: Iterable[str]) -> None:
        """Nothing but these keys."""
        for key in self.table:
            if key not in set(allowed):
                raise self.error(f"不认识的项“{key}”", key)

    def has(self, key: str) -> bool:
        return self.table.get(key) is not None

    def text(self, key: str, default: str | None = None) -> str:
        value = self.table.get(key)
        if value is None:
            value = default
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(f"缺少“{key}”" if value is None else f"“{key}”应当是文字", key)
        return str(value).strip()

    def flag(self, key: str, default: bool = False) -> bool:
        value = self.table[key] if self.has(key) else str(default).lower()
        if value not in ("true", "false"):
            raise self.error(f"“{key}”只能是 true 或 false", key)
        return bool(value == "true")

    def number(self, key: str) -> Fraction | None:
        value = self.table.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not NUMBER.match(value):
            raise self.error(f"“{key}”应当是一个数", key)
        if len(value) > MOST_DIGITS * 2 or max((number := Fraction(value)).as_integer_ratio()) >= 10**MOST_DIGITS:
            raise self.error(f"“{key}”的数太长：最多{MOST_DIGITS}位", key)
        return number

    def day(self, key: str) -> date:
        text = self.text(key)
        try:
            day = date.fromisoformat(text) if DAY.match(text) else None
        except ValueError:
            day = None
        if day is None:
            raise self.error(f"“{key}”应当是日期，如 2024-11-28", key)
        if day.year not in YEARS:
            raise self.error(f"“{key}”的年份不对：应当在{YEARS.start}年到{YEARS.stop - 1}年之间", key)
        return day

    def words(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        value = self.table.get(key)
        if value is None and not needed:
            value = Row()
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            raise self.error(f"“{key}”应当是一列文字", key)
        return tuple(str(word) for word in value)

    def inside(self, key: str) -> Self:
        """The mapping under the key; an empty one when the key is left out."""
        value = self.table.get(key)
        if value is None:
            value = Table()
            value.line, value.lines = self.table.lines.get(key, self.table.line), {}
        if not isinstance(value, Table):
            raise self.error(f"“{key}”应当是一个映射", key)
        return replace(self, table=value)

    def each(self, key: str) -> Iterable[tuple[str, Self]]:
        """The mappings under the key, by name."""
        block = self.inside(key)
        for name in block.table:
            yield name, block.inside(name)
