"""Hold what was found against the expected file, and say in lines what differs."""

import difflib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

EXPECTED = Path(__file__).parent / "expected"
HOW = 'meant so? make test ARGS="tests/pins tests/permissions/test_matrix.py --rewrite-pins"'
SHOWN = 60
Pinned = Callable[[str, Any], None]


def hold(name: str, found: Any, *, rewrite: bool) -> None:
    """Compare JSON values with expected/<name>.json; with `rewrite` write the file instead."""
    path = EXPECTED / f"{name}.json"
    if rewrite:
        path.write_bytes((written(found) + "\n").encode("utf-8", "backslashreplace"))
        return
    expected = json.loads(path.read_text(encoding="utf-8"))
    lines = list(differences(expected, json.loads(written(found))))
    more = [f"… and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    assert not lines, "\n".join([f"{path.name} (- expected, + found):", *lines[:SHOWN], *more, HOW])


def differences(expected: Any, found: Any, where: str = "") -> Iterator[str]:
    """Every place where the two differ, with the way that leads there."""
    if isinstance(expected, dict) and isinstance(found, dict):
        yield from _of_objects(expected, found, where)
    elif _are_texts(expected) and _are_texts(found):
        yield from _of_texts(expected, found, where)
    elif isinstance(expected, list) and isinstance(found, list):
        numbered = [{str(place): row for place, row in enumerate(rows, 1)} for rows in (expected, found)]
        yield from _of_objects(*numbered, where)
    elif (type(expected), expected) != (type(found), found):
        yield f"{where}: - {_short(expected)}  + {_short(found)}"


def _of_objects(expected: dict[str, Any], found: dict[str, Any], where: str) -> Iterator[str]:
    for name in [*expected, *(name for name in found if name not in expected)]:
        here = f"{where} / {name}" if where else name
        if name not in found:
            yield f"{here}: - {_short(expected[name])}"
        elif name not in expected:
            yield f"{here}: + {_short(found[name])}"
        else:
            yield from differences(expected[name], found[name], here)


def _are_texts(rows: Any) -> bool:
    return isinstance(rows, list) and all(isinstance(row, str) for row in rows)


def _of_texts(expected: list[str], found: list[str], where: str) -> Iterator[str]:
    for line in list(difflib.unified_diff(expected, found, n=0, lineterm=""))[2:]:
        if not line.startswith("@@"):
            yield f"{where}: {line}"


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 300 else f"{text[:300]}…"


def written(value: Any, depth: int = 0) -> str:
    """JSON for people: what holds plain values alone stands on one line, an order of keys stays."""
    inner, outer = " " * (depth + 1), " " * depth
    if isinstance(value, dict) and _is_deep(value.values()):
        rows = [
            f"{inner}{json.dumps(str(key), ensure_ascii=False)}: {written(row, depth + 1)}"
            for key, row in value.items()
        ]
        return "{\n" + ",\n".join(rows) + f"\n{outer}}}"
    if isinstance(value, (list, tuple)) and (_is_deep(value) or len(value) > 8):
        return "[\n" + ",\n".join(f"{inner}{written(row, depth + 1)}" for row in value) + f"\n{outer}]"
    return json.dumps(value, ensure_ascii=False)


def _is_deep(values: Any) -> bool:
    return any(isinstance(row, (dict, list, tuple)) and row for row in values)
