"""The lines of a batch: read in blocks, answered by columns where that is quicker and one by one where it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from subsidies.rules.batch.decoding import RowGroup, RowReader
from subsidies.rules.batch.paid import matter_key
from subsidies.rules.batch.singles import Singles
from subsidies.rules.batch.templates import Templates
from subsidies.rules.columns.program import OUTCOMES
from subsidies.rules.evaluating import compiled_for, evaluate, unknown_scheme
from subsidies.rules.library import Compiled, Library, compiled_of
from subsidies.rules.many.deciding import decide
from subsidies.rules.model.decision import Decision
from subsidies.rules.model.header import claim_id
from subsidies.rules.model.jsontext import NotJson, read_json, write_all, write_json
from subsidies.rules.model.kinds import Outcome
from subsidies.rules.single.reckoning import reckon

BLOCK_LINES, FEWER_LINES = 32_768, 8_192
BLOCK_BYTES = 1 << 22
MOST_BYTES = 1 << 24
LEAST_ROWS = 48
Answered = tuple[bytes, Outcome, bytes | None]


@dataclass(slots=True)
class LineBlock:
    """Some lines that follow each other, without their line ends; `first` is the number of the first."""

    first: int
    lines: list[bytes]


@dataclass(slots=True)
class Answers:
    """The lines back, the outcome of each, and by place the matter that a valid line names."""

    lines: list[bytes]
    outcomes: list[Outcome]
    keys: dict[int, bytes]


def read_blocks(source: BinaryIO, lines: int = BLOCK_LINES, size: int = BLOCK_BYTES) -> Iterator[LineBlock]:
    """The lines of the stream: they end in LF, a CR before it is dropped; what follows the last LF is a line too.

    A block has `lines` of them, or fewer where they are long.
    """
    first, rest, found, held = 1, b"", list[bytes](), 0
    while data := source.read(size):
        found += (rest + data).split(b"\n")
        rest, held = found.pop(), held + len(data)
        while len(found) >= lines or (found and held >= MOST_BYTES):
            yield _block(first, found[:lines])
            first, found, held = first + len(found[:lines]), found[lines:], 0
    if rest:
        found.append(rest)
    if found:
        yield _block(first, found)


def _block(first: int, lines: list[bytes]) -> LineBlock:
    return LineBlock(first, [line.removesuffix(b"\r") for line in lines])


class Answerer:
    """Answers blocks of lines under one library."""

    def __init__(self, lib: Library, *, steps: bool = True, least_rows: int = LEAST_ROWS) -> None:
        self.lib, self.steps, self.least_rows = lib, steps, least_rows
        self.reader = RowReader(lib)
        self.templates: dict[str, Templates] = {}
        self.singles: dict[Compiled, Singles] = {}

    def answer(self, block: LineBlock) -> Answers:
        """The answers to a block, each as if its matter were new."""
        count = len(block.lines)
        answers = Answers([b""] * count, [Outcome.INVALID] * count, {})
        done = [False] * count
        for group in self.reader.groups(block.lines, self.least_rows):
            self._by_columns(block, group, answers, done)
        for place in [place for place, is_done in enumerate(done) if not is_done]:
            self.answer_again(block, place, answers, duplicate=False)
        return answers

    def answer_again(self, block: LineBlock, place: int, answers: Answers, *, duplicate: bool) -> None:
        """One line by itself, whatever it holds."""
        line, outcome, key = self._singly(block.lines[place], block.first + place, duplicate)
        answers.lines[place], answers.outcomes[place] = line, outcome
        if key is not None:
            answers.keys[place] = key

    def _singly(self, line: bytes, number: int, duplicate: bool) -> Answered:
        """What answer_line answers, from pieces that are kept."""
        claim = claim_on(line)
        if claim is None:
            return NOT_A_CLAIM % number, Outcome.INVALID, None
        compiled = compiled_for(self.lib, claim)
        if compiled is None:
            return write_decision(unknown_scheme(claim), claim_id(claim)), Outcome.INVALID, None
        found = reckon(compiled.single, claim, duplicate)
        written = self._singles(compiled).write(found, write_json(claim_id(claim)))
        if written is None:
            return answer_line(self.lib, line, number, steps=self.steps, duplicate=duplicate)
        return written, found.outcome, key_of(claim, found.outcome)

    def _by_columns(self, block: LineBlock, group: RowGroup, answers: Answers, done: list[bool]) -> None:
        compiled, ids = compiled_of(group.scheme), write_all([row.id for row in group.rows])
        self._malformed(compiled, group, ids, answers, done)
        skip = group.left_over | group.causes.keys()
        if len(skip) == len(group.rows):
            return
        decisions, found, unsafe = decide(compiled, group.columns, "explained")
        templates = self._templates(compiled)
        skip |= set(unsafe) | templates.singly(decisions)
        if len(skip) == len(group.rows):
            return
        lines = templates.write(
            group.columns, decisions, found, ids, skip, lambda row: read_json(block.lines[group.places[row]])
        )
        names = [OUTCOMES[outcome] for outcome in decisions.outcome.tolist()]
        for row, place in enumerate(group.places):
            if row not in skip:
                answers.lines[place] = lines[row]
                answers.outcomes[place] = names[row]
                done[place] = True
        self._keys(group, names, skip, answers)

    def _malformed(
        self, compiled: Compiled, group: RowGroup, ids: Sequence[bytes], answers: Answers, done: list[bool]
    ) -> None:
        """The rows whose values cannot be right: nothing else is asked of them."""
        singles = self._singles(compiled)
        for row, causes in group.causes.items():
            place = group.places[row]
            answers.lines[place], answers.outcomes[place] = (
                singles.plain(Outcome.INVALID, causes, ids[row]),
                Outcome.INVALID,
            )
            done[place] = True

    def _templates(self, compiled: Compiled) -> Templates:
        if compiled.scheme.code not in self.templates:
            self.templates[compiled.scheme.code] = Templates(
                compiled, self._singles(compiled).template, steps=self.steps
            )
        return self.templates[compiled.scheme.code]

    def _singles(self, compiled: Compiled) -> Singles:
        if compiled not in self.singles:
            self.singles[compiled] = Singles(compiled, steps=self.steps)
        return self.singles[compiled]

    @staticmethod
    def _keys(group: RowGroup, names: list[Outcome], skip: set[int], answers: Answers) -> None:
        naming = [row for row, claim in enumerate(group.rows) if claim.matter is not None and claim.unit is not None]
        for row in naming:
            if row not in skip and names[row] != Outcome.INVALID:
                claim = group.rows[row]
                answers.keys[group.places[row]] = matter_key(claim.unit, claim.matter)


# ------------------------------------------------------------------ one line by itself
def claim_on(line: bytes) -> dict[str, Any] | None:
    """The JSON object of a line; None where there is none."""
    try:
        claim = read_json(line)
    except NotJson:
        return None
    return claim if isinstance(claim, dict) else None


def answer_line(lib: Library, line: bytes, number: int, *, steps: bool = True, duplicate: bool = False) -> Answered:
    """The answer to one line, its outcome, and the matter that it may take."""
    claim = claim_on(line)
    if claim is None:
        return NOT_A_CLAIM % number, Outcome.INVALID, None
    decision = evaluate(lib, claim, duplicate=duplicate, explain=steps)
    return write_decision(decision, claim_id(claim)), decision.outcome, key_of(claim, decision.outcome)


def key_of(claim: Mapping[str, Any], outcome: Outcome) -> bytes | None:
    """The matter of the claim, where both unit and matter are named."""
    unit, matter = claim.get("unit"), claim.get("matter")
    if outcome == Outcome.INVALID or unit is None or matter is None:
        return None
    return matter_key(unit, matter)


def write_decision(decision: Decision, id_: Any) -> bytes:
    """The answer as one line without its end."""
    answer = decision.to_json()
    head, scheme = write_json(id_), write_json(answer["scheme"])
    del answer["id"], answer["scheme"]
    return b'{"id":' + head + b',"scheme":' + scheme + b"," + write_json(answer)[1:]


# The answer to a line that is not a JSON object, with a hole for its number.
NOT_A_CLAIM = write_decision(Decision(Outcome.INVALID, None, "", reasons=("line %d",)), None)
