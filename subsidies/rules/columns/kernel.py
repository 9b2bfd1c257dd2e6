"""Running a graph over columns: block by block so that what is worked on stays in the cache, buffers used again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from subsidies.rules.exact.graph import Graph
from subsidies.rules.exact.values import Value

Array = NDArray[Any]
BLOCK = 16384
NUMPY = {"b1": np.bool_, "i1": np.int8, "i4": np.int32, "i8": np.int64, "u1": np.uint8, "ip": np.intp}
TWO: Mapping[str, Any] = {
    "add": np.add,
    "subtract": np.subtract,
    "multiply": np.multiply,
    "min": lambda one, two, out: np.minimum(one, two, out=out),
    "max": lambda one, two, out: np.maximum(one, two, out=out),
    "==": np.equal,
    "!=": np.not_equal,
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "and": np.logical_and,
    "or": np.logical_or,
    "gather": np.bitwise_or,
}
_NONE = np.uint8(0)
FILLED = ("min", "max", "select")


@dataclass(frozen=True, slots=True)
class Task:
    """One call: the function gets the slots in order, the last one is written."""

    call: Callable[..., Any]
    slots: tuple[int, ...]


class Kernel:
    """A graph with the values wanted from it, ready to run."""

    def __init__(self, graph: Graph, wanted: Mapping[str, Value], block: int = BLOCK) -> None:
        self.graph, self.wanted, self.block = graph, dict(wanted), block
        self.slots: list[Any] = []
        self.tasks: list[Task] = []
        self.inputs: dict[str, int] = {}
        self.outputs: dict[str, int] = {}
        self._place: dict[int, int] = {}
        self._free: dict[str, list[int]] = {}
        self._lay_out()
        self.bounds = self._bounds()
        self.uses, self.lock = self._uses(), Lock()
        self.calls: dict[int, list[tuple[Any, list[Any]]]] = {}

    # -- making
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
                self.tasks.append(Task(_copy, (self._place[value.place], self.outputs[name])))

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
        self.tasks.append(Task(_call(value), (*args, slot)))
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

    def _bounds(self) -> dict[str, int]:
        """The most that a row of each input of numbers or codes may hold."""
        found = [value for value in self.graph.values if value.op == "input" and value.extra in self.inputs]
        return {value.extra: value.high for value in found if value.dtype != "b1" and ":" not in value.extra}

    # -- running
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


def _copy(source: Array, target: Array) -> None:
    np.copyto(target, source, casting="unsafe")


def _call(value: Value) -> Callable[..., Any]:
    """The function of one operation."""
    if value.op in TWO:
        call: Callable[..., Any] = TWO[value.op]
        return call
    if value.op in OTHERS:
        return OTHERS[value.op]
    if value.op == "table":
        return _table(np.array(value.extra, NUMPY[value.dtype]))
    factor: Any = np.array(value.extra, NUMPY[value.dtype])[()]
    if value.op == "times":
        return lambda one, out: np.multiply(one, factor, out)
    if value.op == "floor":
        return _floor(value.extra, factor)
    if value.op == "weigh":
        return lambda one, out: np.multiply(one.view(np.uint8), factor, out)
    raise ValueError(value.op)


def _select(test: Array, one: Array, two: Array, out: Array) -> None:
    np.copyto(out, two)
    np.copyto(out, one, where=test)


OTHERS: Mapping[str, Callable[..., Any]] = {
    "not": np.logical_not,
    "cast": _copy,
    "select": _select,
    "some": lambda one, out: np.not_equal(one, _NONE, out),
    "mask": lambda one, where, out: np.multiply(one, where.view(np.uint8), out),
}


def _floor(divisor: int, factor: Any) -> Callable[..., Any]:
    if divisor & (divisor - 1) == 0:
        shift = divisor.bit_length() - 1
        return lambda one, out: np.right_shift(one, shift, out)
    return lambda one, out: np.floor_divide(one, factor, out)


def _table(numbers: Array) -> Callable[..., Any]:
    return lambda index, out: numbers.take(index, out=out, mode="clip")
