"""What a name of a module stands for: its own constants and those that it imports, taken apart."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from launcher.house.literals import last_name
from launcher.house.sources import House, Module

COLLECTING = {"frozenset", "set", "tuple", "list", "dict", "MappingProxyType"}
Constants = Mapping[str, ast.expr]


def parts(node: ast.expr, constants: Constants, seen: frozenset[str] = frozenset()) -> Iterator[ast.expr]:
    """The node itself; of a collection or a sum its parts, however deep; of a name that which it stands for."""
    name = ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""
    if name in constants and name not in seen:
        yield from parts(constants[name], constants, seen | {name})
        return
    inside = _inside(node)
    for part in inside or ():
        yield from parts(part, constants, seen)
    if inside is None:
        yield node


def _inside(node: ast.expr) -> list[ast.expr] | None:
    match node:
        case ast.Tuple(elts=found) | ast.List(elts=found) | ast.Set(elts=found):
            return found
        case ast.Dict(keys=keys):
            return [key for key in keys if key]
        case ast.Starred(value=value):
            return [value]
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.Call(func=func, args=found) if last_name(func) in COLLECTING:
            return found
        case _:
            return None


def constants_of(house: House, row: Module, above: frozenset[str] = frozenset()) -> Constants:
    """The constants of a module and those that it imports, by the names that it calls them by: `X`, `module.X`."""
    found: dict[str, ast.expr] = {}
    for node in row.tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                name, whole = alias.asname or alias.name, f"{node.module}.{alias.name}"
                if whole in house.modules:
                    theirs = _theirs(house, whole, above | {row.name})
                    found |= {f"{name}.{inner}": value for inner, value in theirs.items()}
                elif alias.name in (theirs := _theirs(house, node.module, above | {row.name})):
                    found[name] = theirs[alias.name]
    return found | _own(row)


def _theirs(house: House, name: str, above: frozenset[str]) -> dict[str, ast.expr]:
    """The constants of another module, each as the parts that it has there; none where the way leads in a circle."""
    if name in above or name not in house.modules:
        return {}
    if name not in house.constants:
        known = constants_of(house, house.modules[name], above)
        house.constants[name] = {key: ast.Tuple(list(parts(value, known))) for key, value in known.items()}
    return house.constants[name]


def _own(row: Module) -> dict[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for node in row.tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            found |= _assigned(node.targets[0], node.value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            found |= _assigned(node.target, node.value)
    return found


def _assigned(target: ast.expr, value: ast.expr) -> dict[str, ast.expr]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=False)
        return {name.id: part for name, part in pairs if isinstance(name, ast.Name)}
    return {target.id: value} if isinstance(target, ast.Name) else {}
