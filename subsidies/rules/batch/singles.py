"""Answers to single claims as bytes: the words of each kind of answer are made once, only the figures are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from subsidies.rules.batch.assembling import Hole, Template, TemplateMaker, unit_tail
from subsidies.rules.library import Compiled
from subsidies.rules.model.decision import Decision
from subsidies.rules.model.jsontext import write_json
from subsidies.rules.model.kinds import FactType, Outcome
from subsidies.rules.model.values import Number, simple
from subsidies.rules.single.reckoning import Reckoned
from subsidies.rules.words.cache import fen_of, money_text, text_of, value_of
from subsidies.rules.words.failing import SHOWING
from subsidies.rules.words.line import Line
from subsidies.rules.words.wording import YUAN_STYLE, Style

MOST_KINDS = 2_000
ANSWERED = {"amount": "amount", "share": "share", "floor": "fen", "ceiling": "fen"}
WHOLE_FEN = frozenset({*ANSWERED, "other", "cap_left"})
Fill = Callable[[Reckoned], Iterable[Any]]
Piece = tuple[bytes, bytes]


class Singles:
    """The answers of one scheme."""

    def __init__(self, compiled: Compiled, *, steps: bool) -> None:
        self.compiled, self.steps = compiled, steps
        self.maker = TemplateMaker(compiled, _pattern, steps=steps)
        self.program, self.reckoning = compiled.single, compiled.words.reckoning
        self.kinds: dict[Any, tuple[bytes, list[Fill]]] = {}
        self.failing: dict[str, Piece] = {}
        self.plains: dict[tuple[str, ...], bytes] = {}
        self.heads = {outcome: self._head(outcome) for outcome in (Outcome.INVALID, Outcome.NOT_PAYABLE)}
        self.basis = b'],"basis":%b,"steps":[' % write_json(self.program.basis)

    def write(self, found: Reckoned, id_: bytes) -> bytes | None:
        """The line without its end; None where a value is missing that tells its kind."""
        if found.outcome == Outcome.INVALID or (found.outcome == Outcome.NOT_PAYABLE and not found.reckoned):
            return self._failed(found, id_)
        key = self.compiled.words.key(found) if self.steps else (found.outcome, tuple(found.reasons))
        if key is None:
            return None
        kind = self.kinds.get(key)
        if kind is None:
            kind = self._kind(key, found)
        text, fills = kind
        values = [id_]
        for fill in fills:
            values += fill(found)
        return text % tuple(values)

    # -- claims that fail
    def _head(self, outcome: Outcome) -> bytes:
        """What stands between the id and the reasons."""
        answer = Decision(outcome, self.program.code, self.program.basis).to_json()
        names = ("scheme", "outcome", "amount", "floor", "ceiling", "shares", "entitlements")
        return b"," + write_json({name: answer[name] for name in names})[1:-1] + b',"reasons":['

    def template(self, outcome: Outcome, codes: Iterable[str]) -> Template:
        """The answer to a claim that fails for reasons whose words do not hang on it."""
        return Template(b'{"id":%b' + self.plain(outcome, codes, b"")[6:].replace(b"%", b"%%"), ())

    def plain(self, outcome: Outcome, codes: Iterable[str], id_: bytes) -> bytes:
        """The same with its id."""
        kind = (outcome, *codes)
        rest = self.plains.get(kind)
        if rest is None:
            if len(self.plains) >= MOST_KINDS:
                self.plains.clear()
            line = self.reckoning.failing.fixed
            pieces = [self.failing.get(code) or self._kept(code, line) for code in sorted(kind[1:])]
            rest = self.plains[kind] = self._joined(outcome, pieces)
        return b'{"id":%b%b' % (id_, rest)

    def _failed(self, found: Reckoned, id_: bytes) -> bytes:
        """An answer of reasons alone."""
        codes = sorted(set(found.reasons)) if len(found.reasons) > 1 else found.reasons
        line = partial(self.reckoning.failing.line, found=found)
        pieces = [self.failing.get(code) or self._kept(code, line) for code in codes]
        return b'{"id":%b%b' % (id_, self._joined(found.outcome, pieces))

    def _joined(self, outcome: Outcome, pieces: list[Piece]) -> bytes:
        """What stands behind the id."""
        reasons = b",".join([code for code, _ in pieces])
        steps = b",".join([step for _, step in pieces]) if self.steps else b""
        return b"".join((self.heads[outcome], reasons, self.basis, steps, b"]}"))

    def _kept(self, code: str, line: Callable[[str], Line]) -> Piece:
        """The code and its step, kept unless it shows values of the claim."""
        piece = (write_json(code), _step(line(code)) if self.steps else b"")
        if code not in SHOWING:
            self.failing[code] = piece
        return piece

    # -- claims that are reckoned
    def _kind(self, key: Any, found: Reckoned) -> tuple[bytes, list[Fill]]:
        if len(self.kinds) >= MOST_KINDS:
            self.kinds.clear()
        template = self.maker.make(found)
        kind = self.kinds[key] = template.text, [_fill(self.compiled, hole) for hole in template.holes]
        return kind


def _step(line: Line) -> bytes:
    """A line with a constant figure."""
    return b'{"label":%b,"figure":%b,"rule":%b}' % (_text(line.label), _text(line.figure or ""), write_json(line.rule))


_text = lru_cache(maxsize=1024)(write_json)


def _is_fen(compiled: Compiled, hole: Hole) -> bool:
    """Is the figure always whole fen?"""
    kind, _, name = hole.source.removeprefix("fen:").partition(":")
    is_money = kind in WHOLE_FEN or (kind == "fact" and compiled.scheme.facts[name].type == FactType.MONEY)
    return is_money and hole.style == YUAN_STYLE


def _pattern(compiled: Compiled, hole: Hole) -> bytes:
    if hole.style == YUAN_STYLE:
        return (b"%d.%02d" if _is_fen(compiled, hole) else b"%b") + unit_tail(hole.style)
    return b"%b"


def _fill(compiled: Compiled, hole: Hole) -> Fill:
    """What is put into the hole."""
    kind, _, name = hole.source.removeprefix("fen:").partition(":")
    if kind in ANSWERED:
        fen = fen_of(ANSWERED[kind], name or kind)
        return lambda found: divmod(fen(found), 100)
    value = value_of(compiled.words.reckoning, hole.source)
    if _is_fen(compiled, hole):
        return lambda found: divmod(value(found), 100)
    write = _money if hole.style == YUAN_STYLE else _writer(hole.style)
    return lambda found: (write(value(found)),)


def _money(value: Number) -> bytes:
    """Fen as yuan, parts of a fen too."""
    if type(value) is int:
        return b"%d.%02d" % divmod(value, 100)
    return money_text(value).removesuffix(f" {YUAN_STYLE.unit}").encode()


def _writer(style: Style) -> Callable[[Any], bytes]:
    """How a value of the style is written, kept for what comes again and again."""
    text = text_of(style)
    if style.form == "number":
        return lambda value: text(value).encode()
    kept = lru_cache(maxsize=4096)(lambda above, below: text(simple(Fraction(above, below))).encode())
    return lambda value: kept(value.numerator, value.denominator)
