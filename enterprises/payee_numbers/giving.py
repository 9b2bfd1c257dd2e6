"""A person gives its number for a payment, and takes it back whenever it agrees no longer: in the portal, or with its
identity card at the window, where a treasurer writes it down for the payment that it is needed for."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from core import audit
from core.sealing import keyed_hash, seal
from core.values.identity_numbers import clean_identity_number
from core.values.verdict import YES, Refused, Verdict, no, require
from enterprises.applicants.permissions import can_edit
from enterprises.applicants.registering import IDENTITY
from enterprises.models import Applicant, ConsentSubject, PayeeNumber
from enterprises.payee_numbers.looking import Purpose, can_pay
from enterprises.payee_numbers.needing import needed_for
from enterprises.privacy.consenting import agree

GIVE_NUMBER = audit.action("give_payee_number", "登记领款人身份证号")
WRITE_NUMBER = audit.action("write_payee_number", "在窗口登记领款人身份证号")
TAKE_BACK_NUMBER = audit.action("take_back_payee_number", "删除领款人身份证号")
NOT_NEEDED = "目前没有以您本人名义核定、需要拨付的款项，不需要登记身份证号。"
GIVEN = "已经登记，不用再填。"
NOT_PRESENT = "请确认本人已当面出示身份证，并同意为办理拨付使用这个号码。"
ANOTHER = "与注册时的公民身份号码不一致，请核对；本人更换过号码的，请带身份证到园区服务窗口办理。"


def can_give(actor: Actor, applicant: Applicant) -> Verdict:
    """The person itself, while a payment needs the number and it is not there."""
    allowed = can_edit(actor, applicant)
    if not allowed:
        return allowed
    if PayeeNumber.objects.filter(applicant=applicant).exists():
        return no(GIVEN)
    return YES if needed_for(applicant) else no(NOT_NEEDED)


@transaction.atomic
def give(*, applicant: Applicant, identity_number: str, by: Actor) -> PayeeNumber:
    """Seal the number. It has to be the one that the person signed up with.

    Raises Refused for others and where none is needed, ValidationError for what is no number or another's.
    """
    row = Applicant.objects.select_for_update(of=("self",), no_key=True).select_related("city").get(pk=applicant.pk)
    require(can_give(by, row))
    person = User.objects.get(pk=by.user_id or 0)
    given = _sealed(row, identity_number, person)
    agree(applicant=row, user=person, subjects=(ConsentSubject.PAYMENT,))
    audit.record(by=by, action=GIVE_NUMBER, subject=row, chain=row.city.key)
    return given


def can_write(actor: Actor, applicant: Applicant, payment: str) -> Verdict:
    """Who may pay the person, while the number is not there."""
    allowed = can_pay(actor, applicant, payment)
    return no(GIVEN) if allowed and PayeeNumber.objects.filter(applicant=applicant).exists() else allowed


@transaction.atomic
def write_at_window(
    *, applicant: Applicant, payment: str, identity_number: str, present: bool, by: Actor
) -> PayeeNumber:
    """Seal the number of a person who shows its card, for a payment; `present`: it did, and agrees.

    Raises like `give`, and Refused where nobody says that the person was there.
    """
    row = Applicant.objects.select_for_update(of=("self",), no_key=True).select_related("city").get(pk=applicant.pk)
    require(can_write(by, row, payment))
    if not present:
        raise Refused(NOT_PRESENT)
    given = _sealed(row, identity_number, User.objects.get(pk=by.user_id or 0))
    detail = {"purpose": Purpose.PAYMENT.value, "payment": payment}
    audit.record(by=by, action=WRITE_NUMBER, subject=row, chain=row.city.key, detail=detail)
    return given


def _sealed(row: Applicant, identity_number: str, giver: User) -> PayeeNumber:
    """Kept encrypted, if it is the one that the person signed up with."""
    number = clean_identity_number(identity_number)
    if keyed_hash(number, IDENTITY) != row.identity_hash:
        raise ValidationError(ANOTHER, code="another")
    return PayeeNumber.objects.create(applicant=row, sealed=seal(number), given_by=giver)


@transaction.atomic
def take_back(*, applicant: Applicant, by: Actor, payment: str = "") -> int:
    """Delete the sealed number, and with it what the person agreed to; 0 where none is kept. Raises Refused for others.

    At the window a treasurer does it for the person, who names the `payment`. What is still to be paid waits until the
    number is given again or shown at the window.
    """
    row = Applicant.objects.select_for_update(of=("self",), no_key=True).select_related("city").get(pk=applicant.pk)
    require(can_pay(by, row, payment) if payment else can_edit(by, row))
    count, _ = PayeeNumber.objects.filter(applicant=row).delete()
    if count:
        detail = {"payment": payment} if payment else {}
        audit.record(by=by, action=TAKE_BACK_NUMBER, subject=row, chain=row.city.key, detail=detail)
    return count
