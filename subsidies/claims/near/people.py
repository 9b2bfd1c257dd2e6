"""Whom claims are about, where their records are records of somebody."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from core.likeness.comparing import one_off
from core.values.keys import key_of
from enterprises.registers.register import registers
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED

SAME_NAME, SAME_NUMBER = "姓名相同、编号不同", "人才编号相同、姓名不同"
SAME_PERSON = "同一人才（人才编号相同）"
SHORTEST_NAME = 3  # of shorter names too many differ in one character


def people_of(records: Iterable[str], *, declared: bool = False) -> dict[str, tuple[str, str]]:
    """By the name of a record (engagement:12): the certified person that it is about, and what that is called; nothing
    where it is about none, or about one whom no office has compared with a paper, unless those are wanted too
    (`declared`)."""
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
        rows = manager.filter(pk__in=numbers, **({} if declared else {"person__certified": True}))
        for pk, identity, name in rows.values_list("pk", "person__identity", "person__name"):
            found[f"{register}:{pk}"] = (identity, key_of(name))
    return found


def the_same_person(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """Those of the claims that are about the very person, whoever employs it, and in which words."""
    own = people_of([claim.record], declared=True).get(claim.record)
    if own is None:
        return
    claims = dict(rows.values_list("pk", "record")[:MOST_COMPARED])
    people = people_of(set(claims.values()), declared=True)
    for pk, record in claims.items():
        identity, name = people.get(record, ("", ""))
        if identity == own[0]:
            yield pk, SAME_PERSON if name == own[1] else SAME_NUMBER


def namesakes(claim: Claim, rows: ClaimQuerySet) -> Iterator[int]:
    """Those of the claims that are about somebody of the same name under another number, whoever employs them: one
    person with two numbers (of its talent, of its insurance) would be paid for twice."""
    own = people_of([claim.record], declared=True).get(claim.record)
    if own is None:
        return
    claims = dict(rows.values_list("pk", "record")[:MOST_COMPARED])
    people = people_of(set(claims.values()), declared=True)
    for pk, record in claims.items():
        identity, name = people.get(record, own)
        if identity != own[0] and name == own[1]:
            yield pk


def about_others(claim: Claim, records: Mapping[int, str]) -> set[int]:
    """Of other claims with the names of their records (engagement:12): those that are about somebody of another name
    under another number. A record that is gone may be of the same person."""
    people = people_of({claim.record, *records.values()}, declared=True)
    own = people.get(claim.record)
    if own is None:
        return set()
    known = {pk: people[record] for pk, record in records.items() if record in people}
    return {pk for pk, (identity, name) in known.items() if identity != own[0] and not _alike(name, own[1])}


def _alike(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= SHORTEST_NAME and one_off(one, other))
