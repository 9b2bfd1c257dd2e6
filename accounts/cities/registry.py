"""What each room takes from the folders of the cities: registered here, loaded in the order that the parts declare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import Any, Protocol, TypeVar

from django.db.models import Model

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.opening import CityFolder
from accounts.cities.shaping import Shape
from accounts.models import City

Row = TypeVar("Row", bound=Model)
Values = Mapping[str, Any]


class Ledger(Protocol):
    """Adds each row of a data set once; what people made of it since is left alone."""

    def add(self, model: type[Row], find: Values, fill: Values | None = None) -> Row | None:
        """The record of a row: made when the row is new, found when it was loaded before, None when deleted since."""

    def add_all(self, model: type[Row], rows: Iterable[Values], identified_by: tuple[str, ...]) -> None:
        """Many plain rows on which nothing hangs."""

    def do_once(self, key: str, deed: Callable[[], None]) -> None:
        """Do what the data set tells of, whole or not at all, unless it was done (or refused) before."""


@dataclass(frozen=True)
class CityPart:
    """What a room takes from a city's folder.

    `keys` are the top-level keys that are the part's, by file. `read` gives the values and notes faults in the
    folder; it asks no database. `load` writes what is new of the values. `after` names parts that are loaded first.
    """

    name: str
    keys: Mapping[str, tuple[str, ...]]
    read: Callable[[CityFolder], Any]
    load: Callable[[Ledger, City, Any], None]
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class DemoPart:
    """What a room takes from a city's `demo/`, once the reference data are there.

    `company` are the keys that are the part's in a row of `companies.yaml`, `crowd` and `records` those in the files
    of these names.
    """

    name: str
    load: Callable[[Ledger, City, CityDemo, Plain], None]
    after: tuple[str, ...] = ()
    company: Shape = field(default_factory=Shape)
    crowd: Shape = field(default_factory=Shape)
    records: Shape = field(default_factory=Shape)


@dataclass(frozen=True)
class DemoDeed:
    """A kind of deed of the demo: what its people do with a verb of the room, once all rows are there.

    `name` is how a row of `deeds.yaml` says it (`does`), `shape` are its further keys. `do` acts as those people; what
    a verb refuses to them is left out.
    """

    name: str
    shape: Shape
    do: Callable[[City, Plain], None]


@dataclass(frozen=True)
class CityCheck:
    """What a room says of a city beyond its folder: `of_one` for `check_city`, `of_all` before anything is loaded."""

    of_one: Callable[[CityFolder], list[str]]
    of_all: Callable[[list[CityFolder]], list[str]]


@dataclass
class _Registered:
    parts: dict[str, CityPart] = field(default_factory=dict)
    demos: dict[str, DemoPart] = field(default_factory=dict)
    deeds: dict[str, DemoDeed] = field(default_factory=dict)
    checks: list[CityCheck] = field(default_factory=list)


_REGISTERED = _Registered()


def register_city_part(part: CityPart) -> None:
    """Take a part of every city's folder."""
    _REGISTERED.parts[part.name] = part


def register_demo_part(part: DemoPart) -> None:
    """Take a part of every city's demo."""
    _REGISTERED.demos[part.name] = part


def register_demo_deed(deed: DemoDeed) -> None:
    """Take a kind of deed of every city's demo."""
    _REGISTERED.deeds[deed.name] = deed


def register_city_check(check: CityCheck) -> None:
    """Look into what lies outside a city's folder and must agree with it."""
    _REGISTERED.checks.append(check)


def city_parts() -> list[CityPart]:
    """All parts, each after those that it names."""
    return _ordered(_REGISTERED.parts)


def demo_parts() -> list[DemoPart]:
    """All parts of the demo, each after those that it names."""
    return _ordered(_REGISTERED.demos)


def demo_deeds() -> dict[str, DemoDeed]:
    """The kinds of deeds by their names."""
    return dict(_REGISTERED.deeds)


def city_checks() -> list[CityCheck]:
    """All checks, as they were registered."""
    return list(_REGISTERED.checks)


def keys_by_file() -> dict[str, list[str]]:
    """The files of a city's folder with the keys that they may have, whichever room takes them."""
    found: dict[str, list[str]] = {}
    for part in city_parts():
        for file, keys in part.keys.items():
            found.setdefault(file, []).extend(keys)
    return found


Part = TypeVar("Part", CityPart, DemoPart)


def _ordered(parts: dict[str, Part]) -> list[Part]:
    order = TopologicalSorter({name: part.after for name, part in parts.items()}).static_order()
    return [parts[name] for name in order]
