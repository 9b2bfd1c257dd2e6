"""What a change of a record means for the targets that count it."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import EmptyResultSet, FieldDoesNotExist
from django.db.models import Model, QuerySet

from core.consequences import Consequence, offers
from core.values.periods import business_today
from enterprises.models import Applicant
from enterprises.registers.certifying import RecordChange
from indicators.definitions import definition_of
from indicators.models import Target
from parks.tenancies.leasing import TenancyChange


@offers(TenancyChange)
def targets_of_a_tenant(change: TenancyChange) -> Iterator[Consequence]:
    """Targets of the valley's city that count the tenant, as one sentence."""
    tenancy = change.tenancy
    yield from _told(tenancy, tenancy.applicant, tenancy.space.building.park.valley.city_id)


@offers(RecordChange)
def targets_of_a_record(change: RecordChange) -> Iterator[Consequence]:
    """Targets of the applicant's city that count the record or its applicant, as one sentence."""
    record: Any = change.record
    yield from _told(record, getattr(record, "applicant", None), record.city_id_of_record)


def _told(record: Model, applicant: Applicant | None, city_id: int) -> Iterator[Consequence]:
    counted, waiting = [], []
    today = business_today()
    for target in Target.objects.filter(city=city_id).order_by("key"):
        definition = definition_of(target)
        if definition is None:
            continue
        on = min(today, target.by)
        by, not_yet = (definition.grounds(target, on, kind) if definition.grounds else None for kind in (True, False))
        if _holds(definition.records(target, on), record, applicant, by):
            counted.append(target.name)
        elif definition.left_out and _holds(definition.left_out(target, on), record, applicant, not_yet):
            waiting.append(target.name)
    if counted:
        yield Consequence(f"已计入目标：{'、'.join(counted)}，改动后随之重算。")
    if waiting:
        yield Consequence(f"核验后可计入目标：{'、'.join(waiting)}。")


def _holds(
    rows: QuerySet[Any], record: Model, applicant: Applicant | None, grounds: QuerySet[Any] | None = None
) -> bool:
    """Whether the rows that a target counts hold the record itself; or its applicant or a record of its applicant,
    where they are counted by records like this one, and this is one of the `grounds` where those are known."""
    if rows.model is type(record):
        return rows.filter(pk=record.pk).exists()
    if grounds is not None and grounds.model is type(record) and not grounds.filter(pk=record.pk).exists():
        return False
    if applicant is None or not _reads(rows, type(record)):
        return False
    if rows.model is Applicant:
        return rows.filter(pk=applicant.pk).exists()
    try:
        rows.model._meta.get_field("applicant")
    except FieldDoesNotExist:
        return False
    return rows.filter(applicant=applicant).exists()


def _reads(rows: QuerySet[Any], model: type[Model]) -> bool:
    """Whether the query looks into the table of that model."""
    try:
        sql, _ = rows.query.sql_with_params()
    except EmptyResultSet:
        return False
    return f'"{model._meta.db_table}"' in sql
