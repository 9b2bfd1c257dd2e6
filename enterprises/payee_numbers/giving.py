"""A person gives its number for a payment, and takes it back whenever it agrees no longer."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from core import audit
from core.sealing import keyed_hash, seal
from core.values.identity_numbers import clean_identity_number
from core.values.verdict import YES, Verdict, no, require
from enterprises.applicants.permissions import can_edit
from enterprises.applicants.registering import IDENTITY
from enterprises.models import Applicant, ConsentSubject, PayeeNumber
from enterprises.payee_numbers.needing import needed_for
from enterprises.privacy.consenting import agree

GIVE_NUMBER = audit.action("give_payee_number", "登记领款人身份证号")
TAKE_BACK_NUMBER = audit.action("take_back_payee_number", "删除领款人身份证号")
NOT_NEEDED = "目前没有以您本人名义核定、需要拨付的款项，不需要登记身份证号。"
GIVEN = "已经登记，不用再填。"
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
    row = Applicant.objects.select_for_update(of=("self",)).select_related("city").get(pk=applicant.pk)
    require(can_give(by, row))
    number = clean_identity_number(identity_number)
    if keyed_hash(number, IDENTITY) != row.identity_hash:
        raise ValidationError(ANOTHER, code="another")
    person = User.objects.get(pk=by.user_id or 0)
    given = PayeeNumber.objects.create(applicant=row, sealed=seal(number), given_by=person)
    agree(applicant=row, user=person, subjects=(ConsentSubject.PAYMENT,))
    audit.record(by=by, action=GIVE_NUMBER, subject=row, chain=row.city.key)
    return given


@transaction.atomic
def take_back(*, applicant: Applicant, by: Actor) -> int:
    """Delete the sealed number, and with it what the person agreed to; 0 where none is kept. Raises Refused for others.

    What is still to be paid waits until the number is given again or shown at the window.
    """
    row = Applicant.objects.select_for_update(of=("self",)).select_related("city").get(pk=applicant.pk)
    require(can_edit(by, row))
    count, _ = PayeeNumber.objects.filter(applicant=row).delete()
    if count:
        audit.record(by=by, action=TAKE_BACK_NUMBER, subject=row, chain=row.city.key)
    return count
