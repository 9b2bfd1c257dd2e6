"""The lines of a batch: read in blocks, answered by columns where that is quicker and one by one where it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import msgspec

from subsidies.rules.batch.decoding import Group, RowReader
from subsidies.rules.batch.paid import matter_key
from subsidies.rules.batch.templates import Templates
from subsidies.rules.columns.program import OUTCOMES
from subsidies.rules.evaluating import evaluate
from subsidies.rules.library import Library, compiled_of
from subsidies.rules.many.deciding import decide
from subsidies.rules.model.decision import Decision
from subsidies.rules.model.header import claim_id
from subsidies.rules.model.jsontext import NotJson, read_json, write_json
from subsidies.rules.model.kinds import Outcome

BLOCK_LINES = 8192
BLOCK_BYTES = 1 << 22
LEAST_ROWS = 48


@dataclass(slots=True)
class Block:
    """Some lines that follow each other, without their line ends; `first` is the number of the first."""

    first: int
    lines: list[bytes]


@dataclass(slots=True)
class Answers:
    """The lines back, the outcome of each, and by place the matter that a valid line names."""

    lines: list[bytes]
    outcomes: list[str]
    keys: dict[int, bytes]


def read_blocks(source: BinaryIO, lines: int = BLOCK_LINES, size: int = BLOCK_BYTES) -> Iterator[Block]:
    """The lines of the stream: they end in LF, a CR before it is dropped; what follows the last LF is a line too."""
    first, rest, found = 1, b"", list[bytes]()
    while data := source.read(size):
        found += (rest + data).split(b"\n")
        rest = found.pop()
        while len(found) >= lines:
            yield _block(first, found[:lines])
            first, found = first + lines, found[lines:]
    if rest:
        found.append(rest)
    if found:
        yield _block(first, found)


def _block(first: int, lines: list[bytes]) -> Block:
    return Block(first, [line[:-1] if line.endswith(b"\r") else line for line in lines])


class Answerer:
    """Answers blocks of lines under one library."""

    def __init__(self, lib: Library, *, steps: bool = True, least_rows: int = LEAST_ROWS) -> None:
        self.lib, self.steps, self.least_rows = lib, steps, least_rows
        self.reader = RowReader(lib)
        self.templates: dict[str, Templates] = {}

    def answer(self, block: Block) -> Answers:
        """The answers to a block, each as if its matter were new."""
        count = len(block.lines)
        answers = Answers([b""] * count, [""] * count, {})
        done = [False] * count
        for group in self.reader.groups(block.lines, self.least_rows):
            self._by_columns(group, answers, done)
        for place in range(count):
            if not done[place]:
                self.answer_again(block, place, answers, duplicate=False)
        return answers

    def answer_again(self, block: Block, place: int, answers: Answers, *, duplicate: bool) -> None:
        """One line by itself, whatever it holds."""
        line, outcome, key = answer_line(
            self.lib, block.lines[place], block.first + place, steps=self.steps, duplicate=duplicate
        )
        answers.lines[place], answers.outcomes[place] = line, outcome
        if key is not None:
            answers.keys[place] = key

    def _by_columns(self, group: Group, answers: Answers, done: list[bool]) -> None:
        compiled = compiled_of(group.scheme)
        if len(group.left_over) == len(group.rows):
            return
        decisions, found, unsafe = decide(compiled, group.columns, "explained")
        if len(unsafe) == len(group.rows):
            return
        code = group.scheme.code
        if code not in self.templates:
            self.templates[code] = Templates(compiled, steps=self.steps)
        templates = self.templates[code]
        skip = group.left_over | set(unsafe) | templates.singly(decisions)
        lines = templates.write(group.columns, decisions, found, _ids(group.rows), skip)
        names = [OUTCOMES[outcome] for outcome in decisions.outcome.tolist()]
        for row, place in enumerate(group.places):
            if not skip or row not in skip:
                answers.lines[place] = lines[row]
                answers.outcomes[place] = names[row]
                done[place] = True
        self._keys(group, names, skip, answers)

    @staticmethod
    def _keys(group: Group, names: list[str], skip: set[int], answers: Answers) -> None:
        naming = [row for row, claim in enumerate(group.rows) if claim.matter is not None and claim.unit is not None]
        for row in naming:
            if names[row] != "invalid" and row not in skip:
                claim = group.rows[row]
                answers.keys[group.places[row]] = matter_key(claim.unit, claim.matter)


_encode = msgspec.json.Encoder().encode


def _ids(rows: Sequence[Any]) -> list[bytes]:
    """The ids as JSON."""
    ids = [row.id for row in rows]
    try:
        return list(map(_encode, ids))
    except (OverflowError, TypeError, msgspec.MsgspecError):
        return [write_json(id_) for id_ in ids]


# ------------------------------------------------------------------ one line by itself
def answer_line(
    lib: Library, line: bytes, number: int, *, steps: bool = True, duplicate: bool = False
) -> tuple[bytes, str, bytes | None]:
    """The answer to one line, its outcome, and the matter that it may take."""
    try:
        claim = read_json(line)
    except NotJson:
        claim = None
    if not isinstance(claim, dict):
        return not_a_claim(number), "invalid", None
    decision = evaluate(lib, claim, duplicate=duplicate, explain=steps)
    return write_decision(decision, claim_id(claim)), decision.outcome, key_of(claim, decision.outcome)


def key_of(claim: Mapping[str, Any], outcome: str) -> bytes | None:
    """The matter of the claim, where both unit and matter are named."""
    unit, matter = claim.get("unit"), claim.get("matter")
    if outcome == "invalid" or unit is None or matter is None:
        return None
    return matter_key(unit, matter)


def not_a_claim(number: int) -> bytes:
    """The answer to a line that is not a JSON object."""
    decision = Decision(Outcome.INVALID, None, "", reasons=(f"line {number}",))
    return write_decision(decision, None)


def write_decision(decision: Decision, id_: Any) -> bytes:
    """The answer as one line without its end."""
    answer = decision.to_json()
    head, scheme = write_json(id_), write_json(answer["scheme"])
    del answer["id"], answer["scheme"]
    return b'{"id":' + head + b',"scheme":' + scheme + b"," + write_json(answer)[1:]
