"""Import and export of records: columns in Chinese, rows through the gate, the city set by the server."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, models
from import_export import resources, widgets
from import_export.fields import Field

from accounts.actor import ANONYMOUS, Actor
from accounts.adminkit.fields import is_fen
from accounts.adminkit.scoping import city_id_of
from accounts.adminkit.undoing import TakenBack
from accounts.models import City
from core import audit
from core.values.money import InvalidAmount, parse_yuan, to_yuan, yuan_label
from core.values.text import clean_text

IMPORT = audit.action("import_records", "导入记录")
_WHOLE = re.compile(r"\d{1,12}", re.ASCII)
_DECIMAL = re.compile(r"\d{1,10}(\.\d{1,4})?", re.ASCII)


def _text(value: Any) -> str:
    """Canonical text of a cell, without the quote that an export puts before what looks like a formula."""
    text = clean_text(str(value if value is not None else ""))
    return text.removeprefix("'") if text[1:2] in tuple("=+-@") else text


class TextWidget(widgets.Widget):
    """Canonical text."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return _text(value)


class NumberWidget(widgets.Widget):
    """A number as people write it, bounded before it is read; `read` turns its text into the value."""

    def __init__(self, pattern: re.Pattern[str], read: Callable[[str], Any], sentence: str) -> None:
        super().__init__()
        self.pattern, self.read, self.sentence = pattern, read, sentence

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        if not self.pattern.fullmatch(text):
            raise ValueError(self.sentence)
        return self.read(text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


class YuanWidget(widgets.Widget):
    """Yuan in the sheet, fen in the record."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = str(value if value is not None else "").strip()
        try:
            return parse_yuan(text) if text else None
        except InvalidAmount as error:
            raise ValueError(str(error)) from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return None if value is None else to_yuan(value)


class DayWidget(widgets.Widget):
    """A day as 2026-03-31."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = str(value if value is not None else "").strip().replace("/", "-")
        if not text:
            return None
        match = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text, re.ASCII)
        try:
            if match is None:
                raise ValueError
            return models.DateField().to_python(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}")
        except (ValueError, ValidationError) as error:
            raise ValueError("日期格式应为 2026-03-31。") from error

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return value


class ChoiceWidget(widgets.Widget):
    """A choice by its Chinese words (or its code)."""

    def __init__(self, choices: Any) -> None:
        super().__init__()
        self.words = {str(code): str(label) for code, label in choices}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = str(value if value is not None else "").strip()
        codes = {label: code for code, label in self.words.items()}
        if text and text not in codes and text not in self.words:
            raise ValueError(f"“{text[:20]}”不在可选项中，应为：{'、'.join(codes)}。")
        return codes.get(text, text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return self.words.get(str(value), value)


class TruthWidget(ChoiceWidget):
    """是 or 否; an empty cell is 否, or where the field may be open, neither."""

    def __init__(self, may_be_open: bool = False) -> None:
        super().__init__([("True", "是"), ("False", "否")])
        self.may_be_open = may_be_open

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        code = super().clean(value, row, **kwargs)
        return None if self.may_be_open and not code else code == "True"


class RelatedWidget(widgets.Widget):
    """Another record by a field that people know; only those in `rows` (set for each import) are found.

    `within` says what else of the row narrows the search: pairs of a column's head and a lookup. Where these columns
    are left out and several records bear the name, none is taken.
    """

    def __init__(self, field: str, within: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.field, self.within = field, dict(within)
        self.rows: models.QuerySet[Any] | None = None

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = _text(value)
        if not text or self.rows is None:
            return None
        around = {head: name for head in self.within if (name := _text((row or {}).get(head)))}
        narrowed = self.rows.filter(**{self.within[head]: name for head, name in around.items()})
        found = list(narrowed.filter(**{self.field: text})[:2])
        if not found:
            raise ValueError(f"本市没有“{' '.join((*around.values(), text))[:80]}”这条记录。")
        if len(found) > 1:
            raise ValueError(f"本市不止一条“{text[:40]}”，无法确定是哪一条。{self._asking(around)}")
        return found[0]

    def _asking(self, given: Mapping[str, str]) -> str:
        missing = [head for head in self.within if head not in given]
        return f"请在表中填写：{'、'.join(missing)}。" if missing else ""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        return "" if value is None else getattr(value, self.field)


def column(model: type[models.Model], name: str) -> Field:
    """The column of a model's own field: Chinese head, values as people write them."""
    field: Any = model._meta.get_field(name)
    return Field(
        attribute=name, column_name=yuan_label(str(field.verbose_name)), widget=_widget(field), default=field.default
    )


def _widget(field: Any) -> widgets.Widget:
    if is_fen(field):
        return YuanWidget()
    if field.choices:
        return ChoiceWidget(field.choices)
    if isinstance(field, models.BooleanField):
        return TruthWidget(may_be_open=field.null)
    if isinstance(field, models.DateField):
        return DayWidget()
    if isinstance(field, models.DecimalField):
        return NumberWidget(_DECIMAL, field.to_python, "应为数字，最多四位小数。")
    if isinstance(field, models.IntegerField):
        return NumberWidget(_WHOLE, int, "应为整数。")
    return TextWidget()


def related(attribute: str, head: str, field: str, within: Iterable[tuple[str, str]] = ()) -> Field:
    """The column of another record, by a field that people know; other columns may narrow it (see RelatedWidget)."""
    return Field(attribute=attribute, column_name=head, widget=RelatedWidget(field, within))


def shown(attribute: str, head: str, widget: widgets.Widget | None = None) -> Field:
    """A column that is exported and never imported; `attribute` may lead through other records."""
    return Field(attribute=attribute, column_name=head, readonly=True, widget=widget or widgets.Widget())


class ScopedResource(TakenBack, resources.ModelResource):
    """Base of the sheets. `city_path` leads to the city; `found_in` says where RelatedWidget columns look."""

    city_path = "city"
    found_in: Mapping[str, Callable[[Actor, City], models.QuerySet[Any]]] = {}

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
        if city is not None:
            for name, rows in self.found_in.items():
                self.fields[name].widget.rows = rows(actor, city)

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
        result = super().import_data(dataset, dry_run, **{"rollback_on_validation_errors": True} | kwargs)
        for fault in [*result.base_errors, *(one for _, faults in result.row_errors() for one in faults)]:
            if isinstance(fault.error, OperationalError):
                raise fault.error
        if not dry_run and (result.has_errors() or result.has_validation_errors()):
            raise ValidationError(
                "数据在预览之后有了变化，没有导入任何一行。请重新上传这份表，预览会指出问题所在的行。"
            )
        return result

    def import_row(self, row: Any, instance_loader: Any, **kwargs: Any) -> Any:
        self.tell(kwargs["row_number"])
        return super().import_row(row, instance_loader, **kwargs)

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> Any:
        """The record of a row whose cells can all be read; else ValidationError, which names each that cannot."""
        if faults := self.cell_faults(row):
            raise ValidationError(faults)
        return super().get_or_init_instance(instance_loader, row)

    def cell_faults(self, row: Mapping[str, Any]) -> dict[str, list[str]]:
        """What is wrong with the cells of a row, by the field that they fill."""
        faults: dict[str, list[str]] = {}
        for column in self.get_import_fields():
            if column.column_name in row and not column.readonly:
                try:
                    column.clean(row)
                except ValueError as error:
                    faults[column.attribute] = [str(error)]
        return faults

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        self.imported = []

    def after_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        if not kwargs.get("dry_run"):
            self.imported.append(instance)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        """The entries come last: from the first of them to the commit nobody else writes to the trail of the city."""
        if self.city is not None and not result.has_errors():
            subjects = [(row, {"record": str(row)}) for row in self.imported]
            audit.record_all(by=self.actor, action=IMPORT, subjects=subjects, chain=self.city.key)
