"""Whom claims are about, where their records are records of somebody."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from core.values.keys import key_of
from enterprises.registers.register import registers


def people_of(records: Iterable[str]) -> dict[str, tuple[str, str]]:
    """By the name of a record (engagement:12): the certified person that it is about, and what that is called; nothing
    where it is about none, or about one whom no office has compared with a paper."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for name in records:
        register, _, number = name.partition(":")
        if number.isdecimal():
            wanted[register].append(int(number))
    found: dict[str, tuple[str, str]] = {}
    for register, numbers in wanted.items():
        model = registers()[register].model if register in registers() else None
        if model is None or all(field.name != "person" for field in model._meta.fields):
            continue
        manager: Any = model._default_manager  # the model is known at run time
        rows = manager.filter(pk__in=numbers, person__certified=True)
        for pk, identity, name in rows.values_list("pk", "person__identity", "person__name"):
            found[f"{register}:{pk}"] = (identity, key_of(name))
    return found
