"""The lines of a batch: read in blocks, answered one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

from .decision import Decision
from .header import claim_id
from .jsontext import NotJson, read_json, write_json
from .matters import matter_key
from .scalar import evaluate
from .schema import Library

BLOCK_LINES = 8192
BLOCK_BYTES = 1 << 22


@dataclass(slots=True)
class Block:
    """Some lines that follow each other, without their line ends; `first` is the number of the first."""

    first: int
    lines: list[bytes]


class Answer(NamedTuple):
    """One line back, its outcome, and the matter it may take (None: it names none, or is invalid)."""

    line: bytes
    outcome: str
    key: bytes | None


def read_blocks(source: BinaryIO, lines: int = BLOCK_LINES, size: int = BLOCK_BYTES) -> Iterator[Block]:
    """The lines of the stream: they end in LF, a CR before it is dropped; what follows the last LF is a line too."""
    first, rest = 1, b""
    while True:
        data = source.read(size)
        if not data:
            break
        found = (rest + data).split(b"\n")
        rest = found.pop()
        for start in range(0, len(found), lines):
            part = found[start : start + lines]
            yield Block(first, [line[:-1] if line.endswith(b"\r") else line for line in part])
            first += len(part)
    if rest:
        yield Block(first, [rest])


def answer_line(lib: Library, line: bytes, number: int, *, steps: bool = True, duplicate: bool = False) -> Answer:
    """The answer to one line, whatever it holds."""
    try:
        claim = read_json(line)
    except NotJson:
        claim = None
    if not isinstance(claim, dict):
        return Answer(not_a_claim(number), "invalid", None)
    decision = evaluate(lib, claim, duplicate=duplicate, explain=steps)
    return Answer(write_decision(decision, claim_id(claim)), decision.outcome, key_of(claim, decision.outcome))


def key_of(claim: Mapping[str, Any], outcome: str) -> bytes | None:
    """The matter of the claim, where both unit and matter are named."""
    unit, matter = claim.get("unit"), claim.get("matter")
    if outcome == "invalid" or unit is None or matter is None:
        return None
    return matter_key(unit, matter)


def not_a_claim(number: int) -> bytes:
    """The answer to a line that is not a JSON object."""
    decision = Decision("invalid", None, "", reasons=(f"line {number}",))
    return write_decision(decision, None)


def write_decision(decision: Decision, id_: Any) -> bytes:
    """The answer as one line without its end."""
    answer = decision.to_json()
    head, scheme = write_json(id_), write_json(answer["scheme"])
    del answer["id"], answer["scheme"]
    return b'{"id":' + head + b',"scheme":' + scheme + b"," + write_json(answer)[1:]
