"""What a mapping of the demo looks like: its keys, each with how its value is taken; what is wrong is a sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models

from accounts.cities.taking import CityBlock, Values
from core.values.money import to_fen

Take = Callable[[CityBlock, str], Any]
FEN = "_fen"  # behind the name of a field of money; texts write it in yuan under the name without it


@dataclass(frozen=True)
class Shape:
    """The keys that a mapping must have and may have; `also` looks at the whole, where one key asks for another."""

    needed: Mapping[str, Take] = field(default_factory=dict)
    free: Mapping[str, Take] = field(default_factory=dict)
    also: Callable[[CityBlock], None] = lambda block: None

    @property
    def keys(self) -> list[str]:
        return [*self.needed, *self.free]

    def read(self, block: CityBlock) -> Values:
        """The values of the keys that are written; faults go to the block."""
        block.only(self.keys)
        for key in self.needed:
            if not block.has(key):
                block.fault(f"缺少“{key}”", key)
        self.also(block)
        return {key: take(block, key) for key, take in (*self.needed.items(), *self.free.items()) if block.has(key)}


def joined(shapes: Collection[Shape]) -> Shape:
    """One mapping of which several rooms take their own keys."""

    def also(block: CityBlock) -> None:
        for shape in shapes:
            shape.also(block)

    needed = {key: take for shape in shapes for key, take in shape.needed.items()}
    free = {key: take for shape in shapes for key, take in shape.free.items() if key not in needed}
    return Shape(needed, free, also)


def together(first: str, second: str) -> Callable[[CityBlock], None]:
    """That whoever writes the first key writes the second one too."""

    def also(block: CityBlock) -> None:
        if block.has(first) and not block.has(second):
            block.fault(f"写了“{first}”，还应写“{second}”", first)

    return also


# ------------------------------------------------------------------ how a value is taken
def text(block: CityBlock, key: str) -> str:
    return block.text(key)


def as_typed(block: CityBlock, key: str) -> str:
    """What somebody types into a field: a text, a number, a day, yes or no, as it is written."""
    value = block.fields.table.get(key)
    if isinstance(value, dict | list):
        block.fault(f"“{key}”应当是一个值", key)
    return str(value or "")


def text_or_none(block: CityBlock, key: str) -> str:
    """A text that may be empty."""
    return block.text(key, "")


def day(block: CityBlock, key: str) -> Any:
    return block.day(key)


def flag(block: CityBlock, key: str) -> bool:
    return block.flag(key)


def money(block: CityBlock, key: str) -> Decimal | None:
    """Yuan, of whole fen."""
    block.fen(key)
    return block.decimal(key)


def some_words(block: CityBlock, key: str) -> list[str]:
    """A list of texts with one at least."""
    found = block.words(key)
    if not found and block.is_sound(key):
        block.fault(f"“{key}”里至少写一个", key)
    return found


def whole(most: int, least: int = 0) -> Take:
    """A whole number between two others."""

    def take(block: CityBlock, key: str) -> int | None:
        number = block.whole(key)
        if number is not None and not least <= number <= most:
            block.fault(f"“{key}”应当在{least}到{most}之间", key)
        return number

    return take


def one_of(values: Collection[str]) -> Take:
    """One of these texts."""

    def take(block: CityBlock, key: str) -> str:
        value = block.text(key)
        if value not in values and block.is_sound(key):
            block.fault(f"“{key}”不能写“{value}”，可以写{'、'.join(values)}", key)
        return value

    return take


def rows(shape: Shape) -> Take:
    """A list of mappings."""
    return lambda block, key: [shape.read(row) for row in block.rows(key, shape.keys)]


def inside(shape: Shape) -> Take:
    """A mapping."""
    return lambda block, key: shape.read(block.inside(key))


def by_name(take: Take) -> Take:
    """A mapping of any names, each with a value that is taken in this way."""

    def taken(block: CityBlock, key: str) -> Values:
        inner = block.inside(key)
        return {name: take(inner, name) for name in inner.fields.table}

    return taken


def by_year(take: Take) -> Take:
    """A mapping of years, each with a value that is taken in this way."""

    def taken(block: CityBlock, key: str) -> dict[int, Any]:
        inner = block.inside(key)
        for name in inner.fields.table:
            if not (name.isascii() and name.isdigit() and len(name) == 4):
                inner.fault(f"“{name}”应当是四位的年份，如 2025", name)
        return {int(name): take(inner, name) for name in inner.fields.table if inner.is_sound(name)}

    return taken


def series(most: int) -> Shape:
    """So many rows, spread over the days between."""
    return Shape({"count": whole(most), "first": day, "last": day})


SERIES = series(1000)


# ------------------------------------------------------------------ what a model says of its fields
def of(model: type[models.Model], name: str) -> Take:
    """The value of a field of the model, and as that accepts it; money is in yuan."""
    kind = model._meta.get_field(name)

    def take(block: CityBlock, key: str) -> Any:
        value = taken_as(kind, block, key)
        if value is not None and not isinstance(kind, models.ForeignKey):
            block.agrees(model, {name: to_fen(value) if name.endswith(FEN) else value}, {name: key})
        return value

    return take


def taken_as(kind: Any, block: CityBlock, key: str) -> Any:
    """A value of the kind that a field of a model holds; of a record the name by which it is found."""
    if isinstance(kind, models.BooleanField):
        return block.flag(key)
    if isinstance(kind, models.DateField):
        return block.day(key)
    if isinstance(kind, models.DecimalField):
        return block.decimal(key)
    if isinstance(kind, models.IntegerField):
        return (money(block, key) if block.is_sound(key) else None) if kind.name.endswith(FEN) else block.whole(key)
    return block.text(key)


def of_all(model: type[models.Model], needed: Collection[str], but: Collection[str] = ()) -> Shape:
    """A row of a register: by its own fields, those by which it is found needed, money under its name without _fen."""
    takes = {row.name.removesuffix(FEN): of(model, row.name) for row in model._meta.fields if row.name not in but}
    return Shape(
        {name: takes[name] for name in needed}, {name: take for name, take in takes.items() if name not in needed}
    )
