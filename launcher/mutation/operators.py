"""A kind of fault that cosmic-ray lacks: a call whose answer nobody takes is left out (a check, an entry, a lock)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cosmic_ray.plugins
from cosmic_ray.operators.operator import Example, Operator
from parso.python.tree import Keyword, PythonNode

Place = tuple[tuple[int, int], tuple[int, int]]


class RemoveCall(Operator):
    """A statement that is a call alone becomes `pass`."""

    def mutation_positions(self, node: Any) -> Iterator[Place]:
        if _is_call(node) and node.parent.type == "simple_stmt" and node.parent.children[0] is node:
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        return Keyword("pass", node.start_pos, prefix=node.get_first_leaf().prefix)

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("check(x)", "pass"),)


def _is_call(node: Any) -> bool:
    return (
        isinstance(node, PythonNode)
        and node.type in ("atom_expr", "power")
        and node.children[-1].get_first_leaf().value == "("
    )


class HouseOperators:
    """The provider that cosmic-ray asks; known by the name in front of an operator's."""

    names = ("RemoveCall",)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __getitem__(self, name: str) -> type[Operator]:
        return {"RemoveCall": RemoveCall}[name]


def provide() -> None:
    cosmic_ray.plugins.OPERATOR_PROVIDERS["house"] = HouseOperators()
