"""A record as other systems read and write it, described from its register."""

from functools import cache
from typing import Any

from django.db import models
from rest_framework import serializers

from core.values.money import to_yuan
from enterprises.forms.records import is_required
from enterprises.models import RegisterRecord
from enterprises.registers.presenting import PAPER, label_of, name_of
from enterprises.registers.register import Register, registers

FEN = "_fen"


class RecordSerializer(serializers.Serializer[RegisterRecord]):
    """What all registers share; `serializer_of` gives a register's own fields."""

    id = serializers.IntegerField(read_only=True)
    applicant = serializers.CharField(
        required=False, help_text="申请人代码：统一社会信用代码或门户编号；只代办一家的可以不填。"
    )
    applicant_name = serializers.CharField(read_only=True)
    name = serializers.CharField(read_only=True)
    certified = serializers.BooleanField(read_only=True)
    certified_at = serializers.DateTimeField(read_only=True, allow_null=True)
    paper = serializers.CharField(read_only=True, allow_null=True, help_text="依据材料的文件名。")

    entry: Register

    def to_representation(self, instance: RegisterRecord) -> dict[str, Any]:
        applicant = self.entry.applicant_of(instance)
        asked = {key_of(name): _value(instance, name) for name in self.entry.asked if name != PAPER}
        return {
            "id": instance.pk,
            "applicant": applicant.unit_code if applicant else None,
            "applicant_name": applicant.name if applicant else None,
            "name": name_of(instance),
            **asked,
            "certified": instance.certified,
            "certified_at": instance.certified_at,
            "paper": instance.paper.name if instance.paper else None,
        }


def key_of(name: str) -> str:
    """The name of a field in the interface: money is in yuan, so that fen are not spoken of."""
    return name.removesuffix(FEN)


def fields_by_key(entry: Register) -> dict[str, str]:
    """The fields of a register by their names in the interface, the paper among them."""
    return {key_of(name): name for name in entry.asked}


def serializer_of(entry: Register) -> type[RecordSerializer]:
    """The description of a register's records, one class for each register."""
    return _described(entry.name)


@cache
def _described(name: str) -> type[RecordSerializer]:
    entry = registers()[name]
    fields = {key_of(name): _field(entry, name) for name in entry.asked if name != PAPER}
    called = "".join(part.capitalize() for part in entry.name.split("_"))
    return type(f"{called}Record", (RecordSerializer,), {"entry": entry, **fields})


def _value(record: RegisterRecord, name: str) -> Any:
    value = getattr(record, record._meta.get_field(name).attname)  # type: ignore[union-attr]  # a column, not a relation back
    if value is None:
        return None
    if name.endswith(FEN):
        return f"{to_yuan(value):.2f}"
    return str(value) if isinstance(record._meta.get_field(name), models.DecimalField) else value


def _field(entry: Register, name: str) -> Any:
    column: Any = entry.model._meta.get_field(name)
    told: dict[str, Any] = {
        "label": label_of(entry.model, name),
        "required": is_required(column) and not column.has_default(),
    }
    told |= {"allow_null": column.null, "help_text": entry.helps.get(name, str(column.help_text)) or told["label"]}
    if name.endswith(FEN):
        return serializers.CharField(
            **told | {"help_text": f"{told['help_text']}；单位：元，写成文本，例如 300000.00。"}
        )
    if column.choices:
        return serializers.ChoiceField(choices=column.flatchoices, allow_blank=column.blank, **told)
    for kind, field in _KINDS:
        if isinstance(column, kind):
            return field(**told)
    return serializers.CharField(allow_blank=column.blank, **told)


_KINDS: tuple[tuple[Any, Any], ...] = (
    (models.ForeignKey, serializers.IntegerField), (models.BooleanField, serializers.BooleanField),
    (models.DateTimeField, serializers.DateTimeField), (models.DateField, serializers.DateField),
    (models.IntegerField, serializers.IntegerField),
)  # fmt: skip
