"""An office enters an applicant or puts its particulars right: what claims rest on (kind, capital) is written here."""

from django.db import IntegrityError, transaction

from accounts.actor import Actor, Role
from core.values.verdict import YES, Refused, Verdict, no, require
from enterprises.models import Applicant

ENTERED_BY_OFFICE = (
    "name", "uscc", "kind", "industry", "district", "address", "legal_person", "registered_on",
    "registered_capital_fen", "paid_in_capital_fen", "contact_name", "contact_phone",
)  # fmt: skip
STAYS = "统一社会信用代码登记后不能更改；代码有误的，请另行登记。"
CODE_TAKEN = "这个统一社会信用代码已经登记过，请核对。"


def can_enter(actor: Actor, applicant: Applicant) -> Verdict:
    """Operators and reviewers of the applicant's city, never for whom they act themselves."""
    if applicant.pk is not None and applicant.pk in actor.recused_from:
        return no("不能修改本人代办过的单位。")
    keepers = {Role.OPERATOR, Role.REVIEWER} & actor.roles_in(applicant.city_id)
    return YES if keepers else no("由本市的园区运营或审核人员登记。")


@transaction.atomic
def enter(applicant: Applicant, *, by: Actor) -> Applicant:
    """Write a new applicant, or what an office put right of one that is there.

    The caller leaves the entry in the trail, which keeps what stood there before. What the applicant is found to be,
    its city and the credit code that it has stay as they are. Raises Refused for other people, for another credit code
    and for one that is taken.
    """
    stored = _held(applicant)
    require(can_enter(by, stored or applicant))
    if stored is not None and stored.uscc and stored.uscc != applicant.uscc:
        raise Refused(STAYS)
    try:
        with transaction.atomic():
            applicant.save(update_fields=ENTERED_BY_OFFICE if stored else None)
    except IntegrityError as error:
        if Applicant.objects.exclude(pk=applicant.pk).filter(uscc=applicant.uscc).exists():
            raise Refused(CODE_TAKEN) from error
        raise
    return applicant


def _held(applicant: Applicant) -> Applicant | None:
    """The applicant as it is stored, held until the transaction ends; None for a new one."""
    rows = Applicant.objects.select_for_update(of=("self",), no_key=True)
    found: Applicant | None = rows.filter(pk=applicant.pk).first() if applicant.pk else None
    return found
