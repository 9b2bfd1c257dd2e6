"""Which document set a figure: for the steps of a reckoning, and value by value for the page of a figure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from subsidies.catalogue.figures import FigureForEdition, figures_of_scheme, in_force
from subsidies.catalogue.in_force import Figure, released_figures
from subsidies.policies import library
from subsidies.rules import Scheme, article_label
from subsidies.rules.model.articles import OWN, OWN_LABEL
from subsidies.rules.superseding import CAP

OWN_SAID = f"{OWN_LABEL}，文件没有写明"  # in place of number and article where no document has the figure


def sources_of(scheme: Scheme, line: Mapping[str, Any], figures: Iterable[Figure]) -> dict[str, str]:
    """Of `figures`, oldest first, the documents that set those of a claim, by the label that its reckoning has."""
    facts: Mapping[str, Any] = line.get("facts") or {}
    return {_label(scheme, row): row.told for row in figures if _counts(scheme, row, facts, line.get("on") or "")}


def _counts(scheme: Scheme, row: Figure, facts: Mapping[str, Any], on: str) -> bool:
    if row.scheme != scheme.code or row.holds_from.isoformat() > on or not _label(scheme, row):
        return False
    return row.key == "|".join(str(facts.get(name, "")) for name in _keys(scheme, row.name))


def _label(scheme: Scheme, row: Figure) -> str:
    if row.name == CAP:
        return scheme.cap.label if scheme.cap else ""
    found = scheme.facts.get(row.name) or scheme.figures.get(row.name)
    return found.label if found else ""


def _keys(scheme: Scheme, name: str) -> tuple[str, ...]:
    """The facts by which a figure has a value of its own."""
    if figure := scheme.figures.get(name):
        return figure.by
    fact = scheme.facts.get(name)
    return (fact.parameter_key,) if fact and fact.parameter_key else ()


@dataclass(frozen=True)
class DatedValue:
    """A value of a figure: in words, from which day, and what set it: number, article and title of the document."""

    shown: str
    since: date
    source: str
    article: str = ""
    title: str = ""


@dataclass(frozen=True)
class Standard:
    """A figure with its values, the oldest first; the last of them is carried forward until the policy ends."""

    figure: FigureForEdition
    values: tuple[DatedValue, ...]

    @property
    def is_published(self) -> bool:
        """Whether any document has set it."""
        return bool(self.figure.original) or len(self.values) > 1


@dataclass(frozen=True)
class StandardNow:
    """A figure as it holds on a day: its name, and each entry of its table with its value."""

    name: str
    named: str
    entries: tuple[tuple[str, str], ...]


def standards_now(scheme: Scheme, on: date) -> list[StandardNow]:
    """Every figure of a scheme with what it is on a day, the entries of one table together."""
    found: dict[str, list[Standard]] = {}
    for row in standards_of(scheme):
        found.setdefault(row.figure.name, []).append(row)
    return [StandardNow(name, rows[0].figure.named, _entries(rows, on)) for name, rows in found.items()]


def _entries(rows: Iterable[Standard], on: date) -> tuple[tuple[str, str], ...]:
    return tuple((row.figure.entry, _value_on(row, on)) for row in rows)


def _value_on(standard: Standard, on: date) -> str:
    """The last value that holds by that day; before all of them the first."""
    held = [value for value in standard.values if value.since <= on] or standard.values[:1]
    return held[-1].shown


def standards_of(scheme: Scheme, name: str = "") -> list[Standard]:
    """Every figure of a scheme (those of one name), with what each document made of it."""
    written, released = library().schemes[scheme.code], released_figures(scheme.code)
    rows = [row for row in figures_of_scheme(written) if name in ("", row.name)]
    return [Standard(row, tuple(_values(row, released))) for row in rows]


def _values(row: FigureForEdition, released: Iterable[Figure]) -> Iterator[DatedValue]:
    policy = row.scheme.policy
    of_the_text = (policy.number, row.article, row.scheme.document_title)
    source = (OWN_SAID, "") if row.article == article_label(OWN) else of_the_text
    yield DatedValue(row.shown(row.original), policy.first, *source)
    by_day = {held.holds_from: held for held in released if (held.scheme, held.name, held.key) == row.identity}
    for day, held in sorted(by_day.items()):
        issued = f"（{held.dated.isoformat()}印发）" if held.dated else ""
        yield DatedValue(row.shown(held.value), day, f"{held.source_number}{issued}")


def set_anew(scheme: Scheme, on: date) -> list[str]:
    """The figures of the text that a later document has set, as they hold on a day, each with its source."""
    rows = {row.identity: row for row in figures_of_scheme(scheme) if not row.is_open}
    return [
        f"{rows[key].label}：{rows[key].shown(held.value)}（{held.told}）" for key, held in in_force(rows, on).items()
    ]
