"""The rows of a sheet judged a portion at a time, and written where that is asked."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.adminkit.importing.judging import CHANGED_MEANWHILE, Fault, Judged, faults_of
from accounts.adminkit.importing.many.fields import FieldsChecked
from accounts.adminkit.importing.many.filling import Filling, SheetLine
from accounts.adminkit.importing.many.finding import taken
from accounts.adminkit.importing.many.holding import Held
from accounts.adminkit.importing.many.one_by_one import OneByOne
from accounts.adminkit.importing.many.writing import Door
from accounts.adminkit.rows.differing import as_handed_in, told
from accounts.adminkit.rows.doubling import same_as_row
from accounts.adminkit.sheets import ScopedResource
from accounts.models import RowState
from core.tables.copying import portions
from core.tables.keying import Key, uniques_of, values_of

PORTION = 5_000


class Sifter:
    """Judges the rows of a dataset for a resource; with a door in earnest, rows that are good are written by it."""

    def __init__(
        self, resource: ScopedResource, dataset: Any, numbers: list[int], door: Door, *, dry_run: bool
    ) -> None:
        self.resource, self.dataset, self.numbers, self.door, self.dry_run = resource, dataset, numbers, door, dry_run
        self.model: Any = resource._meta.model
        self.heads = list(dataset.headers)
        self.checked, self.held = FieldsChecked(self.model), Held(self.model)
        self.uniques: dict[tuple[str, ...], dict[Key, int]] = {names: {} for names in uniques_of(self.model)}
        self.one_by_one = OneByOne(resource, dataset, numbers, dry_run=dry_run)
        self.filling = Filling(resource, self.heads, door)
        self.columns = self.filling.columns

    def rows(self) -> Iterator[Judged]:
        """Every row, in order. In earnest raises ValidationError where one of them is not to be written any more."""
        for part in portions(enumerate(self.dataset), PORTION):
            self.resource.tell(part[0][0])
            lines = [SheetLine(place, self.numbers[place], cells) for place, cells in part]
            self.filling.fill(lines)
            self._ask(lines)
            for line in lines:
                line.judged = self._judge(line)
            if not self.dry_run:
                self._write(lines)
            yield from (line.judged for line in lines if line.judged is not None)

    def _ask(self, lines: list[SheetLine]) -> None:
        """Whatever is not as it should be makes a row odd: the library says what it is."""
        self._ask_of_stored([line for line in lines if line.is_candidate and not line.is_new])
        for line in lines:
            if line.is_candidate:
                line.odd = not self._is_good(line)
        asked = [line for line in lines if line.is_candidate or line.unclean]
        for names in self.uniques:
            keys = {line.place: values_of(line.record, names) for line in asked}
            there = taken(self.model, names, set(keys.values()))
            others = {line.place: there.get(keys[line.place], set()) - {line.record.pk} for line in asked}
            self.resource.know(names, {keys[place]: found for place, found in others.items() if found})
            for line in asked:
                if others[line.place]:
                    line.taken.append(names)
        broken = self.held.broken((line.place, line.record) for line in asked)
        for line in asked:
            line.unclean = line.unclean and not line.taken and line.place not in broken
        candidates = [line for line in asked if line.is_candidate]
        refused = self.door.refused([(line.place, line.record) for line in candidates if line.is_new])
        for line in candidates:
            if line.taken or line.place in broken:
                line.faults = self.one_by_one.forbidden(line.record, line.taken, broken.get(line.place, []))
            elif line.place in refused:
                line.faults = faults_of(self.resource, refused[line.place])

    def _ask_of_stored(self, lines: list[SheetLine]) -> None:
        """What is lost by changing the records of a portion, and what the door wants to know of them."""
        records = [line.record for line in lines]
        self.door.look_ahead(records)
        lost = self.resource.forgone_of(records)
        for line in lines:
            line.lost = lost.get(line.record.pk, "")

    def _is_good(self, line: SheetLine) -> bool:
        if not self.checked.are_good(line.record):
            line.unclean = self.checked.are_good_or_missing(line.record)
            return False
        try:
            line.record.clean()
            self.resource.before_save_instance(line.record, None)
        except ValidationError:
            line.unclean = True
            return False
        return line.is_new or not self.door.is_odd(line.record, line.seen)

    def _judge(self, line: SheetLine) -> Judged:
        if line.faults:
            return self._wrong(line, line.faults)
        if line.odd:
            return self._oddly(line)
        if not line.is_same and (twice := self._twice(line)):
            return self._wrong(line, twice)
        state = RowState.SAME if line.is_same else RowState.NEW if line.is_new else RowState.CHANGED
        after = self._after(line)
        changed = state == RowState.CHANGED
        name, key = "" if self.dry_run else str(line.record), "" if line.is_new else str(line.record.pk)
        return Judged(line.number, state, after, line.before if changed else None, name, key, lost=line.lost)

    def _oddly(self, line: SheetLine) -> Judged:
        if line.record is not None and (faults := self._faults(line)):
            return self._wrong(line, faults)
        found, line.record = self.one_by_one.judged(line.place, line.cells)
        if not found.is_wrong and found.state != RowState.SAME and (twice := self._twice(line)):
            return self._wrong(line, twice)
        return found

    def _faults(self, line: SheetLine) -> list[Fault]:
        """What Django finds wrong with the record itself, as the library asks it.

        What the database holds against it is not asked once more where it was asked for the whole portion.
        """
        try:
            if line.unclean:
                line.record.full_clean(validate_unique=False, validate_constraints=False)
            else:
                self.resource.validate_instance(line.record)
        except ValidationError as error:
            return faults_of(self.resource, error)
        return []

    def _after(self, line: SheetLine) -> dict[str, str]:
        if line.is_new:
            return {one.head: found[1] for one, found in zip(self.columns, line.read, strict=True)}
        return told(line.record, {one.head: one.column for one in self.columns})

    def _wrong(self, line: SheetLine, faults: list[Fault]) -> Judged:
        cells = dict(zip(self.heads, map(as_handed_in, line.cells), strict=True))
        return Judged(line.number, RowState.WRONG, cells, faults=faults)

    def _twice(self, line: SheetLine) -> list[Fault]:
        """What only one record may have and an earlier row of this sheet has taken; else it is taken by this one."""
        mine = {names: values_of(line.record, names) for names in self.uniques}
        for names, key in mine.items():
            if None not in key and (first := self.uniques[names].get(key, line.place)) != line.place:
                return [("", same_as_row(self.numbers[first]))]
        if line.is_new and not line.odd and (refused := self.door.refused_in_sheet(line.record, line.number)):
            return faults_of(self.resource, refused)
        for names, key in mine.items():
            self.uniques[names][key] = line.place
        return []

    def _write(self, lines: list[SheetLine]) -> None:
        if any(line.judged is None or line.judged.is_wrong for line in lines):
            raise ValidationError(CHANGED_MEANWHILE)
        chosen = [line for line in lines if not line.odd and not line.is_same]
        new = [line for line in chosen if line.is_new]
        names = [one.name for one in self.columns]
        try:
            with transaction.atomic():
                self.door.write(
                    [line.record for line in new], [line.record for line in chosen if not line.is_new], names
                )
        except IntegrityError as error:
            raise ValidationError(CHANGED_MEANWHILE) from error
        for line in new:
            if line.judged is not None:
                line.judged.key = str(line.record.pk)
