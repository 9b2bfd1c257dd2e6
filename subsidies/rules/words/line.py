"""A line of a reckoning, and what makes one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from subsidies.rules.model.decision import Step
from subsidies.rules.words.wording import YUAN_STYLE, Style


class Line(NamedTuple):
    """A line of the reckoning before its figure is written: a constant `figure`, or a `value` to be written in a
    `style`, together with the `source` that columns find the same value under."""

    label: str
    figure: str | None
    rule: str
    binding: bool = False
    source: str = ""
    style: Style = YUAN_STYLE
    value: Any = None

    def step(self) -> Step:
        figure = self.style.text(self.value) if self.figure is None else self.figure
        return Step(self.label, figure, self.rule, self.binding)


@dataclass(frozen=True, slots=True)
class LineItem:
    """A line that may be shown: when, with what figure, and by what rule. An enum or a truth is shown by its words,
    and so is a number that has some."""

    name: str
    source: str
    label: str
    style: Style
    show: Callable[[Any], str | None] | None
    rule: Callable[[list[Any]], str]
    value: Callable[[list[Any]], Any]
    when: Callable[[list[Any]], bool] | None = None

    def line(self, env: list[Any], binding: set[str]) -> Line:
        value = self.value(env)
        figure = self.show(value) if self.show else None
        return Line(self.label, figure, self.rule(env), self.name in binding, self.source, self.style, value)
