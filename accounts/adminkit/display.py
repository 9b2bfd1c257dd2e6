"""Columns of the admin's lists."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.values.money import format_yuan
from core.values.numbers import plain_decimal

UNPUBLISHED = mark_safe('<span class="jcg-none">未公布</span>')  # nosec B308 B703
NOTHING = mark_safe('<span class="jcg-none">未填写</span>')  # nosec B308 B703
NEVER = mark_safe('<span class="jcg-none">从未</span>')  # nosec B308 B703
Column = Callable[[Any], Any]


def yuan_column(field: str, title: str, *, missing: SafeString = NOTHING) -> Column:
    """A column of money, right-aligned, everywhere to the fen: ¥500,000.00."""

    @admin.display(description=title, ordering=field)
    def show(record: Any) -> Any:
        fen = getattr(record, field)
        return missing if fen is None else amount(fen)

    return _called(show, field)


def number_column(field: str, title: str) -> Column:
    """A column of whole numbers, right-aligned."""

    @admin.display(description=title, ordering=field)
    def show(record: Any) -> Any:
        value = getattr(record, field)
        return NOTHING if value is None else f"{value:,}"

    return _called(show, f"{field}_count")


def decimal_column(field: str, title: str) -> Column:
    """A column of figures with places, right-aligned, without those that say nothing: 12,600 for 12600.00."""

    @admin.display(description=title, ordering=field)
    def show(record: Any) -> Any:
        value = getattr(record, field)
        return NOTHING if value is None else plain_decimal(value)

    return _called(show, f"{field}_count")


def _called(column: Column, name: str) -> Column:
    """By this name the sheet of styles knows what stands in a column, its head included: …_fen, …_count."""
    column.__name__ = name
    return column


def amount(fen: int) -> SafeString:
    """Money in a list."""
    return format_html('<span class="jcg-amount">{}</span>', format_yuan(fen))


def day_column(field: str, title: str, *, missing: SafeString = NOTHING) -> Column:
    """A column of days: 2026-03-31."""

    @admin.display(description=title, ordering=field)
    def show(record: Any) -> Any:
        value = getattr(record, field)
        return missing if value is None else day(value)

    return show


def day(value: date | datetime) -> SafeString:
    """A day, or a moment to the minute, in a list."""
    if isinstance(value, datetime):
        return format_html('<span class="jcg-day">{}</span>', f"{timezone.localtime(value):%Y-%m-%d %H:%M}")
    return format_html('<span class="jcg-day">{}</span>', value.isoformat())


def open_column(field: str, title: str) -> Column:
    """A column of what a text may leave open: 未公布 when empty. A choice is shown by its label."""

    @admin.display(description=title, ordering=field)
    def show(record: Any) -> Any:
        value = getattr(record, field)
        label = getattr(record, f"get_{field}_display", None)
        return UNPUBLISHED if value in (None, "") else label() if label else value

    return show
