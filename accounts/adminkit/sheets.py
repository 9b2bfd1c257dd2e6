"""Import and export of records: columns in Chinese, rows through the gate, the city set by the server."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, models
from import_export import resources, results, widgets
from import_export.fields import Field

from accounts.actor import ANONYMOUS, Actor
from accounts.adminkit.rows.differing import columns_in, entry_of, told
from accounts.adminkit.rows.doubling import ToldApart
from accounts.adminkit.rows.faulting import further_faults
from accounts.adminkit.rows.losing import Losing
from accounts.adminkit.rows.restoring import TakenBack
from accounts.adminkit.scoping import city_id_of
from accounts.adminkit.widgets import RelatedWidget, widget_of
from accounts.models import City
from core import audit
from core.sheets.cells import CellFault, clears, is_empty
from core.sheets.heads import match_heads
from core.values.money import yuan_label

IMPORT = audit.action("import_records", "导入记录")


class KeepingField(Field):
    """A column whose empty cells leave what is stored as it is; one that says 清空 empties it."""

    def __init__(self, *, emptied: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.emptied = emptied

    def clean(self, row: Any, **kwargs: Any) -> Any:
        return self.emptied if clears(row.get(self.column_name)) else super().clean(row, **kwargs)

    def save(self, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any) -> None:
        if instance._state.adding or not is_empty(row.get(self.column_name)):
            super().save(instance, row, is_m2m, **kwargs)


def column(model: type[models.Model], name: str, widget: widgets.Widget | None = None) -> Field:
    """The column of a model's own field: Chinese head, values as people write them."""
    field: Any = model._meta.get_field(name)
    return KeepingField(
        attribute=name, column_name=yuan_label(str(field.verbose_name)), widget=widget or widget_of(field),
        default=field.default, emptied=None if field.null else field.get_default(),
    )  # fmt: skip


def related(attribute: str, head: str, field: str, within: Iterable[tuple[str, str]] = ()) -> Field:
    """The column of another record, by a field that people know; other columns may narrow it (see RelatedWidget)."""
    return KeepingField(attribute=attribute, column_name=head, widget=RelatedWidget(field, within))


def shown(attribute: str, head: str, widget: widgets.Widget | None = None) -> Field:
    """A column that is exported and never imported; `attribute` may lead through other records."""
    return Field(attribute=attribute, column_name=head, readonly=True, widget=widget or widgets.Widget())


class SheetFault(ValidationError):
    """What is wrong with a sheet as a whole, in sentences."""

    def __str__(self) -> str:
        return "".join(self.messages)


class SheetError(results.Error):
    """A fault as the library tells it, without the places in the code that it came by."""

    traceback = ""


class ScopedResource(Losing, TakenBack, ToldApart, resources.ModelResource):
    """Base of the sheets. `city_path` leads to the city; `found_in` says where RelatedWidget columns look;
    `left_empty` names the fields that the template's example leaves empty: they are asked of another kind than its."""

    city_path = "city"
    found_in: Mapping[str, Callable[[Actor, City], models.QuerySet[Any]]] = {}
    left_empty: Collection[str] = ()

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True
        store_row_values = False
        exclude = ("id",)

    def __init__(self, actor: Actor = ANONYMOUS, city: City | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.actor, self.city = actor, city
        self.imported: list[models.Model] = []
        self.tell: Callable[[int], None] = lambda done: None  # told of each row before it is read; may raise Stopped
        self.place = 0  # of the row that is read, the first being 1
        self.begin_sheet(())
        if city is not None:
            for name, rows in self.found_in.items():
                self.fields[name].widget.rows = rows(actor, city)

    @classmethod
    def get_error_result_class(cls) -> type[SheetError]:
        """The library shows of an error what we let it."""
        return SheetError

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: Any, readonly: bool) -> Field:
        """Fields named in Meta become columns of ours."""
        return column(django_field.model, field_name)

    def get_queryset(self) -> Any:
        """What an import may find and change: rows of its city that the person may see."""
        rows = self._meta.model._default_manager.all()
        if self.city is None:
            return rows.none()
        return rows.visible_to(self.actor).filter(**{self.city_path: self.city})

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
        if self.city is None:
            raise ValidationError("请由某一个市的工作人员导入。")
        if self.city_path == "city" and new:
            instance.city = self.city

    def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        if self.city is None or city_id_of(instance, self.city_path) != self.city.pk:
            raise ValidationError("只能导入本市的记录。")

    def import_data(self, dataset: Any, dry_run: bool = False, **kwargs: Any) -> Any:
        """As the library, but all or nothing, and said aloud: a confirmed sheet that fails now raises ValidationError.

        Its preview had no fault; meanwhile somebody changed what it hangs on. Where the database itself gave up
        (OperationalError), that is no fault of a row and is raised as it is.
        """
        try:
            self.take_heads(dataset)
        except ValidationError as error:
            if not dry_run:
                raise
            result = self.get_result_class()()
            result.append_base_error(SheetError(SheetFault(error.messages)))
            return result
        result = super().import_data(dataset, dry_run, **{"rollback_on_validation_errors": True} | kwargs)
        for fault in [*result.base_errors, *(one for _, faults in result.row_errors() for one in faults)]:
            if isinstance(fault.error, OperationalError):
                raise fault.error
        if not dry_run and (result.has_errors() or result.has_validation_errors()):
            raise ValidationError(
                "数据在预览之后有了变化，没有导入任何一行。请重新上传这份表，预览会指出问题所在的行。"
            )
        return result

    def door(self) -> Any:
        """How rows are written many at once by the verb of this resource; None where it has a verb for one alone."""
        return None

    def iter_queryset(self, queryset: Any) -> Iterator[Any]:
        """The rows of an export, each told of before it is laid out."""
        for place, row in enumerate(super().iter_queryset(queryset), start=1):
            self.tell(place)
            yield row

    def import_row(self, row: Any, instance_loader: Any, **kwargs: Any) -> Any:
        self.tell(kwargs["row_number"])
        self.place = kwargs["row_number"]
        return super().import_row(row, instance_loader, **kwargs)

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> Any:
        """The record of a row whose cells can all be read; else ValidationError, which names each that cannot and what
        else is wrong with the row."""
        if faults := self.cell_faults(row):
            raise ValidationError(faults)
        return super().get_or_init_instance(instance_loader, row)

    def cell_faults(self, row: Mapping[str, Any]) -> dict[str, list[str]]:
        """What is wrong with the cells of a row of which one cannot be read, by the field that they fill."""
        faults: dict[str, list[str]] = {}
        values: dict[str, Any] = {}
        for column in self.get_import_fields():
            if column.column_name in row and not column.readonly:
                try:
                    values[column.attribute] = column.clean(row)
                except CellFault as error:
                    faults[column.attribute] = [str(error)]
        return faults | further_faults(self, values, self.number_at(self.place)) if faults else {}

    def take_heads(self, dataset: Any) -> None:
        """The heads as they are known here. Raises ValidationError for one that is not, and for a missing key."""
        known = [field.column_name for field in self.fields.values()]
        needed = [self.fields[name].column_name for name in self.get_import_id_fields()]
        found = match_heads(dataset.headers, known, needed)
        dataset.headers = [found[head] for head in dataset.headers]

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        self.imported = []
        self.begin_sheet(getattr(dataset, "row_numbers", None) or range(2, len(dataset) + 2))

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        self.take_values(instance, kwargs["row_number"])
        if not kwargs.get("dry_run"):
            self.imported.append(instance)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """The entries come last: from the first of them to the commit nobody else writes to the trail of the city."""
        if self.city is not None and not result.has_errors():
            columns, before = columns_in(self, dataset), {id(row.instance): row.original for row in result.rows}
            subjects = [(row, self._told(row, before.get(id(row)), columns)) for row in self.imported]
            audit.record_all(by=self.actor, action=IMPORT, subjects=subjects, chain=self.city.key)

    def _told(self, record: Any, before: Any, columns: Mapping[str, Any]) -> dict[str, Any]:
        """The record as the trail keeps it: where it was there before (and has its key), with what stood in it."""
        known = before is not None and before.pk is not None
        return entry_of(self, str(record), told(before, columns) if known else {}, told(record, columns))
