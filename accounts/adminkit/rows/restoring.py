"""What it takes to take an import back, record by record."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import router
from django.db.models.deletion import Collector
from import_export.fields import Field

from core.values.verdict import Refused


class TakenBack:
    """Mixin for a resource: the record that a row made goes, the one that it changed stands again as before."""

    def written_along(self, record: Any, before: Mapping[str, str]) -> Iterable[Any]:
        """What the verb of this resource writes besides the record, as it is and as its row found it (`before`, by
        heads; of a new one nothing): whoever has done something to it since is not undone either."""
        return ()

    def take_out(self, record: Any) -> None:
        """An import is taken back: the record that it made goes. Raises Refused where anything hangs on it."""
        collector = Collector(using=router.db_for_write(type(record)), origin=record)
        collector.collect([record])
        hanging = sum(map(len, collector.data.values())) > 1 or any(rows.exists() for rows in collector.fast_deletes)
        if hanging:
            raise Refused("已有别的记录挂在它下面，保持现状。")
        record.delete()

    def put_back(self, record: Any, columns: Mapping[str, Field], cells: Mapping[str, str]) -> None:
        """An import is taken back: the record that it changed stands again as the cells say, by the same verb. Only
        `columns`, those that the row changed, are read: what names another record may name none by now, or two."""
        for head, column in columns.items():
            field = type(record)._meta.get_field(column.attribute)
            text = cells.get(head, "")
            empty = None if field.null else field.get_default()
            setattr(record, column.attribute, column.widget.clean(text, dict(cells)) if text else empty)
        resource: Any = self
        resource.validate_instance(record)
        resource.before_save_instance(record, None)
        resource.do_instance_save(record, False)
