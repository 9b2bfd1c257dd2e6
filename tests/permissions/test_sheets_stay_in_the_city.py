"""A sheet names records of its own city alone, in the quick way and row by row; made from the resources.

Into every column that names another record comes the key of one of another city, as people know it and as the database
does, and then whole rows of another city: each is refused with a fault of its row, and nothing is written.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import tablib
from django.contrib import admin
from django.core.exceptions import ValidationError

from accounts.actor import Role, actor_of
from accounts.adminkit.exchange import ExchangingAdmin
from accounts.adminkit.importing.judging import Judged, judged
from accounts.adminkit.importing.many.bringing import many_rows
from accounts.adminkit.importing.many.choosing import door_of
from accounts.adminkit.rows.differing import as_text
from accounts.adminkit.sheets import ScopedResource
from accounts.adminkit.widgets import RelatedWidget
from core.models import AuditEntry
from core.values.verdict import Refused
from tests.permissions.test_other_cities import changed
from tests.permissions.test_writes_stay_in_the_city import city_of
from tests.permissions.world import ELSEWHERE, OWN, World, undone

pytestmark = pytest.mark.django_db
QUICK, ONE_BY_ONE = "quick", "one by one"
IMPORTERS = (Role.OPERATOR, Role.REVIEWER)


@dataclass
class Sheet:
    """A resource as one person may import it, with the records of the world that it is about."""

    kind: type[ScopedResource]
    actor: Any
    city: Any
    own: Any
    foreign: Any

    def __str__(self) -> str:
        return self.kind.__name__

    def made(self) -> ScopedResource:
        return self.kind(actor=self.actor, city=self.city)

    def row_of(self, record: Any) -> dict[str, str]:
        """A record as its sheet says it."""
        told = self.made().export(type(record)._base_manager.filter(pk=record.pk))
        return dict(zip(told.headers, (as_text(cell) for cell in told[0]), strict=True))

    def naming(self) -> dict[str, Any]:
        """The columns that fill a field with another record, by head."""
        meta = self.own._meta
        fields = [row for row in self.made().get_import_fields() if not row.readonly]
        return {row.column_name: row for row in fields if meta.get_field(row.attribute).is_relation}

    def ways(self) -> tuple[str, ...]:
        return (QUICK, ONE_BY_ONE) if door_of(self.made()) else (ONE_BY_ONE,)

    def brought_in(self, row: dict[str, str], way: str, *, dry_run: bool) -> Judged:
        resource, dataset = self.made(), tablib.Dataset([*row.values()], headers=[*row])
        if way == QUICK:
            door = door_of(resource)
            assert door
            return next(iter([*many_rows(resource, dataset, door, dry_run=dry_run)]))
        return judged(resource, dataset, dry_run=dry_run)[0]

    def writes_nothing(self, row: dict[str, str], way: str) -> bool:
        """Whether a row that is brought in in earnest leaves all as it was."""
        rows, entries = type(self.own)._base_manager.count(), AuditEntry.objects.count()
        with undone():
            try:
                refused = self.brought_in(row, way, dry_run=False).is_wrong
            except (ValidationError, Refused):
                refused = True
            same = type(self.own)._base_manager.count() == rows and AuditEntry.objects.count() == entries
            return refused and same and not changed(self.own) and not changed(self.foreign)


def sheets_of(world: World, role: str) -> Iterator[Sheet]:
    """Every sheet that the person may bring in."""
    actor = actor_of(world.people[role])
    for page in admin.site._registry.values():
        city = page.city_for(actor) if isinstance(page, ExchangingAdmin) else None
        if city is None:
            continue
        for kind in page.resource_classes:
            model = kind._meta.model
            yield Sheet(kind, actor, city, world.rows[OWN][model], world.rows[ELSEWHERE][model])


def foreign_keys(world: World, sheet: Sheet, column: Any) -> list[str]:
    """How a sheet might name the record of another city, where that says anything else than its own record's name."""
    model = sheet.own._meta.get_field(column.attribute).related_model
    foreign, own = world.rows[ELSEWHERE][model], world.rows[OWN][model]
    names = [getattr(row, column.widget.field) for row in (foreign, own)]
    return [str(foreign.pk), *([str(names[0])] if names[0] != names[1] else [])]


@pytest.mark.parametrize("role", IMPORTERS)
def test_no_column_takes_a_record_of_another_city(world: World, role: str) -> None:
    taken, tried = [], {QUICK: 0, ONE_BY_ONE: 0}
    for sheet in sheets_of(world, role):
        good = sheet.row_of(sheet.own)
        for head, column in sheet.naming().items():
            for way in sheet.ways():
                assert head not in _heads(sheet.brought_in(good, way, dry_run=True)), f"{sheet} {head}"
                for key in foreign_keys(world, sheet, column):
                    tried[way] += 1
                    row = good | {head: key}
                    told = sheet.brought_in(row, way, dry_run=True)
                    if not told.is_wrong or head not in _heads(told) or not sheet.writes_nothing(row, way):
                        taken.append(f"{sheet} {head} {key} {way}: {told.faults}")
    assert taken == []
    assert min(tried.values()) > 20 or role not in (Role.OPERATOR,), tried


@pytest.mark.parametrize("role", IMPORTERS)
def test_a_row_of_another_city_changes_nothing_there(world: World, role: str) -> None:
    """Where its columns name another city's records it is refused; else it is a new one of the own city."""
    taken, tried = [], 0
    for sheet in sheets_of(world, role):
        row = sheet.row_of(sheet.foreign)
        for way in sheet.ways():
            tried += 1
            if any(row[head] for head in sheet.naming()):
                told = sheet.brought_in(row, way, dry_run=True)
                if not told.is_wrong or not sheet.writes_nothing(row, way):
                    taken.append(f"{sheet} {way}: {told.faults}")
            elif not _stays_here(sheet, row, way):
                taken.append(f"{sheet} {way}")
    assert taken == []
    assert tried > 40 or role != Role.OPERATOR


def _stays_here(sheet: Sheet, row: dict[str, str], way: str) -> bool:
    """Whether what is written of a row is of the city of who writes it, and the other city's record as it was."""
    model = type(sheet.own)
    before = set(model._base_manager.values_list("pk", flat=True))
    with undone():
        try:
            sheet.brought_in(row, way, dry_run=False)
        except (ValidationError, Refused):
            return not changed(sheet.foreign)
        made = model._base_manager.exclude(pk__in=before)
        return not changed(sheet.foreign) and {_city_of(one) for one in made} <= {sheet.city.pk}


def _city_of(record: Any) -> Any:
    return getattr(record, "city_id", None) or city_of(record)


@pytest.mark.parametrize("role", IMPORTERS)
def test_what_a_column_looks_among_is_of_the_city(world: World, role: str) -> None:
    """Also of records that no world holds: all rows among which a column looks."""
    foreign, asked = [], 0
    for sheet in sheets_of(world, role):
        for name, field in sheet.made().fields.items():
            if isinstance(field.widget, RelatedWidget) and not field.readonly:
                asked += 1
                assert field.widget.rows is not None, f"{sheet} {name}"
                cities = {_city_of(row) for row in field.widget.rows} - {sheet.city.pk}
                foreign += [f"{sheet} {name}"] if cities else []
    assert foreign == []
    assert asked > 20 or role != Role.OPERATOR


def _heads(told: Judged) -> set[str]:
    return {head for head, _ in told.faults}
