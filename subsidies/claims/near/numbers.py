"""Claims whose records bear the number of the claimed one's paper, whatever the thing or the party is called there."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from core.likeness.comparing import SHORTEST, one_off
from core.values.keys import key_of
from core.values.text import CanonicalCharField
from enterprises.registers.register import registers
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED

SAME, SAME_DIGITS, ONE_OFF = "编号相同", "编号中的数字相同", "当事人相同、编号只差一个字符"
FEWEST_DIGITS = 5  # a year and a number; fewer are alike by chance
_NUMBER = re.compile(r"(?:_no|number)\Z")
_NO_DIGIT = re.compile(r"[^0-9]")
Keys = Mapping[str, str]  # by field


def same_number(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """Those of the claims whose record has a number of the claimed one's: the same, or for the same applicant one with
    the same digits, since what stands around them is often left out or put before."""
    fields = _number_fields(claim.record)
    for pk, is_own, mine, theirs in _pairs(claim, rows, fields):
        if _any(mine, theirs, str.__eq__):
            yield pk, SAME
        elif is_own and _any(mine, theirs, _digits_alike):
            yield pk, SAME_DIGITS


def one_off_between_parties(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """Those whose record names one of the claimed one's parties under a number that differs in one character."""
    numbers, parties = _number_fields(claim.record), _party_fields(claim.record)
    for pk, _, mine, theirs in _pairs(claim, rows, [*numbers, *parties] if parties else []):
        named = {mine.get(name, "") for name in parties} & {theirs.get(name, "") for name in parties} - {""}
        if named and _any(_only(mine, numbers), theirs, _slip):
            yield pk, ONE_OFF


def _pairs(claim: Claim, rows: ClaimQuerySet, fields: list[str]) -> Iterator[tuple[int, bool, Keys, Keys]]:
    """Each claim about another record of that register: whether it is the applicant's own, the keys of the fields of
    the claimed record, and of its own."""
    register, _, own = claim.record.partition(":")
    if not fields or not own.isdecimal():
        return
    compared = rows.filter(record__startswith=f"{register}:").exclude(record=claim.record)
    found = list(compared.values_list("pk", "applicant", "record")[:MOST_COMPARED])
    records = [int(record.rpartition(":")[2]) for _, _, record in found]
    known = _known(register, fields, {int(own), *records})
    thing, mine = known.get(int(own), ("", {}))
    for (pk, applicant, _), record in zip(found, records, strict=True):
        other, theirs = known.get(record, ("", {}))
        if other != thing:  # of the very same thing both claims stop, which is said elsewhere
            yield pk, applicant == claim.applicant_id, mine, theirs


def _known(register: str, fields: list[str], pks: set[int]) -> dict[int, tuple[str, Keys]]:
    """By record: which thing it is, and its keys."""
    manager: Any = registers()[register].model._default_manager  # the model is known at run time
    rows = manager.filter(pk__in=pks).values_list("pk", "identity", *fields)
    return {pk: (identity, _named(zip(fields, texts, strict=True))) for pk, identity, *texts in rows}


def _named(texts: Iterable[tuple[str, str]]) -> Keys:
    return {name: key for name, text in texts if (key := key_of(text))}


def _any(mine: Keys, theirs: Keys, alike: Callable[[str, str], bool]) -> bool:
    return any(alike(key, theirs[name]) for name, key in mine.items() if name in theirs)


def _only(keys: Keys, names: list[str]) -> Keys:
    return {name: keys[name] for name in names if name in keys}


def _digits_alike(one: str, other: str) -> bool:
    digits = _NO_DIGIT.sub("", one)
    return len(digits) >= FEWEST_DIGITS and digits == _NO_DIGIT.sub("", other)


def _slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= SHORTEST and one_off(one, other)


def _number_fields(record: str) -> list[str]:
    """The fields of a register's records that hold the number of a paper."""
    entry = registers().get(record.partition(":")[0])
    fields = entry.model._meta.fields if entry else ()
    return [row.name for row in fields if isinstance(row, CanonicalCharField) and _NUMBER.search(row.name)]


def _party_fields(record: str) -> list[str]:
    """The fields that name the sides of a record between two."""
    entry = registers().get(record.partition(":")[0])
    return [*entry.parties] if entry else []
