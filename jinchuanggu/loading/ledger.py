"""The ledger of a data set: every row is loaded once, and what people made of it since is left alone."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model

from accounts.cities.refusing import CityFaults
from core.values.verdict import Refused
from jinchuanggu.models import LoadedRow

Row = TypeVar("Row", bound=Model)
Values = Mapping[str, Any]


class KeptLedger:
    """Adds rows of one data set in the caller's transaction; `added` counts what was new, `left_out` tells of
    deeds that a verb refused."""

    def __init__(self, dataset: str) -> None:
        self.dataset = dataset
        self.added = 0
        self.left_out: list[str] = []
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"loading:{dataset}"])
        rows = LoadedRow.objects.filter(dataset=dataset).values_list("key", "object_id")
        self._loaded: dict[str, int] = dict(rows)

    def add(self, model: type[Row], find: Values, fill: Values | None = None) -> Row | None:
        """The record of a row: made when the row is new, found when it was loaded before, None when deleted since.

        `find` is what identifies the row in the data set, `fill` what else is written at its first loading. A record
        that somebody entered by hand before is taken as it is. A row that hangs on a deleted one is not loaded.
        """
        if any(value is None for value in find.values()):
            return None
        key = _key(model, find)
        if key in self._loaded:
            return model._default_manager.filter(pk=self._loaded[key]).first()
        try:
            row, _ = model._default_manager.get_or_create(**find, defaults=dict(fill or {}))
        except (IntegrityError, DataError) as error:
            said = "、".join(str(value) for value in find.values())
            what = f"{model._meta.verbose_name}“{said}”没有载入：与已有的记录冲突，或数据库不接受其中的值"
            raise CityFaults([what]) from error
        self._note(key, row.pk)
        return row

    def add_all(self, model: type[Row], rows: Iterable[Values], identified_by: tuple[str, ...]) -> None:
        """Many plain rows, nothing hangs on them: the new ones in a few statements; a clash leaves the row there."""
        fresh = {}
        for row in rows:
            find = {name: row[name] for name in identified_by}
            if None not in find.values() and _key(model, find) not in self._loaded:
                fresh[_key(model, find)] = model(**row)
        if not fresh:
            return
        model._default_manager.bulk_create(fresh.values(), batch_size=500, ignore_conflicts=True)
        LoadedRow.objects.bulk_create(LoadedRow(dataset=self.dataset, key=key, object_id=0) for key in fresh)
        self.added += len(fresh)
        self._loaded.update(dict.fromkeys(fresh, 0))

    def do_once(self, key: str, deed: Callable[[], None]) -> None:
        """Do what the data set tells of, whole or not at all, unless it was done before. What is refused (somebody has
        changed what it needs) is left out, said in `left_out`, and not tried again."""
        if key in self._loaded:
            return
        try:
            with transaction.atomic():
                deed()
        except (Refused, ValidationError, ObjectDoesNotExist) as error:
            said = "；".join(error.messages) if isinstance(error, ValidationError) else str(error)
            self.left_out.append(f"{key}：{said}")
        self._note(key, 0)

    def _note(self, key: str, object_id: int) -> None:
        LoadedRow.objects.create(dataset=self.dataset, key=key, object_id=object_id)
        self._loaded[key] = object_id
        self.added += 1


def _key(model: type[Model], find: Values) -> str:
    parts = [str(value.pk if isinstance(value, Model) else value) for value in find.values()]
    return "/".join([model._meta.label_lower, *parts])
