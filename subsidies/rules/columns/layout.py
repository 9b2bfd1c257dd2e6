"""Where the values of a graph lie while it runs: which buffer each is written to, and when a buffer is free again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from subsidies.rules.columns.operations import NUMPY, call_of, copied
from subsidies.rules.exact.graph import Graph
from subsidies.rules.exact.values import Value

FILLED = ("min", "max", "select")


@dataclass(frozen=True, slots=True)
class Task:
    """One call: the function gets the slots in order, the last one is written."""

    call: Callable[..., Any]
    slots: tuple[int, ...]


class Layout:
    """The calls that make the values wanted from a graph, and the slots that they read and write."""

    def __init__(self, graph: Graph, wanted: Mapping[str, Value], block: int) -> None:
        self.graph, self.wanted, self.block = graph, dict(wanted), block
        self.slots: list[Any] = []
        self.tasks: list[Task] = []
        self.inputs: dict[str, int] = {}
        self.outputs: dict[str, int] = {}
        self._place: dict[int, int] = {}
        self._free: dict[str, list[int]] = {}
        self._lay_out()

    def _lay_out(self) -> None:
        order = self._order()
        last_use = self._last_uses(order)
        direct = self._direct_outputs()
        for step, place in enumerate(order):
            value = self.graph.values[place]
            target = direct.get(place)
            self._place[place] = self._make(value, target)
            for used in {self._root(arg) for arg in value.args}:
                if last_use.get(used) == step:
                    self._release(used)
        for name, value in self.wanted.items():
            if name not in self.outputs:
                self.outputs[name] = self._slot(None)
                self.tasks.append(Task(copied, (self._place[value.place], self.outputs[name])))

    def _order(self) -> list[int]:
        """The values that are needed, each after those that it is made of."""
        needed: set[int] = set()
        waiting = [value.place for value in self.wanted.values()]
        while waiting:
            place = waiting.pop()
            if place not in needed:
                needed.add(place)
                waiting.extend(self.graph.values[place].args)
        return sorted(needed)

    def _root(self, place: int) -> int:
        """The value whose array this one shares."""
        value = self.graph.values[place]
        return self._root(value.args[0]) if value.op == "same" else place

    def _last_uses(self, order: list[int]) -> dict[int, int]:
        """After which step an array is needed no more; what is wanted is kept to the end."""
        last: dict[int, int] = {}
        for step, place in enumerate(order):
            last.update((self._root(arg), step) for arg in self.graph.values[place].args)
        last.update((self._root(value.place), len(order) + 1) for value in self.wanted.values())
        return last

    def _direct_outputs(self) -> dict[int, int]:
        """Wanted values that can be written straight into the answer."""
        direct: dict[int, int] = {}
        for name, value in self.wanted.items():
            if value.op not in ("input", "constant", "same") and value.place not in direct:
                direct[value.place] = self.outputs[name] = self._slot(None)
        return direct

    def _slot(self, array: Any) -> int:
        self.slots.append(array)
        return len(self.slots) - 1

    def _buffer(self, dtype: str) -> int:
        free = self._free.setdefault(dtype, [])
        return free.pop() if free else self._slot(np.empty(self.block, NUMPY[dtype]))

    def _release(self, place: int) -> None:
        value = self.graph.values[place]
        slot = self._place[place]
        if value.op not in ("input", "constant", "same") and slot not in self.outputs.values():
            self._free.setdefault(value.dtype, []).append(slot)

    def _make(self, value: Value, target: int | None) -> int:
        if value.op == "input":
            return self.inputs.setdefault(value.extra, self._slot(None))
        if value.op == "constant":
            return self._slot(np.full(self.block, value.extra, NUMPY[value.dtype]))
        if value.op == "same":
            return self._place[value.args[0]]
        slot = self._buffer(value.dtype) if target is None else target
        args = tuple(self._argument(value, place) for place in value.args)
        self.tasks.append(Task(call_of(value), (*args, slot)))
        return slot

    def _argument(self, value: Value, place: int) -> int:
        """A constant beside a wider column gets that column's bits."""
        other = self.graph.values[place]
        if not other.constant or other.dtype in ("b1", "u1"):
            return self._place[place]
        kinds = [self.graph.values[arg].dtype for arg in value.args if not self.graph.values[arg].constant]
        numbers = [dtype for dtype in kinds if dtype in ("i1", "i4", "i8")]
        dtype = NUMPY[value.dtype if value.op == "select" or not numbers else numbers[0]]
        if value.op in FILLED:
            return self._slot(np.full(self.block, other.extra, dtype))
        return self._slot(dtype(other.extra))

    def bounds(self) -> dict[str, int]:
        """The most that a row of each input of numbers or codes may hold."""
        found = [value for value in self.graph.values if value.op == "input" and value.extra in self.inputs]
        return {value.extra: value.high for value in found if value.dtype != "b1" and ":" not in value.extra}
