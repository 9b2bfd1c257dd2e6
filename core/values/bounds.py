"""Bounds of numbers that the database holds, each with the sentence that a form says."""

from django.db import models
from django.db.models import Q

NEGATIVE, NOTHING, BELOW_ZERO = "金额不能为负数。", "金额须大于0。", "不能小于0。"
TOO_LARGE = "数字过大，请核对。"
EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
YEARS = f"年度须在{EARLIEST_YEAR}年至{LATEST_YEAR}年之间。"


def not_negative(field: str, name: str, says: str = NEGATIVE) -> models.CheckConstraint:
    """Zero or more; empty passes."""
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(**{f"{field}__gte": 0}), name=name, violation_error_message=says
    )


def above_zero(field: str, name: str, says: str = NOTHING) -> models.CheckConstraint:
    """More than zero; empty passes."""
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(**{f"{field}__gt": 0}), name=name, violation_error_message=says
    )


def year_within(field: str, name: str) -> models.CheckConstraint:
    """A year of our calendar; what lies beyond is a slip of the keyboard."""
    within = Q(**{f"{field}__gte": EARLIEST_YEAR, f"{field}__lte": LATEST_YEAR})
    return models.CheckConstraint(condition=within, name=name, violation_error_message=YEARS)
