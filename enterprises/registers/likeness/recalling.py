"""How records of a register read before they were put right, they and what they rest on: what was paid for is told by
what it was called then."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from core.audit.recalling import Said, changes_of
from enterprises.registers.likeness.fields import Marks
from enterprises.registers.register import registers

_NO_DIGIT = re.compile("[^0-9]")
Row = dict[str, Any]


def versions_of(marks: Marks, rows: Mapping[int, Row]) -> dict[int, list[Row]]:
    """By key: a record as it reads now, and as it read before each change, the newest first."""
    found: dict[int, list[Row]] = {pk: [row] for pk, row in rows.items()}
    hung: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
    for path, kind in marks.kinds.items():
        for pk, row in rows.items():
            if (key := row[f"{path}pk"]) is not None:
                hung[kind, key].append((pk, path))
    asked: dict[str, set[int]] = defaultdict(set)
    for kind, key in hung:
        asked[kind].add(key)
    for kind, key, said in changes_of(asked):
        for pk, path in hung[kind, key]:
            if was := _compared(marks, path, said):
                found[pk].append({**found[pk][-1], **was})
    return _with_wholes_then(marks, found)


def _with_wholes_then(marks: Marks, found: dict[int, list[Row]]) -> dict[int, list[Row]]:
    """The same, each reading with the record that it rested on then, where that was another one."""
    for path, kind in marks.kinds.items():
        key = f"{path}pk"
        others = {row[key] for rows in found.values() for row in rows[1:] if row[key] != rows[0][key]} - {None}
        names = [name.removeprefix(path) for name in marks.columns if name.startswith(path)]
        manager: Any = registers()[kind].model._default_manager  # the model is known at run time
        then = {row["pk"]: row for row in manager.filter(pk__in=others).values(*names)} if others else {}
        for rows in found.values() if then else ():
            rows[1:] = [row | {path + name: said for name, said in then.get(row[key], {}).items()} for row in rows[1:]]
    return found


def _compared(marks: Marks, path: str, said: Said) -> dict[str, Any]:
    """Of what stood there what is compared, by its path from the record."""
    columns = marks.columns
    return {path + name: _read(name, text) for name, text in said.items() if path + name in columns}


def _read(name: str, text: str) -> Any:
    """As the field has it: keys as numbers; money, which the trail says in yuan with two places or in fen, in fen."""
    digits = _NO_DIGIT.sub("", text)
    return (int(digits) if digits else None) if name.endswith(("_fen", "__pk")) else text
