"""An applicant keeps its particulars: what it may change itself, with what was there before in the audit trail."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from core import audit
from core.telling.details import CHANGES
from core.values.verdict import require
from enterprises.applicants.permissions import can_edit
from enterprises.models import Applicant, ApplicantKind

UPDATE = audit.action("update_profile", "修改基本情况")
# Name, credit code, city and kind are proven by the licence; they change at the window, not here.
KEPT_BY_ENTERPRISE = (
    "district", "address", "legal_person", "contact_name", "contact_phone", "industry", "registered_on",
    "registered_capital_fen", "paid_in_capital_fen",
)  # fmt: skip
ON_A_LICENCE = frozenset({"legal_person", "registered_on", "registered_capital_fen", "paid_in_capital_fen"})
OF_NO_PERSON = frozenset({"industry"})


def kept_by(applicant: Applicant) -> tuple[str, ...]:
    """The particulars that this applicant keeps: what stands on a licence is not asked of who has none, and a natural
    person is of no branch of industry."""
    not_asked: frozenset[str] = frozenset() if applicant.licensed else ON_A_LICENCE
    if applicant.kind == ApplicantKind.INDIVIDUAL:
        not_asked |= OF_NO_PERSON
    return tuple(name for name in KEPT_BY_ENTERPRISE if name not in not_asked)


@transaction.atomic
def update_profile(*, applicant: Applicant, changes: Mapping[str, Any], by: Actor) -> list[str]:
    """Write `changes` (field name to value) and return the names of the fields that differed.

    Nothing different writes nothing. Raises Refused for other people, KeyError for a field that is not the
    applicant's to change, ValidationError for values that the model refuses.
    """
    row = Applicant.objects.select_for_update(of=("self",), no_key=True).get(pk=applicant.pk)
    require(can_edit(by, row))
    before = {name: _text(row, name) for name in changes}
    for name, value in changes.items():
        _set(row, name, value)
    row.full_clean(exclude={field.name for field in row._meta.fields} - set(changes), validate_unique=False)
    differing = [name for name in changes if before[name] != _text(row, name)]
    if differing:
        row.save(update_fields=differing)
        told = [{"field": name, "was": before[name], "is": _text(row, name)} for name in differing]
        audit.record(by=by, action=UPDATE, subject=row, chain=row.city.key, detail={CHANGES: told})
    return differing


def _set(row: Applicant, name: str, value: Any) -> None:
    if name not in KEPT_BY_ENTERPRISE:
        raise KeyError(name)
    setattr(row, name, value)


def _text(row: Applicant, name: str) -> str:
    value = getattr(row, name)
    return "" if value is None else str(value)
