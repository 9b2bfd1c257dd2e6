"""Claims whose records bear the number of the claimed one's paper, whatever the thing or the party is called there."""

import re
from collections.abc import Iterator
from typing import Any

from core.values.keys import key_of
from core.values.text import CanonicalCharField
from enterprises.registers.register import registers
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED

SAME, SAME_DIGITS = "编号相同", "编号中的数字相同"
FEWEST_DIGITS = 5  # a year and a number; fewer are alike by chance
_NUMBER = re.compile(r"(?:_no|number)\Z")
_NO_DIGIT = re.compile(r"[^0-9]")


def same_number(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """Those of the claims whose record has a number of the claimed one's: the same, or for the same applicant one with
    the same digits, since what stands around them is often left out or put before."""
    register, _, own = claim.record.partition(":")
    fields = _fields_of(register)
    if not fields or not own.isdecimal():
        return
    records = {
        pk: (int(record.rpartition(":")[2]), applicant)
        for pk, record, applicant in rows.filter(record__startswith=f"{register}:").values_list(
            "pk", "record", "applicant"
        )[:MOST_COMPARED]
    }
    numbers = _numbers(register, fields, {int(own), *(record for record, _ in records.values())})
    mine = numbers.get(int(own), {})
    for pk, (record, applicant) in records.items():
        if record == int(own):
            continue
        theirs = numbers.get(record, {})
        if any(mine[name] == theirs.get(name) for name in mine):
            yield pk, SAME
        elif applicant == claim.applicant_id and any(_digits_alike(mine[name], theirs.get(name, "")) for name in mine):
            yield pk, SAME_DIGITS


def _digits_alike(one: str, other: str) -> bool:
    digits = _NO_DIGIT.sub("", one)
    return len(digits) >= FEWEST_DIGITS and digits == _NO_DIGIT.sub("", other)


def _fields_of(register: str) -> list[str]:
    """The fields of a register's records that hold the number of a paper."""
    if register not in registers():
        return []
    fields = registers()[register].model._meta.fields
    return [row.name for row in fields if isinstance(row, CanonicalCharField) and _NUMBER.search(row.name)]


def _numbers(register: str, fields: list[str], pks: set[int]) -> dict[int, dict[str, str]]:
    """By record and field: the key of the number, where it has one."""
    manager: Any = registers()[register].model._default_manager  # the model is known at run time
    rows = manager.filter(pk__in=pks).values_list("pk", *fields)
    return {
        pk: {name: key for name, text in zip(fields, texts, strict=True) if (key := key_of(text))}
        for pk, *texts in rows
    }
