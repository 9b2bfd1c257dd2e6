"""Rows become records: the cells read, the record found or made, and filled with what stands in the cells."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.base import ModelState

from accounts.adminkit.importing.judging import Fault, Judged, faults_of
from accounts.adminkit.importing.many.cells import Found, columns_read, find_related
from accounts.adminkit.importing.many.finding import stored
from accounts.adminkit.importing.many.writing import Door
from accounts.adminkit.rows.differing import told
from accounts.adminkit.rows.faulting import further_faults
from accounts.adminkit.sheets import ScopedResource
from core.sheets.cells import is_empty
from core.tables.keying import Key


@dataclass(slots=True, eq=False)
class SheetLine:
    """A row while it is looked at. `odd`: it goes the library's way."""

    place: int
    number: int
    cells: Any
    read: list[Found] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    record: Any = None
    before: dict[str, str] | None = None
    seen: Any = None
    lost: str = ""
    is_new: bool = True
    is_same: bool = False
    odd: bool = False
    unclean: bool = False  # what is odd of it the record says by itself: something is missing, or does not fit together
    taken: list[tuple[str, ...]] = field(default_factory=list)
    judged: Judged | None = None

    @property
    def is_candidate(self) -> bool:
        return not (self.faults or self.odd or self.is_same)


class Filling:
    """Fills the records of a resource from the cells of its sheet."""

    def __init__(self, resource: ScopedResource, heads: list[str], door: Door) -> None:
        self.resource, self.door = resource, door
        self.model: Any = resource._meta.model
        self.columns = columns_read(resource, heads)
        self.finds = tuple(str(resource.fields[name].attribute) for name in resource.get_import_id_fields())
        self.find_places = [[one.name for one in self.columns].index(name) for name in self.finds]
        self.blank = self.model(**({"city": resource.city} if resource.city_path == "city" else {}))

    def fill(self, lines: list[SheetLine]) -> None:
        """Read the cells of a portion of rows; of those that can be read, fill the record that each means."""
        self._read(lines)
        self._find(lines)

    def _read(self, lines: list[SheetLine]) -> None:
        rows = [line.cells for line in lines]
        find_related(self.columns, rows)
        for one in self.columns:
            for line, found in zip(lines, one.read(rows), strict=True):
                line.read.append(found)
                if found[2]:
                    line.faults.append((one.head, found[2]))

    def _say_more(self, line: SheetLine) -> None:
        """What else is wrong with a row of which a cell cannot be read."""
        pairs = zip(self.columns, line.read, strict=True)
        found = further_faults(
            self.resource, {one.name: value for one, (value, _, why) in pairs if not why}, line.number
        )
        line.faults += faults_of(self.resource, ValidationError(found)) if found else []

    def _find(self, lines: list[SheetLine]) -> None:
        """Which record a row means, and what it says of it."""
        keys = {line.place: self._key(line) for line in lines if not line.faults}
        named = {place: tuple(getattr(part, "pk", part) for part in key) for place, key in keys.items()}
        found = stored(self.resource.get_queryset(), self.finds, named.values())
        for line in lines:
            if line.faults:
                self._say_more(line)
                continue
            rows, key = found.get(named[line.place], ()), keys[line.place]
            if len(rows) > 1 or None in key or self.resource.first_of(key, line.number) != line.number:
                line.odd = True
            elif rows:
                self._fill(line, rows[0])
            else:
                line.record = self._made(line)

    def _key(self, line: SheetLine) -> Key:
        return tuple(line.read[place][0] for place in self.find_places)

    def _made(self, line: SheetLine) -> Any:
        """A new record, as the model would make it."""
        record = self.model.__new__(self.model)
        state: dict[str, Any] = dict(self.blank.__dict__)
        state["_state"] = memory = ModelState()
        memory.fields_cache = dict(self.blank._state.fields_cache)
        for one, (value, _, _) in zip(self.columns, line.read, strict=True):
            if one.is_related:
                memory.fields_cache[one.name] = value
                value = None if value is None else value.pk
            state[one.stands_in] = value
        record.__dict__ = state
        return record

    def _fill(self, line: SheetLine, record: Any) -> None:
        line.is_new, line.record = False, record
        line.seen = self.door.seen(record)
        columns = {one.head: one.column for one in self.columns}
        line.before = told(record, columns)
        old = [one.column.get_value(record) for one in self.columns]
        for one, (value, _, _) in zip(self.columns, line.read, strict=True):
            if not one.keeps_when_empty or not is_empty(line.cells[one.place]):
                setattr(record, one.name, value)
        line.is_same = old == [one.column.get_value(record) for one in self.columns]
