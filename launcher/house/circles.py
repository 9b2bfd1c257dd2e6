"""No circle of files: neither through imports at the top nor through those inside functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from launcher.house.sources import House, Module

Graph = Mapping[str, set[str]]


def breaches(house: House) -> Iterator[str]:
    """One line for each circle, with the files in it."""
    for circle in circles_of(graph_of(house)):
        yield f"circle of files: {' '.join(circle)}"


def graph_of(house: House) -> Graph:
    """Who imports whom. A file that imports through the face of its own package is not tied to the face by that: a
    face only hands on, and imports its own files by design."""
    graph = {}
    for row in house.written:
        wanted = {_nearest(name, house) for name in imported(row)} - {"", row.name}
        graph[row.name] = {name for name in wanted if not row.name.startswith(f"{name}.")}
    return graph


def imported(module: Module) -> Iterator[str]:
    """Every dotted name that a module imports, anywhere in it."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(module, node)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _base(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.package.split(".")
    return ".".join([*parts[: len(parts) - node.level + 1], *([node.module] if node.module else [])])


def _nearest(name: str, house: House) -> str:
    while name and name not in house.modules and name not in house.tools:
        name = name.rpartition(".")[0]
    return name


def circles_of(graph: Graph) -> list[list[str]]:
    """The strongly connected parts of more than one file, sorted (Tarjan, without recursion)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    found: list[list[str]] = []
    for start in sorted(graph):
        if start not in order:
            _walk(graph, start, order, low, open_, found)
    return sorted(found)


def _walk(
    graph: Graph, start: str, order: dict[str, int], low: dict[str, int], open_: list[str], found: list[list[str]]
) -> None:
    path = [(start, iter(sorted(graph[start])))]
    order[start] = low[start] = len(order)
    open_.append(start)
    while path:
        here, ways = path[-1]
        following = next(ways, None)
        if following is None:
            path.pop()
            if path:
                low[path[-1][0]] = min(low[path[-1][0]], low[here])
            if low[here] == order[here]:
                found.extend(_closed(here, open_))
        elif following not in order:
            order[following] = low[following] = len(order)
            open_.append(following)
            path.append((following, iter(sorted(graph[following]))))
        elif following in open_:
            low[here] = min(low[here], order[following])


def _closed(first: str, open_: list[str]) -> Iterator[list[str]]:
    at = open_.index(first)
    circle = sorted(open_[at:])
    del open_[at:]
    if len(circle) > 1:
        yield circle
