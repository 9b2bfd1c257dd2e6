"""Figures that a later document changes: a library in which they hold from their day on, the rest as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from subsidies.rules.documents.facts import bounded
from subsidies.rules.documents.placeholders import worded
from subsidies.rules.library import Compiled, Library, compiled_of
from subsidies.rules.model.schemes import Cap, PolicyFigure, Scheme

CAP = "cap"
EXACT = re.compile(r"\d{1,15}(?:\.\d{1,6}|/[1-9]\d{0,5})?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Supersession:
    """From `first_day` on the figure `name` of `scheme` is `value` (exact text: 0.5, 1/2, 300000).

    `key` says which entry of a table, its values joined by «|»; `name` is `cap` for the scheme's cap in yuan.
    """

    scheme: str
    name: str
    key: str
    value: str
    first_day: date


def with_figures(lib: Library, changes: Iterable[Supersession]) -> Library:
    """`lib` with the changes, each from its day on; of two for one day the later in order wins.

    Raises ValueError with a Chinese sentence for a scheme, figure, key or value that cannot be.
    """
    by_scheme: dict[str, list[Supersession]] = {}
    for change in changes:
        if change.scheme not in lib.schemes:
            raise ValueError(f"没有事项“{change.scheme}”")
        by_scheme.setdefault(change.scheme, []).append(change)
    superseded = {code: _by_day(lib.schemes[code], rows) for code, rows in by_scheme.items()}
    return replace(lib, superseded=MappingProxyType({**lib.superseded, **superseded}))


def _by_day(scheme: Scheme, changes: list[Supersession]) -> tuple[tuple[date, Compiled], ...]:
    """The scheme compiled anew from each day on which something changes, its sentences with the figures of that day."""
    made, written = [], scheme.written or scheme
    for day in sorted({row.first_day for row in changes}):
        for row in changes:
            if row.first_day == day:
                written = _changed(written, row)
        made.append((day, compiled_of(worded(written))))
    return tuple(made)


def _changed(scheme: Scheme, change: Supersession) -> Scheme:
    value = exact(change.value)
    if change.name == CAP and scheme.cap is not None:
        return replace(scheme, cap=_new_cap(scheme.cap, value))
    if change.name not in scheme.figures:
        raise ValueError(f"事项{scheme.code}没有名为“{change.name}”的数字")
    figure = _new_figure(scheme.figures[change.name], change.key, value)
    figures = MappingProxyType({**scheme.figures, change.name: figure})
    return replace(scheme, figures=figures, facts=bounded(scheme.facts, figures))


def _new_cap(cap: Cap, value: Fraction) -> Cap:
    fen = value * 100
    if fen.denominator != 1:
        raise ValueError("限额最多精确到分")
    return replace(cap, amount=int(fen))


def _new_figure(figure: PolicyFigure, key: str, value: Fraction) -> PolicyFigure:
    entry = tuple(key.split("|")) if key else ()
    if entry not in figure.values:
        raise ValueError(f"“{figure.label}”没有“{key}”这一档")
    return replace(figure, values=MappingProxyType({**figure.values, entry: value}))


def exact(text: str) -> Fraction:
    """The number as written: digits with at most six places, or a fraction. Raises ValueError with a sentence."""
    if not EXACT.match(text):
        raise ValueError(f"“{text}”不是可用的数字，应写成 300000、0.5 或 1/2 这样")
    return Fraction(text)
