"""A treasurer looks at a person's number for a payment; who looked and what for is written down for good."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from accounts.actor import Actor, Role
from core import audit
from core.models import AuditEntry
from core.sealing import keyed_hash, unseal
from core.values.verdict import YES, Refused, Verdict, no, require
from enterprises.applicants.registering import IDENTITY
from enterprises.applicants.selectors import is_reachable
from enterprises.models import Applicant, PayeeNumber
from enterprises.payee_numbers.needing import needed_for

LOOK = audit.action("look_at_payee_number", "查看领款人身份证号")
audit.tell_details(purpose="用途", payment="款项")
NOT_GIVEN = "本人还没有登记身份证号。"
DELETED = (
    "账号已注销，登记过的身份证号也已删除，本人不能再在门户里登记。"
    "请通知本人带身份证到园区服务窗口，当面核对后在本页登记。"
)
TAMPERED = "解密出来的号码与本人注册时的不一致，不能使用，请由系统管理员核查。"


class Purpose(models.TextChoices):
    """What a number is looked at for; the person reads it in its copy."""

    PAYMENT = "payment", "办理拨付"
    RETURNED = "returned", "核对退回的款项"
    AUDIT = "audit", "配合审计检查"


audit.tell_values("purpose", {str(value): str(label) for value, label in Purpose.choices})


def can_pay(actor: Actor, applicant: Applicant, payment: str) -> Verdict:
    """A treasurer of the person's city who does not act for it, for a payment that is to be made to it."""
    if applicant.pk in actor.recused_from:
        return no("不能查看本人或本人代办过的领款人信息。")
    if Role.TREASURER not in actor.roles_in(applicant.city_id):
        return no("由本市的资金人员办理。")
    return YES if payment in needed_for(applicant) else no("这份申报没有需要向本人拨付的款项。")


def number_words(actor: Actor, payee: Applicant, payment: str) -> str:
    """Whether the number of a person is there, said to whoever may pay; empty for all others, and where nothing is to
    be paid."""
    if not can_pay(actor, payee, payment):
        return ""
    given = PayeeNumber.objects.filter(applicant=payee).exists()
    return "身份证号已登记，可以办理拨付。" if given else "身份证号没有登记，本人登记或到窗口登记以后才能拨付。"


def can_look(actor: Actor, applicant: Applicant, payment: str) -> Verdict:
    """Who may pay, once the number is there."""
    allowed = can_pay(actor, applicant, payment)
    if not allowed:
        return allowed
    if PayeeNumber.objects.filter(applicant=applicant).exists():
        return YES
    return no(NOT_GIVEN if is_reachable(applicant) else DELETED)


@transaction.atomic
def look(*, applicant: Applicant, payment: str, purpose: str, by: Actor) -> str:
    """The number, for the answer to this one request.

    Raises Refused for others, without a purpose, and where the sealed text does not open to the person's own number.
    """
    row = Applicant.objects.select_for_update(of=("self",), no_key=True).select_related("city").get(pk=applicant.pk)
    require(can_look(by, row, payment))
    if purpose not in Purpose.values:
        raise Refused("请选择查看的用途。")
    number = unseal(PayeeNumber.objects.get(applicant=row).sealed)
    if keyed_hash(number, IDENTITY) != row.identity_hash:
        raise Refused(TAMPERED)
    detail = {"purpose": purpose, "payment": payment}
    audit.record(by=by, action=LOOK, subject=row, chain=row.city.key, detail=detail)
    return number


@dataclass(frozen=True)
class Look:
    """Somebody looked: the office, not the officer; the purpose in words; the number of the claim."""

    at: datetime
    organisation: str
    purpose: str
    payment: str


def looks_at(applicant: Applicant) -> list[Look]:
    """Each look at the person's number, the latest first."""
    rows = AuditEntry.objects.filter(subject_type=Applicant.trail_kind, subject_id=str(applicant.pk), action=LOOK)
    words = dict(Purpose.choices)
    return [
        Look(row.at, row.organisation, str(words.get(row.detail["purpose"], "")), row.detail["payment"])
        for row in rows.order_by("-id")
    ]
