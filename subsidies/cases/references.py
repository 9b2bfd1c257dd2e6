"""How a matter is named and dated in the answers of a form, and what is wrong with a name."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from core.values.keys import canonical_key
from core.values.text import clean_text
from enterprises.models import Applicant
from subsidies.cases.tidying import tidy_day, tidy_months
from subsidies.catalogue.questions import reference_is_own_code
from subsidies.rules import Scheme

MAX_REFERENCE = 120
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)  # fromisoformat takes weeks (2026-W01-1) too, which nobody means


def day_of(answers: Mapping[str, Any]) -> date | None:
    """The day that was answered, if it is one between 1900 and 2100."""
    plain = tidy_day(answers.get("on") or "")
    if not _DAY.fullmatch(plain):
        return None
    try:
        found = date.fromisoformat(plain)
    except ValueError:
        return None
    return found if 1900 <= found.year <= 2100 else None


def months_of(text: Any) -> tuple[str, ...]:
    """The calendar months that were answered; none as long as the answer is no list of months."""
    return tidy_months(text or "") or ()


def reference_of(scheme: Scheme, applicant: Applicant, answers: Mapping[str, Any]) -> str:
    """What names the matter, as typed; the applicant's own credit code where the matter is the applicant."""
    return applicant.unit_code if reference_is_own_code(scheme) else str(answers.get("reference") or "")


def reference_problem(text: str, label: str) -> str:
    """Why the text cannot name a matter; empty when it can."""
    if not text.strip():
        return f"请填写{label}。"
    try:
        key = canonical_key(clean_text(text, MAX_REFERENCE))
    except ValidationError as error:
        return f"{label}：{error.messages[0]}"
    return "" if len(key) <= MAX_REFERENCE else f"{label}太长，最多{MAX_REFERENCE}个字符。"
