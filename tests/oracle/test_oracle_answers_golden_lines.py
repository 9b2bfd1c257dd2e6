"""The oracle itself stands on the worked cases, run as one file in their order."""

import json
from pathlib import Path
from typing import Any

from tests.oracle import run

GOLDEN = Path(__file__).parent.parent / "golden.jsonl"
CLAIM_BEGINS = '{"claim": '


def claim_as_written(line: str) -> bytes:
    """The characters of the claim, so that its numbers stay as they are."""
    assert line.startswith(CLAIM_BEGINS)
    _, end = json.JSONDecoder().raw_decode(line, len(CLAIM_BEGINS))
    return line[len(CLAIM_BEGINS) : end].encode()


def expected(line: str) -> dict[str, Any]:
    """What the worked case says."""
    expect: dict[str, Any] = json.loads(line)["expect"]
    return expect


def test_oracle_answers_every_golden_line() -> None:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    answers = run.run(claim_as_written(line) for line in lines)
    for line, answer in zip(lines, answers, strict=True):
        for name, value in expected(line).items():
            if value is None and name == "reasons":
                assert answer["reasons"], line
            else:
                assert answer[name] == value, line
