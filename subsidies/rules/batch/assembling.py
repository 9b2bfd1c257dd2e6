"""Making a template: the words of one kind of answer, with holes for the figures that differ from claim to claim."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from subsidies.rules.library import Compiled
from subsidies.rules.model.decision import BINDING_MARK
from subsidies.rules.model.jsontext import write_json
from subsidies.rules.model.kinds import Outcome
from subsidies.rules.single.reckoning import Reckoned
from subsidies.rules.words.line import Line
from subsidies.rules.words.wording import YUAN_STYLE, Style


class Hole(NamedTuple):
    """A figure of the template: where its value comes from and how it is written."""

    source: str
    style: Style


class Template(NamedTuple):
    """The bytes of a line with a %-hole for the id and for each figure."""

    text: bytes
    holes: tuple[Hole, ...]


Pattern = Callable[[Compiled, Hole], bytes]
MONEY = b'"%d.%02d"'


class TemplateMaker:
    """The templates of one scheme; `pattern` gives the % of a hole. A step that comes in several is written once."""

    def __init__(self, compiled: Compiled, pattern: Pattern, *, steps: bool) -> None:
        self.compiled, self.pattern, self.steps = compiled, pattern, steps
        scheme = compiled.scheme
        self.head = b'{"id":%b,"scheme":' + _constant(scheme.code) + b',"outcome":'
        self.basis = b',"basis":' + _constant(scheme.basis) + b',"steps":['
        self.given = {key: f"{fen // 100}.{fen % 100:02d}" for key, fen in compiled.single.entitlements.items()}
        self.written: dict[tuple[Any, ...], bytes] = {}

    def make(self, found: Reckoned) -> Template:
        """The answer to what was found, with holes for the figures."""
        payers = list(found.shares)
        deciding = found.outcome == Outcome.NEEDS_DECISION
        money = {
            "amount": found.amount is not None,
            "floor": deciding and found.floor is not None,
            "ceiling": deciding and found.ceiling is not None,
        }
        holes = [Hole(f"fen:{name}", YUAN_STYLE) for name, there in money.items() if there]
        holes += [Hole(f"fen:share:{payer}", YUAN_STYLE) for payer in payers]
        lines = self.compiled.words.reckoning.lines(found) if self.steps else []
        holes += [Hole(line.source, line.style) for line in lines if line.figure is None]
        pieces = [
            self.head,
            _constant(found.outcome.value),
            *(b',"%s":%s' % (name.encode(), MONEY if there else b"null") for name, there in money.items()),
            b',"shares":{%s}' % b",".join([_constant(payer) + b":" + MONEY for payer in payers]),
            b',"entitlements":',
            _constant(self.given if found.outcome == Outcome.PAYABLE else {}),
            b',"reasons":',
            _constant(sorted(set(found.reasons))),
            self.basis,
            b",".join([self._step(line) for line in lines]),
            b"]}",
        ]
        return Template(b"".join(pieces), tuple(holes))

    def _step(self, line: Line) -> bytes:
        """One line of the reckoning; its value comes last and is not part of its words."""
        words = line[:-1]
        if words not in self.written:
            self.written[words] = b'{"label":%s,"figure":%s,"rule":%s}' % (
                _constant(line.label),
                self._figure(line) if line.figure is None else _constant(line.figure),
                _constant(line.rule + (BINDING_MARK if line.binding else "")),
            )
        return self.written[words]

    def _figure(self, line: Line) -> bytes:
        return b'"%s"' % self.pattern(self.compiled, Hole(line.source, line.style))


def _constant(value: Any) -> bytes:
    return _worded(value) if type(value) is str else write_json(value).replace(b"%", b"%%")


@lru_cache(maxsize=4096)
def _worded(value: str) -> bytes:
    return write_json(value).replace(b"%", b"%%")


def unit_tail(style: Style) -> bytes:
    """What stands behind a number with its unit."""
    return _constant(f" {style.unit}")[1:-1] if style.unit else b""
