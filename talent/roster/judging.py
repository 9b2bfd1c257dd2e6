"""All that is wrong with the rows of a roster, before any of them is entered."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from core.sheets.cells import clears, is_empty
from core.values.keys import key_of
from enterprises.forms.fields import refuse_future
from talent.models import Engagement, Person
from talent.roster.reading import ANSWERED, ENGAGEMENT, HEADS, PERSON, StaffRow, said_of, values_of


def faults_of(rows: Sequence[StaffRow]) -> dict[int, list[str]]:
    """What is wrong with each row by its number: cells that cannot be read or cannot be, and what an earlier row says
    already."""
    repeats = _repeats(rows)
    told = ((row.number, [*row.faults, *_unfit(row), *repeats.get(row.number, ())]) for row in rows)
    return {number: list(dict.fromkeys(sentences)) for number, sentences in told}


def _unfit(row: StaffRow) -> list[str]:
    """What the register would not take, of the cells that can be read."""
    empty = {name for name in ANSWERED if _says_nothing(row.cells.get(name)) and name not in row.unread}
    left = [name for name in HEADS if name not in row.unread | empty]
    values = values_of(row.cells, left)
    person = Person(**{name: value for name, value in values.items() if name in PERSON})
    work = Engagement(**{name: value for name, value in values.items() if name in ENGAGEMENT})
    faults = [f"请填写{HEADS[name]}。" for name in HEADS if name in empty]
    for record, names in ((person, PERSON), (work, ENGAGEMENT)):
        faults += _refused(record, {field.name for field in record._meta.fields} - (set(names) & set(left)))
    if "hired_on" in values:
        said = _said(partial(refuse_future, values["hired_on"]))
        faults += [f"{HEADS['hired_on']}：{sentence}" for sentence in said]
    return faults


def _says_nothing(cell: Any) -> bool:
    """Whether what must be said of each person is not: empty, or asked to be emptied."""
    return is_empty(cell) or clears(cell)


def _refused(record: models.Model, without: set[str]) -> list[str]:
    """The faults of a record's fields and constraints, `without` those of fields about which nothing is known."""
    whole = partial(record.full_clean, exclude=without, validate_unique=False, validate_constraints=False)
    return _said(whole) + _said(partial(record.validate_constraints, exclude=without | {"key"}))


def _said(judge: Callable[[], None]) -> list[str]:
    try:
        judge()
    except ValidationError as error:
        return said_of(error)
    return []


def _repeats(rows: Iterable[StaffRow]) -> dict[int, list[str]]:
    """Rows that say again, or otherwise, what an earlier one of the sheet says."""
    people: dict[str, StaffRow] = {}
    stays: dict[tuple[str, str], int] = {}
    faults: dict[int, list[str]] = {}
    for row in rows:
        number, day = key_of(row.cells["person_no"]), row.cells["hired_on"]
        if not number or "person_no" in row.unread:
            continue
        known = people.setdefault(number, row)
        if key_of(known.cells["name"]) != key_of(row.cells["name"]):
            said = f"人才编号与第{known.number}行的相同，那一行的姓名是“{known.cells['name']}”，请核对。"
            faults.setdefault(row.number, []).append(said)
        first = stays.setdefault((number, day), row.number)
        if first != row.number:
            said = f"与第{first}行是同一人才、同一到岗日期，一份表中只能出现一次。"
            faults.setdefault(row.number, []).append(said)
    return faults
