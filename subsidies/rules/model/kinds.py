"""What has a fixed list of values: outcomes, types of facts, who gives them, terms of caps."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What comes of a claim. Its place in this list is its code in a column of decisions."""

    PAYABLE = "payable"
    NOT_PAYABLE = "not_payable"
    NEEDS_DECISION = "needs_decision"
    NEEDS_PARAMETER = "needs_parameter"
    CASE_BY_CASE = "case_by_case"
    INVALID = "invalid"


class FactType(StrEnum):
    """What a fact is: numbers first, then truths, days, months, and one of some values."""

    MONEY = "money"
    DECIMAL = "decimal"
    RATE = "rate"
    INT = "int"
    BOOL = "bool"
    DATE = "date"
    MONTH = "month"
    ENUM = "enum"


NUMBERS = frozenset({FactType.MONEY, FactType.DECIMAL, FactType.RATE, FactType.INT})


class GivenBy(StrEnum):
    """Who says a fact: those who apply, the office, a published standard, or the ledger of what was paid."""

    APPLICANT = "applicant"
    OFFICER = "officer"
    PARAMETER = "parameter"
    LEDGER = "ledger"


class WhenMissing(StrEnum):
    """What a claim comes to without the fact."""

    INVALID = "invalid"
    NEEDS_PARAMETER = "needs_parameter"
    NEEDS_DECISION = "needs_decision"


class CapPeriod(StrEnum):
    """Over which time a cap counts."""

    CALENDAR_YEAR = "calendar_year"
    WHOLE_TERM = "whole_term"


class CapPer(StrEnum):
    """For whom, or for what, a cap counts together."""

    APPLICANT = "applicant"
    ACHIEVEMENT = "achievement"
    INSTITUTION = "institution"
