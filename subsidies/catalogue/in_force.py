"""Figures set by released editions: which value holds on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from subsidies.catalogue.models import EditionState, ParameterValue
from subsidies.policies import library
from subsidies.rules import Library, Scheme, Supersession, with_figures


@dataclass(frozen=True)
class Figure:
    """One value in force: exact text, with the edition and the document it comes from, its number and its day."""

    scheme: str
    name: str
    key: str
    value: str
    holds_from: date
    edition: int
    source_number: str
    dated: date | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, dates as YYYY-MM-DD."""
        dated = self.dated.isoformat() if self.dated else None
        return asdict(self) | {"holds_from": self.holds_from.isoformat(), "dated": dated}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> "Figure":
        """The figure that such JSON is of; what was kept before documents had their day told has none."""
        dated = row.get("dated")
        days = {"holds_from": date.fromisoformat(row["holds_from"])}
        return cls(**{**row, **days, "dated": date.fromisoformat(dated) if dated else None})

    @property
    def told(self) -> str:
        """Which document set it, of what day, since when: 示例科发〔2025〕8号（2025-01-01印发），自2025-02-01起."""
        issued = f"（{self.dated.isoformat()}印发）" if self.dated else ""
        return f"{self.source_number}{issued}，自{self.holds_from.isoformat()}起"


def hold_figures(*, change: bool = False) -> None:
    """Let no edition be released until the caller's transaction ends, so that every read of the figures finds the same.

    Reckonings hold them side by side; a release (`change`) waits for those that run.
    """
    lock = "pg_advisory_xact_lock" if change else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended('figures', 0))")


def released_figures(scheme_code: str | None = None) -> list[Figure]:
    """All released values (of one scheme), oldest first; a later edition of the same day comes later and wins."""
    rows = ParameterValue.objects.filter(edition__state=EditionState.RELEASED).select_related("edition")
    if scheme_code:
        rows = rows.filter(scheme_code=scheme_code)
    rows = rows.order_by("edition__holds_from", "edition__released_at", "edition__number")
    return [
        Figure(
            row.scheme_code, row.name, row.key, row.value,
            row.edition.holds_from, row.edition.number, row.edition.source_number, row.edition.source_date,
        )
        for row in rows
    ]  # fmt: skip


def parameters_on(scheme: Scheme, facts: Mapping[str, Any], on: date, figures: Iterable[Figure]) -> dict[str, Figure]:
    """Of `figures`, oldest first, those that give a scheme's facts on a day, by name; by the key fact if it has one."""
    held = {}
    for row in figures:
        fact = scheme.facts.get(row.name) if row.scheme == scheme.code else None
        if fact is None or row.holds_from > on:
            continue
        key = str(facts.get(fact.parameter_key, "")) if fact.parameter_key else ""
        if row.key == key:
            held[row.name] = row
    return held


def with_released_figures(extra: Iterable[Figure] = ()) -> Library:
    """The library with every named figure that released editions (and `extra`) supersede, each from its day.

    What is released is read at each call, so a release holds at once; what it makes of the library is kept.
    """
    return superseded(library(), [*released_figures(), *extra])


def scheme_on(code: str, on: date | None) -> Scheme:
    """A scheme with the figures that hold on a day, in its sentences too; None is before any edition."""
    found = with_released_figures().compiled_on(code, on)
    return found.scheme if found else library().schemes[code]


def schemes_on(on: date) -> list[Scheme]:
    """Every scheme with the figures that hold on a day, in the order of the documents."""
    lib = with_released_figures()
    found = (lib.compiled_on(code, on) for code in lib.schemes)
    return [compiled.scheme for compiled in found if compiled]


def superseded(lib: Library, figures: Iterable[Figure]) -> Library:
    """`lib` with those of `figures` that are named figures of a scheme rather than facts given by parameter."""
    changes = tuple(
        Supersession(row.scheme, row.name, row.key, row.value, row.holds_from)
        for row in figures
        if row.scheme in lib.schemes and row.name not in lib.schemes[row.scheme].facts
    )
    return with_changes(lib, changes) if changes else lib


@lru_cache(maxsize=64)
def with_changes(lib: Library, changes: tuple[Supersession, ...]) -> Library:
    """The library in force for one set of values: compiled when it is first asked for, and kept."""
    return with_figures(lib, changes)
