"""What `compute_awards` answers to 100,000 lines of all schemes, about a quarter of them invalid."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from django.core.management import call_command

from tests.oracle import generate, spelling
from tests.pins.pinning import Pinned

SEED, DRAWN, COUNT = 20261122, 25_000, 100_000
NONE = "no scheme"
SOUND = 0.38  # of the lines are left unbroken besides those that the generator leaves so


def claims() -> Iterator[bytes]:
    """Lines drawn once and repeated under the names of other units, since drawing takes as long as answering."""
    draw = Random(SEED)
    drawn = [_line(number, draw) for number in range(DRAWN)]
    for turn in range(COUNT // DRAWN):
        for line in drawn:
            yield line.replace(b"unit-", b"unit%d-" % turn) if turn else line


def _line(number: int, draw: Random) -> bytes:
    if draw.random() >= SOUND:
        return generate.line(number, draw)
    return spelling.write(generate.whole_claim(number, draw), draw).encode().replace(b"\n", b" ")


def test_the_answers_to_100_000_claims_are_the_same_to_the_byte(tmp_path: Path, pinned: Pinned) -> None:
    source, sink = tmp_path / "claims.jsonl", tmp_path / "answers.jsonl"
    lines = list(claims())
    source.write_bytes(b"\n".join(lines) + b"\n")
    call_command("compute_awards", "--in", str(source), "--out", str(sink))
    content = sink.read_bytes()
    found = summary(lines, content.splitlines())
    assert set(found["schemes"]) == {*generate.CODES, NONE} and len(generate.CODES) == 43
    assert COUNT // 5 < found["outcomes"]["invalid"] < COUNT * 3 // 10
    pinned("batch", {"sha256": hashlib.sha256(content).hexdigest(), **found})


def summary(lines: list[bytes], answers: list[bytes]) -> dict[str, Any]:
    """What tells where two files differ: a sum for each scheme, and the first answer of each outcome in full."""
    assert len(lines) == len(answers) == COUNT
    schemes: dict[str, Counter[str]] = {}
    sums: dict[str, Any] = {}
    firsts: dict[str, Any] = {}
    for line, answer in zip(lines, answers, strict=True):
        read = json.loads(answer, parse_int=str, parse_float=str)
        code = read["scheme"] if read["scheme"] in generate.CODES else NONE
        schemes.setdefault(code, Counter())[read["outcome"]] += 1
        sums.setdefault(code, hashlib.sha256()).update(answer + b"\n")
        firsts.setdefault(f"{code} {read['outcome']}", {"line": line.decode("utf-8", "backslashreplace"), **read})
    told = {code: {**_sorted(schemes[code]), "sha256": sums[code].hexdigest()} for code in sorted(schemes)}
    return {"outcomes": _sorted(sum(schemes.values(), Counter())), "schemes": told, "first": _sorted(firsts)}


def _sorted(rows: dict[str, Any]) -> dict[str, Any]:
    return {name: rows[name] for name in sorted(rows)}
