"""The rows of the copy that a person takes: labels as on the pages, words for codes, yuan, Beijing time."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Field, Model
from django.utils import timezone

from accounts.models import User
from core.models import StoredFile
from core.values.money import bare_label, to_yuan
from core.values.numbers import plain_decimal
from enterprises.models import Applicant

Row = list[tuple[str, str]]
OF_THE_OFFICE = "部门工作人员"
_FOR_MACHINES = frozenset(
    {"id", "identity_hash", "key", "identity", "created_by_id", "unit_code", "uscc", "charter", "applicant"}
)

_IN_FRONT = re.compile(r"¥(\d[\d,]*(?:\.\d+)?)")  # as amounts stand in running text


def fields_of(
    row: Model, applicant: Applicant, spoken: Mapping[str, str] | None = None, left_out: Collection[str] = ()
) -> Row:
    """The fields of a record by their labels; what only machines read, and whose copy it is, is left out.

    `spoken` says by field what a column of codes means.
    """
    silent, words = _FOR_MACHINES.union(left_out), spoken or {}
    fields = [field for field in row._meta.concrete_fields if field.name not in silent]
    return [
        (bare_label(str(field.verbose_name)), words.get(field.name, _value(row, field, applicant))) for field in fields
    ]


def in_yuan(fen: int | None) -> str:
    """An amount as the copy says it: 1,000.00 元."""
    return "" if fen is None else f"{to_yuan(fen):,.2f} 元"


def moment(value: datetime | None) -> str:
    """A point in time, Beijing time: 2026年3月31日 14:05."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{_day(local)} {local:%H:%M}"


def person(user: User | None, applicant: Applicant) -> str:
    """Who acts for the applicant by name; of an office no person is named."""
    if user is None:
        return ""
    return user.name if applicant.memberships.filter(user=user).exists() else OF_THE_OFFICE


def plain(value: Any) -> str:
    """A value in words; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, list | tuple):
        return "、".join(plain(part) for part in value)
    return _IN_FRONT.sub(r"\1 元", str(value))


def _value(row: Model, field: "Field[Any, Any]", applicant: Applicant) -> str:
    value = getattr(row, field.name)
    if getattr(field, "choices", None):
        return str(getattr(row, f"get_{field.name}_display")())
    if field.name.endswith("_fen"):
        return in_yuan(value)
    if isinstance(value, User):
        return person(value, applicant)
    return value.name if isinstance(value, StoredFile) else plain(value)


def _day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
