"""Running a graph over columns: block by block so that what is worked on stays in the cache, buffers used again."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any

import numpy as np

from subsidies.rules.columns.layout import Layout
from subsidies.rules.columns.operations import NUMPY, Array
from subsidies.rules.exact.graph import Graph
from subsidies.rules.exact.values import Value

BLOCK = 16384


class Kernel:
    """A graph with the values wanted from it, ready to run."""

    def __init__(self, graph: Graph, wanted: Mapping[str, Value], block: int = BLOCK) -> None:
        made = Layout(graph, wanted, block)
        self.wanted, self.block = made.wanted, block
        self.slots, self.tasks, self.inputs, self.outputs = made.slots, made.tasks, made.inputs, made.outputs
        self.bounds = made.bounds()
        self.uses, self.lock = self._uses(), Lock()
        self.calls: dict[int, list[tuple[Any, list[Any]]]] = {}

    def run(self, columns: Mapping[str, Array], count: int) -> dict[str, Array]:
        """The wanted columns for `count` rows of the given ones."""
        answers: dict[str, Array] = {name: np.empty(count, NUMPY[value.dtype]) for name, value in self.wanted.items()}
        self.run_into(columns, answers, count)
        return answers

    def run_into(self, columns: Mapping[str, Array], answers: Mapping[str, Array], count: int) -> None:
        """The same, into arrays of the caller. One thread at a time: the buffers are shared."""
        moving = [(array, self.uses[slot]) for slot, array in self._moving(columns, answers) if slot in self.uses]
        with self.lock:
            for start in range(0, count, self.block):
                end = min(start + self.block, count)
                calls = self._kept(end - start)
                for array, uses in moving:
                    part = array[start:end]
                    for task, place in uses:
                        calls[task][1][place] = part
                for call, arguments in calls:
                    call(*arguments)
            for kept in self.calls.values():  # nothing of the caller is kept
                for _, uses in moving:
                    for task, place in uses:
                        kept[task][1][place] = None

    def _moving(self, columns: Mapping[str, Array], answers: Mapping[str, Array]) -> list[tuple[int, Array]]:
        """The slots whose arrays change from block to block, with the whole arrays."""
        given = [(slot, columns[name]) for name, slot in self.inputs.items()]
        return given + [(slot, answers[name]) for name, slot in self.outputs.items()]

    def _kept(self, count: int) -> list[tuple[Any, list[Any]]]:
        """The calls for whole blocks, and those of the last size that was smaller."""
        if count not in self.calls:
            self.calls = {size: calls for size, calls in self.calls.items() if size == self.block}
            self.calls[count] = self._calls(count)
        return self.calls[count]

    def _calls(self, count: int) -> list[tuple[Any, list[Any]]]:
        """The calls with their arrays, for blocks of so many rows."""
        slots = self.slots
        if count < self.block:
            slots = [slot[:count] if isinstance(slot, np.ndarray) else slot for slot in slots]
        return [(task.call, [slots[slot] for slot in task.slots]) for task in self.tasks]

    def _uses(self) -> dict[int, list[tuple[int, int]]]:
        """Where each slot that changes from block to block stands: the task, and the place among its arguments."""
        moving = {*self.inputs.values(), *self.outputs.values()}
        uses: dict[int, list[tuple[int, int]]] = {}
        for number, task in enumerate(self.tasks):
            for place, slot in enumerate(task.slots):
                if slot in moving:
                    uses.setdefault(slot, []).append((number, place))
        return uses
