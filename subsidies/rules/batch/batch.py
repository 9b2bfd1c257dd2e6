"""A file of claims answered line by line: streamed, in order, each matter paid once over the whole file."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from typing import BinaryIO

from subsidies.rules.batch.answering import BLOCK_LINES, FEWER_LINES, Answerer, Answers, LineBlock, read_blocks
from subsidies.rules.batch.paid import PaidMatters
from subsidies.rules.library import Library
from subsidies.rules.model.kinds import Outcome

WRITTEN_AT_ONCE = 2_048  # lines: larger pieces are fresh memory each time
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class BatchSummary:
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
) -> BatchSummary:
    """Answers every line of `source` in `sink`, in the same order.

    `make_library` gives the policies, in each process anew; `jobs` processes share the work; `steps=False` leaves the
    reckoning out; `progress` is told lines and bytes read. Memory does not grow with the number of lines.
    """
    answerer, summary = Answerer(make_library(), steps=steps), BatchSummary()
    with closing(PaidMatters()) as paid:
        for block, answers in _answered(
            make_library, answerer, read_blocks(source, BLOCK_LINES if jobs <= 1 else FEWER_LINES), jobs
        ):
            pay_matters_once(answerer, block, answers, paid)
            for start in range(0, len(answers.lines), WRITTEN_AT_ONCE):
                sink.write(b"\n".join([*answers.lines[start : start + WRITTEN_AT_ONCE], b""]))
            summary.outcomes.update(answers.outcomes)
            if progress:
                progress(len(block.lines), sum(map(len, block.lines)) + len(block.lines))
    return summary


def pay_matters_once(answerer: Answerer, block: LineBlock, answers: Answers, paid: PaidMatters) -> None:
    """The first payable line takes a matter; later lines with the same one are answered anew."""
    for place in sorted(answers.keys):
        key = answers.keys[place]
        if key in paid:
            answerer.answer_again(block, place, answers, duplicate=True)
        elif answers.outcomes[place] == Outcome.PAYABLE:
            paid.add(key)


# ------------------------------------------------------------------ several processes
_answerer: Answerer | None = None


def _prepare(make_library: Callable[[], Library], steps: bool) -> None:
    global _answerer
    _answerer = Answerer(make_library(), steps=steps)


def _work(block: LineBlock) -> Answers:
    if _answerer is None:
        raise RuntimeError("the process was not prepared")
    return _answerer.answer(block)


def _answered(
    make_library: Callable[[], Library], answerer: Answerer, blocks: Iterator[LineBlock], jobs: int
) -> Iterator[tuple[LineBlock, Answers]]:
    """Each block with its answers, in order; with several processes only a few blocks are under way at a time."""
    if jobs <= 1:
        for block in blocks:
            yield block, answerer.answer(block)
        return
    with ProcessPoolExecutor(jobs, initializer=_prepare, initargs=(make_library, answerer.steps)) as pool:
        waiting: deque[tuple[LineBlock, Future[Answers]]] = deque()
        for block in blocks:
            waiting.append((block, pool.submit(_work, block)))
            if len(waiting) > 2 * jobs:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()
