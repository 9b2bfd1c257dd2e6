"""The details of an entry of the trail in the words of the office."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from core.telling.kinds import model_of
from core.values.money import bare_label, format_yuan

_VALUES: dict[str, Mapping[str, str]] = {}
_WORDS = {"was": "原为", "is": "现为", "before": "原为", "after": "现为"}
CHANGES = "changes"


def tell_details(**words: str) -> None:
    """Say what the details that a verb writes are called: `tell_details(amount_fen="金额")`."""
    _WORDS.update(words)


def tell_values(key: str, words: Mapping[str, str]) -> None:
    """Say what the codes that a detail holds are called: `tell_values("purpose", {"payment": "办理拨付"})`."""
    _VALUES[key] = words


def detail_words(detail: Mapping[str, Any], kind: str) -> str:
    """All details in one line; the fields of the record by their labels, a change as 前 → 后."""
    return "；".join([*_told(detail, kind), *change_lines(detail, kind)])


def change_lines(detail: Mapping[str, Any], kind: str) -> list[str]:
    """What was typed on a page of the admin, a line a field."""
    return [_change(row, kind) for row in detail.get(CHANGES) or () if "field" in row]


def _told(detail: Mapping[str, Any], kind: str) -> Iterator[str]:
    for key, value in detail.items():
        if key != CHANGES:
            yield _pair(key, value, _label(kind, key))


def _change(row: Mapping[str, Any], kind: str) -> str:
    name = row["field"]
    before = f"{_text(name, row['was'])} → " if "was" in row else ""
    return f"{_label(kind, name) or _WORDS.get(name, name)}：{before}{_text(name, row['is'])}"


def _label(kind: str, key: str) -> str:
    """The label of a field of the record, or nothing when it has no such field. Money is shown in yuan."""
    model = model_of(kind)
    try:
        label = str(getattr(model._meta.get_field(key), "verbose_name", "")) if model else ""
    except FieldDoesNotExist:
        return ""
    return bare_label(label)


def _pair(key: str, value: Any, label: str) -> str:
    return f"{_WORDS.get(key) or label or key}：{_text(key, value)}"


def _text(key: str, value: Any) -> str:
    if key.endswith("_fen") and str(value).isdecimal():
        return format_yuan(int(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_text("", row.get("name", row) if isinstance(row, Mapping) else row) for row in value) or "无"
    return "空" if value in (None, "") else _VALUES.get(key, {}).get(str(value), str(value))
