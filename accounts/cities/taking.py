"""Taking values out of a city's file: each fault is noted with file and line, and the reading goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from core.texts.fields import Fields
from core.texts.refusing import TextFault
from core.texts.yaml_reading import Row, Table
from core.values.money import InvalidAmount, to_fen

Value = TypeVar("Value")
Values = dict[str, Any]


@dataclass(frozen=True)
class CityBlock:
    """One mapping of a file. What is wrong goes to `faults` as one sentence; an empty value comes back in its place.

    A value that came back for a fault is never loaded: who reads a folder looks at the faults first.
    """

    fields: Fields
    faults: list[str]
    is_broken: bool = False
    unsound: set[str] = field(default_factory=set)

    def fault(self, what: str, key: str = "") -> None:
        """Note that something is wrong with the key (or the mapping): once, and nothing that only follows from it."""
        self._note(str(self.fields.error(what, key)), key)

    def is_sound(self, *keys: str) -> bool:
        """Whether nothing was found wrong with these keys so far: what came back for them is what is written."""
        return not self.is_broken and not self.unsound.intersection(keys)

    def _note(self, sentence: str, key: str) -> None:
        if not self.is_broken and sentence not in self.faults:
            self.faults.append(sentence)
        self.unsound.add(key)

    def has(self, key: str) -> bool:
        return self.fields.has(key)

    def only(self, allowed: Iterable[str]) -> None:
        """Nothing but these keys."""
        known = tuple(allowed)
        for key in self.fields.table:
            if key not in known:
                self.fault(f"不认识的项“{key}”，这里可以写{'、'.join(known)}", key)

    def text(self, key: str, default: str | None = None) -> str:
        return self._take(key, lambda: self.fields.text(key, default), "")

    def flag(self, key: str) -> bool:
        return self._take(key, lambda: self.fields.flag(key), False)

    def day(self, key: str) -> date:
        return self._take(key, lambda: self.fields.day(key), date.min)

    def words(self, key: str) -> list[str]:
        """A list of texts; empty when the key is left out."""
        none: tuple[str, ...] = ()
        return [word.strip() for word in self._take(key, lambda: self.fields.words(key, needed=False), none)]

    def whole(self, key: str, *, needed: bool = False) -> int | None:
        """A whole number; None where it is left open."""
        number = self._take(key, lambda: self.fields.number(key), None)
        if number is None:
            if needed and not self.has(key):
                self.fault(f"缺少“{key}”", key)
            return None
        if number.denominator != 1:
            self.fault(f"“{key}”应当是整数", key)
            return None
        return int(number)

    def decimal(self, key: str) -> Decimal | None:
        """A number with its decimals; None where it is left open."""
        number = self._take(key, lambda: self.fields.number(key), None)
        if number is None:
            return None
        try:
            return Decimal(str(self.fields.table[key]))
        except InvalidOperation:
            self.fault(f"“{key}”应当是小数，不能写成分数", key)
            return None

    def fen(self, key: str) -> int | None:
        """Money that is written in yuan, in fen; None where it is left open."""
        yuan = self.decimal(key)
        try:
            return None if yuan is None else to_fen(yuan)
        except InvalidAmount as error:
            self.fault(f"“{key}”不对：{error}", key)
            return None

    def pair(self, key: str) -> CityBlock:
        """A list of two values, as a mapping in which they are called 1 and 2."""
        found = self.fields.table.get(key)
        if not isinstance(found, Row) or len(found) != 2:
            self.fault(f"“{key}”应当是两个值，写成 [甲, 乙]", key)
            return broken(self.fields.file)
        table = Table({"1": found[0], "2": found[1]})
        table.line, table.lines = found.line, {}
        return CityBlock(Fields(table, self.fields.file), self.faults)

    def inside(self, key: str) -> CityBlock:
        """The mapping under the key; an empty one when it is left out."""
        inside = None if self.is_broken else self._take(key, lambda: self.fields.inside(key), None)
        return CityBlock(inside, self.faults) if inside else broken(self.fields.file)

    def rows(self, key: str, allowed: Iterable[str]) -> Iterator[CityBlock]:
        """The mappings of the list under the key, each with nothing but the allowed keys."""
        found = self.fields.table.get(key)
        if found is None:
            return
        if not isinstance(found, Row) or not all(isinstance(row, Table) for row in found):
            self.fault(f"“{key}”应当是一列，每行写成 - {{项: 值}}", key)
            return
        known = tuple(allowed)
        for row in found:
            block = CityBlock(Fields(row, self.fields.file), self.faults)
            block.only(known)
            yield block

    def agrees(self, model: type[Model], values: Mapping[str, Any], names: Mapping[str, str] | None = None) -> None:
        """Note what the model itself does not accept of the values: too long, no such choice. `names`: field to key."""
        left = {row.name for row in model._meta.fields} - set(values)
        try:
            model(**values).clean_fields(exclude=left)
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                key = (names or {}).get(name, name)
                said = self.has(key) or not any(each.code in ("blank", "null") for each in errors)
                if self.is_sound(key) and said:  # what is missing or of another kind was said already
                    self.fault(f"“{key}”不对：{''.join(text for each in errors for text in each.messages)}", key)

    def _take(self, key: str, take: Callable[[], Value], empty: Value) -> Value:
        try:
            return take()
        except TextFault as error:
            self._note(str(error), key)
            return empty


def broken(file: str) -> CityBlock:
    """The block of a file that could not be read: everything in it is empty, and nothing more is said of it."""
    return CityBlock(Fields(_empty(), file), [], is_broken=True)


def _empty() -> Table:
    table = Table()
    table.lines = {}
    return table


def twice(blocks: Iterable[tuple[CityBlock, str, Iterable[str]]]) -> None:
    """Note each name that an earlier block has taken: (block, its key, the names it takes)."""
    taken: set[str] = set()
    for block, key, names in blocks:
        for name in names:
            if name and name in taken:
                block.fault(f"“{name}”写了两次", key)
            taken.add(name)


def named_rows(
    block: CityBlock,
    key: str,
    model: type[Model],
    allowed: tuple[str, ...],
    read: Callable[[CityBlock], Values],
    names: Mapping[str, str] | None = None,
) -> list[Values]:
    """The rows of a list that have a name, as fields of their model; no two of one name. `names`: field to key."""
    rows = list(block.rows(key, allowed))
    found = [{"name": row.text("name")} | read(row) for row in rows]
    for row, values in zip(rows, found, strict=True):
        row.agrees(model, values, names)
    twice((row, "name", [values["name"]]) for row, values in zip(rows, found, strict=True))
    return found
