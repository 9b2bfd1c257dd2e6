"""How long things may be. Limits only fall."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from launcher.house.sources import House, Module

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_CLASS = 150
MOST_LINES_OF_A_FUNCTION = 30
MOST_LINES_OF_A_ROOM = 2500

# Each folder of these is measured by itself.
WITH_ROOMS_OF_THEIR_OWN = {"subsidies.claims", "subsidies.office", "subsidies.rules"}


def breaches(house: House) -> Iterator[str]:
    """What is longer than it may be."""
    for row in house.written:
        if row.lines > MOST_LINES_OF_A_FILE:
            yield f"long file: {row.path}"
        yield from _long_definitions(row)
    yield from _large_rooms(house)


def _long_definitions(row: Module) -> Iterator[str]:
    for node in ast.walk(row.tree):
        if isinstance(node, ast.ClassDef) and _lines(node) > MOST_LINES_OF_A_CLASS:
            yield f"long class: {row.path}: {node.name}"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _lines(node) > MOST_LINES_OF_A_FUNCTION:
            yield f"long function: {row.path}: {node.name}"


def _lines(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _large_rooms(house: House) -> Iterator[str]:
    total: dict[str, int] = defaultdict(int)
    for row in house.modules.values():
        room = next((name for name in house.rooms if row.name == name or row.name.startswith(f"{name}.")), "")
        total[_part_of(room, row) if room in WITH_ROOMS_OF_THEIR_OWN else room] += row.lines
    for room, lines in total.items():
        if room and lines > MOST_LINES_OF_A_ROOM:
            yield f"large room, it asks for rooms: {room}"


def _part_of(room: str, module: Module) -> str:
    """The folder inside a room in which a module lies; the room itself for what lies loose in it."""
    folder, _, below = module.name.removeprefix(f"{room}.").partition(".")
    return f"{room}.{folder}" if below else room
