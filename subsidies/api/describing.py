"""How the address for reckoning one claim describes itself: what may be handed in, and what comes back.

What may be handed in is made from the fields of the header, so that a further field is described without a word here.
"""

from collections.abc import Callable, Mapping
from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from subsidies.rules.model.header import FIELDS, HeaderField
from subsidies.rules.model.kinds import FactType

_Field = serializers.Field[Any, Any, Any, Any]
_Made = Callable[..., _Field]


def _choices(row: HeaderField, **told: Any) -> _Field:
    values: Mapping[str, str] = row.column.values if row.column else {}
    return serializers.ChoiceField(choices=list(values.items()), **told)


def _money(row: HeaderField, **told: Any) -> _Field:
    return serializers.DecimalField(max_digits=18, decimal_places=2, **told)


_BY_TYPE: Mapping[FactType, _Made] = {
    FactType.DATE: lambda row, **told: serializers.DateField(**told),
    FactType.ENUM: _choices,
    FactType.BOOL: lambda row, **told: serializers.BooleanField(**told),
    FactType.MONEY: _money,
}
_BY_NAME: Mapping[str, _Made] = {
    "facts": lambda row, **told: serializers.DictField(**told),
    "id": lambda row, **told: serializers.JSONField(**told),
}


def _text(row: HeaderField, **told: Any) -> _Field:
    return serializers.CharField(**told)


def _described(row: HeaderField) -> _Field:
    made = _BY_TYPE[row.column.type] if row.column else _BY_NAME.get(row.name, _text)
    return made(row, required=row.needed, allow_null=row.nullable, help_text=f"{row.label}：{row.shape}")


CLAIM_BODY = inline_serializer(
    "EvaluateRequest",
    {"scheme": serializers.CharField(help_text="条目编号，如 CZ-12")} | {row.name: _described(row) for row in FIELDS},
)
DECISION = inline_serializer(
    "Decision",
    {
        "id": serializers.JSONField(),
        "scheme": serializers.CharField(allow_null=True),
        "outcome": serializers.CharField(),
        "amount": serializers.CharField(allow_null=True),
        "floor": serializers.CharField(allow_null=True),
        "ceiling": serializers.CharField(allow_null=True),
        "shares": serializers.DictField(child=serializers.CharField()),
        "entitlements": serializers.DictField(child=serializers.CharField()),
        "reasons": serializers.ListField(child=serializers.CharField()),
        "basis": serializers.CharField(allow_null=True),
        "steps": serializers.ListField(child=serializers.DictField()),
    },
)
