"""The details of an entry of the trail, in the words of the office."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from core.values.money import format_yuan

WORDS = {
    "was": "原为", "is": "现为", "before": "原为", "after": "现为", "uscc": "统一社会信用代码", "rows": "记录数",
    "name": "项目", "value": "数值", "year": "年度", "files": "材料", "amount_fen": "金额", "sha256": "内容摘要",
}  # fmt: skip


def detail_words(detail: Mapping[str, Any], subject_type: str) -> str:
    """All details in one line; the fields of the record by their labels, a change as 前 → 后."""
    return "；".join(_pair(key, value, _label(subject_type, key)) for key, value in detail.items())


def _label(subject_type: str, key: str) -> str:
    """The label of a field of the record, or nothing when it has no such field."""
    try:
        return str(getattr(apps.get_model(subject_type)._meta.get_field(key), "verbose_name", ""))
    except (LookupError, ValueError, FieldDoesNotExist):
        return ""


def _pair(key: str, value: Any, label: str) -> str:
    if label and isinstance(value, list) and len(value) == 2:
        return f"{label}：{_text(key, value[0])} → {_text(key, value[1])}"
    return f"{WORDS.get(key) or label or key}：{_text(key, value)}"


def _text(key: str, value: Any) -> str:
    if key.endswith("_fen") and isinstance(value, int):
        return format_yuan(value)
    if isinstance(value, list):
        return "、".join(_text("", row.get("name", row) if isinstance(row, Mapping) else row) for row in value) or "无"
    return "空" if value in (None, "") else str(value)
