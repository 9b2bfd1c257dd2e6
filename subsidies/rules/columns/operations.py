"""The operations of a graph as calls of numpy, each writing its last argument."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from subsidies.rules.exact.values import Value

Array = NDArray[Any]
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


def copied(source: Array, target: Array) -> None:
    np.copyto(target, source, casting="unsafe")


def call_of(value: Value) -> Callable[..., Any]:
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
    "cast": copied,
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
