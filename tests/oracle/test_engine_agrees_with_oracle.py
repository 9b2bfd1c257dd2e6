"""The engine and the oracle answer thousands of hard lines alike: outcome, figures, reasons, basis, id and order."""

import json
from collections.abc import Iterable
from io import BytesIO

import pytest

from subsidies.policies import library
from subsidies.rules.batch.batch import run_batch
from tests.oracle import generate, reading, run
from tests.oracle.comparing import differences


def answers(data: bytes, *, jobs: int, steps: bool) -> list[bytes]:
    """What the engine writes for a file, line by line."""
    sink = BytesIO()
    run_batch(library, BytesIO(data), sink, jobs=jobs, steps=steps)
    written = sink.getvalue().split(b"\n")
    assert written.pop() == b""
    return written


def as_file(lines: Iterable[bytes]) -> bytes:
    """Each line with its LF."""
    return b"".join(line + b"\n" for line in lines)


@pytest.mark.parametrize(
    ("seed", "count", "jobs", "steps"),
    [(101, 5000, 1, True), (102, 3000, 1, False), (103, 3000, 2, False), (104, 3000, 2, True)],
    ids=["whole", "without-steps", "two-processes", "two-processes-whole"],
)
def test_engine_agrees_with_oracle(seed: int, count: int, jobs: int, steps: bool) -> None:
    lines = list(generate.lines(seed, count))
    written = answers(as_file(lines), jobs=jobs, steps=steps)
    for raw, theirs, ours in zip(lines, written, run.run(lines), strict=True):
        assert differences(ours, json.loads(theirs)) == [], raw


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\r\n", b"\n\n", b"{}", b"{}\r", b"{}\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf{}\n"]
)
def test_ends_of_files_are_cut_alike(data: bytes) -> None:
    ours = list(run.run(reading.lines(data)))
    theirs = [json.loads(line) for line in answers(data, jobs=1, steps=True)]
    assert [differences(*both) for both in zip(ours, theirs, strict=True)] == [[]] * len(ours)
