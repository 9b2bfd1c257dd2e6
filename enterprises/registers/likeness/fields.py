"""What is compared of the records of a register: read from its model and from those that its records rest on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import BigIntegerField, DateField, ForeignKey

from core.values.text import CanonicalCharField
from enterprises.models import Achievement, RegisterRecord
from enterprises.registers.register import registers

_NUMBER = re.compile(r"_no\Z|\A(?:number|code)\Z")


OF_THE_APPLICANT = {"applicant__name": "applicant__uscc"}  # the side that a record with one partner does not name


@dataclass(frozen=True)
class Deals:
    """With whom something was agreed, by the paths of the partners; for how much, and when; under which numbers.
    `renewed`: the sums that stay the same where it is renewed."""

    partners: tuple[str, ...]
    paid: str
    days: tuple[str, ...]
    numbers: tuple[str, ...]
    renewed: tuple[str, ...]

    @property
    def buyer(self) -> str:
        """The path of who pays for it, where one of the partners does."""
        return next((path for path in self.partners if path.rpartition("__")[2] == "buyer"), "")

    @property
    def columns(self) -> set[str]:
        """All that is read of it."""
        return {*self.partners, self.paid, *self.days, *self.numbers, *self.renewed}


@dataclass(frozen=True)
class Marks:
    """What there is to compare in a register, by the path from its records: what is said before a number or a name, and
    for a name the path of what has to be the same beside it; the wholes; what was dated or paid; its two sides; of
    which kind the record and its wholes are; the sums and days of those that no name tells apart by itself, with the
    path of the partner of theirs that has one; of what there is one each; what tells one grant and one winner; what
    was agreed with whom."""

    numbers: Mapping[str, str]
    names: Mapping[str, tuple[str, str]]
    wholes: Mapping[str, str]
    facts: tuple[str, ...]
    sides: Mapping[str, str]
    of_results: frozenset[str]
    kinds: Mapping[str, str]
    sums: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    partners: Mapping[str, str]
    one_each: str
    granted: tuple[str, ...]
    ranked: tuple[str, ...]
    deals: tuple[Deals, ...]

    @property
    def fewest_sides(self) -> int:
        """How many sides have to be the same at least: both, where one of them is whose record it is."""
        return len(self.sides) if OF_THE_APPLICANT.keys() <= self.sides.keys() else 0

    @property
    def columns(self) -> set[str]:
        """All that is read of a record."""
        beside = {path for _, path in self.names.values()}
        wholes = {f"{path}__identity" for path in self.wholes}
        keys = {f"{path}pk" for path in self.kinds}
        paid = {path for both in self.sums.values() for paths in both for path in paths}
        found = {
            "pk",
            "identity",
            self.one_each,
            *self.granted,
            *self.ranked,
            *keys,
            *paid,
            *self.numbers,
            *self.names,
            *beside,
            *wholes,
            *self.facts,
        }
        found |= {path for deal in self.deals for path in deal.columns}
        return (found | set(self.sides) | set(self.sides.values())) - {""}


@cache
def compared_in(register: str) -> Marks:
    """What is compared in a register; nothing in what is none."""
    entry = registers().get(register)
    parts = list(_with_wholes(entry.model)) if entry else []
    numbers: dict[str, str] = {}
    names: dict[str, tuple[str, str]] = {}
    for model, path, said in parts:
        numbers |= {path + row.name: said for row in _texts(model) if _NUMBER.search(row.name)}
        for name, beside in model.known_by.items():
            names[path + name] = (_called(model, name, said), path + beside if beside else "")
    wholes = {path.removesuffix("__"): said for _, path, said in parts if path}
    results = {path for model, path, _ in parts if model is Achievement}
    facts = [row.name for row in entry.model._meta.fields if _is_fact(row)] if entry else []
    of_results = frozenset(path.removesuffix("__") for path in results if path)
    of_results |= {path for path in numbers if path.rpartition("__")[0] in of_results}
    kinds = {path: model.trail_kind for model, path, _ in parts}
    partners = {path: path + beside for model, path, _ in parts for beside in model.known_by.values() if beside}
    bare = [(model, path) for model, path, _ in parts if not model.known_by or path in partners]
    sums = {path: (_sums(model, path), _days(model, path)) for model, path in bare}
    sides = entry.parties or _sides(entry.model) if entry else {}
    deals = tuple(deal for model, path, _ in parts for deal in _deals(model, path))
    own: type[RegisterRecord] = entry.model if entry else RegisterRecord
    told = (own.one_each, own.one_grant, own.ranked, deals)
    return Marks(numbers, names, wholes, tuple(facts), sides, of_results, kinds, sums, partners, *told)


def _with_wholes(model: type[RegisterRecord], path: str = "", said: str = "") -> Iterator[tuple[Any, str, str]]:
    """The records of a register, and those that they rest on: each with the path to it and what it is called there."""
    yield model, path, said
    for field in model._meta.fields:
        whole: Any = field.related_model
        if isinstance(field, ForeignKey) and issubclass(whole, RegisterRecord) and not whole.about_a_person:
            yield from _with_wholes(whole, f"{path}{field.name}__", str(field.verbose_name))


def _texts(model: type[RegisterRecord]) -> Iterator[CanonicalCharField]:
    return (row for row in model._meta.fields if isinstance(row, CanonicalCharField))


def _sides(model: type[RegisterRecord]) -> dict[str, str]:
    """Whose record it is, and with whom, where nothing was paid that would tell it."""
    without_sum = len(model.dealt_with) == 1 and not _sums(model, "")
    return OF_THE_APPLICANT | dict.fromkeys(model.dealt_with, "") if without_sum else {}


def _deals(model: type[RegisterRecord], path: str) -> Iterator[Deals]:
    sums = _sums(model, path)
    if sums and (model.dealt_with or model.renewed):
        partners, renewed = (tuple(f"{path}{name}" for name in names) for names in (model.dealt_with, model.renewed))
        numbers = tuple(f"{path}{row.name}" for row in _texts(model) if _NUMBER.search(row.name))
        yield Deals(partners, sums[0], _days(model, path), numbers, renewed)


def _sums(model: type[RegisterRecord], path: str) -> tuple[str, ...]:
    return tuple(f"{path}{row.name}" for row in model._meta.fields if _is_sum(row))


def _days(model: type[RegisterRecord], path: str) -> tuple[str, ...]:
    return tuple(f"{path}{row.name}" for row in model._meta.fields if _is_day(row))


def _is_sum(field: Any) -> bool:
    return isinstance(field, BigIntegerField) and field.name.endswith("_fen")


def _is_day(field: Any) -> bool:
    return isinstance(field, DateField) and not field.name.endswith("_at")


def _is_fact(field: Any) -> bool:
    return _is_day(field) or _is_sum(field) or field.name == "year"


def _called(model: type[RegisterRecord], name: str, said: str) -> str:
    """What is said before the likeness of a name: 项目名称; of a whole 科技成果名称; 创新平台名称 for a platform's."""
    own = model._meta.get_field(name)
    bare = own.name == "name"
    return f"{said}名称" if said else f"{model._meta.verbose_name if bare else ''}{own.verbose_name}"  # type: ignore[union-attr]  # a column, not a relation back
