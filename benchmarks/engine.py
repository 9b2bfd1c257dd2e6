"""python -m benchmarks.engine: how fast the engine is, in memory and end to end, and how much memory it takes.

Everything runs in one process on one core; each size of the end-to-end measurement has a process of its own, so that
its memory can be told. Times are processor time, the best of a few rounds.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

import orjson

from benchmarks.claims import CODES, claim, columns, lines
from benchmarks.mixed import mixed_lines
from subsidies.policies import library
from subsidies.rules import amounts_many, evaluate, evaluate_many
from subsidies.rules.batch.batch import run_batch

SIZES = (10_000, 100_000, 1_000_000)
MANY = 1_000_000
ROUNDS = 5


def say(text: str = "") -> None:
    """One line, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Processor seconds of the quickest round."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


# ------------------------------------------------------------------ in memory
def by_columns() -> None:
    """Claims a second, arrays in and arrays out."""
    say(f"Columns, {MANY:,} claims of a scheme, arrays in and arrays out, one core (million claims a second)")
    say(f"  {'scheme':<8}{'amounts alone':>16}{'whole decisions':>18}")
    totals = [0.0, 0.0]
    for code in CODES:
        scheme = library().schemes[code]
        given = columns(scheme, MANY)
        times = [best(lambda: amounts_many(scheme, given)), best(lambda: evaluate_many(scheme, given))]  # noqa: B023
        totals = [total + seconds for total, seconds in zip(totals, times, strict=True)]
        say(f"  {code:<8}{MANY / times[0] / 1e6:>16.1f}{MANY / times[1] / 1e6:>18.1f}")
    say(f"  {'all four':<8}{len(CODES) * MANY / totals[0] / 1e6:>16.1f}{len(CODES) * MANY / totals[1] / 1e6:>18.1f}")


def flatness() -> None:
    """Time a claim at three sizes."""
    say("Columns, whole decisions: nanoseconds a claim by number of claims")
    for size in SIZES:
        total = 0.0
        for code in CODES:
            scheme = library().schemes[code]
            given = columns(scheme, size)
            total += best(lambda: evaluate_many(scheme, given))  # noqa: B023
        say(f"  {size:>9,}{total / size / len(CODES) * 1e9:>10.1f}")


def singly() -> None:
    """Single claims with their whole reckoning."""
    draw = random.Random(2)
    claims = [claim(number, draw) for number in range(4_000)]
    lib = library()

    def all_of_them(explain: bool) -> None:
        for item in claims:
            evaluate(lib, item, explain=explain)

    explained, bare = best(lambda: all_of_them(True)), best(lambda: all_of_them(False))
    say("Single claims a second")
    say(f"  explained, step by step {len(claims) / explained:>12,.0f}")
    say(f"  without steps           {len(claims) / bare:>12,.0f}")


# ------------------------------------------------------------------ end to end
def end_to_end() -> None:
    """The four schemes that are measured by columns too."""
    say("End to end, file to file, one core; orjson alone: parse each claim and write each answer")
    _by_size(lines)


def mixed() -> None:
    """Every scheme, and lines that cannot be right among them."""
    say("The same over all schemes mixed, a quarter of the lines invalid")
    _by_size(mixed_lines)


def _by_size(made: Callable[[int], Iterable[bytes]]) -> None:
    """Lines a second from file to file, beside what the JSON library alone needs, and the memory."""
    head = ("lines", "lines/s", "orjson alone", "share", "us a line", "no steps", "peak MB")
    say("  " + "".join(f"{word:>14}" for word in head))
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            source = Path(folder) / "claims.jsonl"
            with source.open("wb") as file:
                file.writelines(line + b"\n" for line in made(size))
            found = _in_own_process(source)
            alone = found["lines"] / found["json"]
            row = (f"{found['lines']:,}", f"{found['lines'] / found['steps']:,.0f}", f"{alone:,.0f}",
                   f"1/{found['steps'] / found['json']:.1f}", f"{found['steps'] / found['lines'] * 1e6:.2f}",
                   f"{found['lines'] / found['bare']:,.0f}", f"{found['peak']:.0f}")  # fmt: skip
            say("  " + "".join(f"{cell:>14}" for cell in row))


def _in_own_process(source: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.engine", str(source)], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(source: Path) -> dict[str, float]:
    """Seconds for the batch with and without steps, and for orjson alone; peak memory of the batch in MB."""
    answers = source.with_suffix(".out")
    rounds = 3 if source.stat().st_size < 50_000_000 else 1
    steps = best(lambda: _run(source, answers, True), rounds)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    count, json_alone = _json_alone(source, answers, rounds)
    bare = best(lambda: _run(source, answers, False), rounds)
    answers.unlink()
    return {"lines": count, "steps": steps, "bare": bare, "json": json_alone, "peak": peak}


def _run(source: Path, answers: Path, steps: bool) -> None:
    with source.open("rb") as claims, answers.open("wb") as sink:
        run_batch(library, claims, sink, steps=steps)


def _json_alone(source: Path, answers: Path, rounds: int) -> tuple[int, float]:
    """Parsing every claim and writing every answer, a block at a time; reading the answers in is not counted."""
    count, total = 0, 0.0
    with source.open("rb") as claims, answers.open("rb") as sink:
        while block := list(islice(claims, 8192)):
            replies = [orjson.loads(line) for line in islice(sink, len(block))]
            total += best(lambda: _parse_and_write(block, replies), rounds)  # noqa: B023
            count += len(block)
    return count, total


def _parse_and_write(block: list[bytes], replies: list[object]) -> None:
    for line in block:
        try:  # noqa: SIM105
            orjson.loads(line)
        except orjson.JSONDecodeError:
            pass
    for reply in replies:
        orjson.dumps(reply)


def main() -> None:
    """All measurements, or those of one file."""
    if len(sys.argv) > 1:
        say(json.dumps(measure(Path(sys.argv[1]))))
        return
    for part in (by_columns, flatness, singly, end_to_end, mixed):
        part()
        say()


if __name__ == "__main__":
    main()
