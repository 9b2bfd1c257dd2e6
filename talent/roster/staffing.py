"""An employer enters its people: each a person and an engagement, all of a sheet or none."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from core import audit
from core.values.verdict import Refused, require
from enterprises.applicants.permissions import can_edit
from enterprises.models import Applicant, ConsentSubject
from enterprises.privacy.consenting import agree
from enterprises.registers.declaring import declare
from talent.models import Engagement, Person
from talent.roster.judging import faults_of
from talent.roster.reading import ENGAGEMENT, PERSON, StaffRow, said_of, values_of

NOT_TOLD = "请确认已把《个人信息告知书》告知名册所列人员。"


class Faulty(Exception):
    """Rows with faults; nothing was written."""

    def __init__(self, rows: Sequence[StaffRow]) -> None:
        super().__init__("faulty rows")
        self.rows = rows


def try_out(*, applicant: Applicant, rows: Iterable[StaffRow], by: Actor) -> list[StaffRow]:
    """The rows with what is wrong in each, as if they were entered now; nothing stays written."""
    with transaction.atomic():
        with audit.held_back() as held:
            found = _enter_each(applicant, rows, by)
            held.drop()
        transaction.set_rollback(True)
    return found


@transaction.atomic
@audit.held_back()
def enter_staff(*, applicant: Applicant, rows: Sequence[StaffRow], told: bool, by: Actor) -> int:
    """Enter all rows, with the declaration that these people were told; how many.

    Raises Refused without that declaration or for other people, Faulty (nothing written) when a row cannot stand.
    """
    require(can_edit(by, applicant))
    if not told:
        raise Refused(NOT_TOLD)
    found = _enter_each(applicant, rows, by)
    if any(row.faults for row in found):
        raise Faulty(found)
    user = User.objects.get(pk=by.user_id or 0)
    agree(applicant=applicant, user=user, subjects=(ConsentSubject.STAFF,))
    return len(found)


def _enter_each(applicant: Applicant, rows: Iterable[StaffRow], by: Actor) -> list[StaffRow]:
    asked = list(rows)
    faults = faults_of(asked)
    return [replace(row, faults=tuple(faults[row.number] or _entered(applicant, row, by))) for row in asked]


def _entered(applicant: Applicant, row: StaffRow, by: Actor) -> list[str]:
    """What kept the row from being entered; empty when it was."""
    try:
        with transaction.atomic(), audit.held_back():
            person = _person(applicant, values_of(row.cells, PERSON), by)
            values = values_of(row.cells, ENGAGEMENT)
            declare(record=Engagement(applicant=applicant, person=person, **values), by=by)
    except ValidationError as error:
        return said_of(error)
    except Refused as refusal:
        return [refusal.reason]
    return []


def _person(applicant: Applicant, values: dict[str, Any], by: Actor) -> Person:
    """The person as the employer has recorded it before, else a new one."""
    fresh = Person(applicant=applicant, **values)
    known = Person.objects.visible_to(by).filter(applicant=applicant, key=fresh.natural_key()).first()
    if known is None:
        declare(record=fresh, by=by)
        return fresh
    if known.name != fresh.name:
        raise Refused(f"人才编号{known.person_no}登记的是{known.name}，与表中姓名不同，请核对。")
    return known
