"""A file of claims answered line by line: streamed, in order, each matter paid once over the whole file."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from typing import BinaryIO

from .lines import Answer, Block, answer_line, read_blocks
from .matters import PaidMatters
from .schema import Library

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Summary:
    """How many lines had which outcome."""

    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def lines(self) -> int:
        return self.outcomes.total()


def run_batch(
    make_library: Callable[[], Library],
    source: BinaryIO,
    sink: BinaryIO,
    *,
    jobs: int = 1,
    steps: bool = True,
    progress: Progress | None = None,
) -> Summary:
    """Answers every line of `source` in `sink`, in the same order.

    `make_library` gives the policies, in each process anew; `jobs` processes share the work; `steps=False` leaves the
    reckoning out; `progress` is told lines and bytes read. Memory does not grow with the number of lines.
    """
    lib, summary = make_library(), Summary()
    with closing(PaidMatters()) as paid:
        for block, answers in _answered(make_library, lib, read_blocks(source), jobs, steps):
            pay_matters_once(lib, block, answers, paid, steps=steps)
            sink.write(b"".join([answer.line + b"\n" for answer in answers]))
            summary.outcomes.update([answer.outcome for answer in answers])
            if progress:
                progress(len(block.lines), sum(map(len, block.lines)) + len(block.lines))
    return summary


def pay_matters_once(lib: Library, block: Block, answers: list[Answer], paid: PaidMatters, *, steps: bool) -> None:
    """The first payable line takes a matter; later lines with the same one are answered anew."""
    for place, answer in enumerate(answers):
        if answer.key is None:
            continue
        if answer.key in paid:
            line = block.lines[place]
            answers[place] = answer_line(lib, line, block.first + place, steps=steps, duplicate=True)
        elif answer.outcome == "payable":
            paid.add(answer.key)


def answer_block(lib: Library, block: Block, steps: bool) -> list[Answer]:
    """The answers to a block, each as if its matter were new."""
    return [answer_line(lib, line, block.first + place, steps=steps) for place, line in enumerate(block.lines)]


# ------------------------------------------------------------------ several processes
_library: Library | None = None


def _prepare(make_library: Callable[[], Library]) -> None:
    global _library
    _library = make_library()


def _work(steps: bool, block: Block) -> list[Answer]:
    if _library is None:
        raise RuntimeError("the process was not prepared")
    return answer_block(_library, block, steps)


def _answered(
    make_library: Callable[[], Library], lib: Library, blocks: Iterator[Block], jobs: int, steps: bool
) -> Iterator[tuple[Block, list[Answer]]]:
    """Each block with its answers, in order; with several processes only a few blocks are under way at a time."""
    if jobs <= 1:
        for block in blocks:
            yield block, answer_block(lib, block, steps)
        return
    with ProcessPoolExecutor(jobs, initializer=_prepare, initargs=(make_library,)) as pool:
        waiting: deque[tuple[Block, Future[list[Answer]]]] = deque()
        for block in blocks:
            waiting.append((block, pool.submit(partial(_work, steps), block)))
            if len(waiting) > 2 * jobs:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()
