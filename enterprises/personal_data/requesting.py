"""A person or a team asks an office to delete what it may not delete itself; the office does so or says why not.

Who handed nothing in goes with all certified records. Who did keeps what public money needs as its proof, and loses the
account and the ways to be reached.
"""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.actor import Actor, Role, Standing, StandingKind
from core import audit
from core.values.verdict import YES, Refused, Verdict, no, require
from enterprises.models import Applicant, ErasureRequest, ErasureState, RegisterRecord
from enterprises.personal_data.erasing import can_erase, close_account, erase, told_of
from enterprises.personal_data.keeping import all_kept
from enterprises.registers.certifying import chain_of
from enterprises.registers.register import CERTIFIERS, registers
from enterprises.registers.resting import rests_on

ASK_ERASURE = audit.action("ask_erasure", "申请删除个人信息")
TAKE_BACK_ERASURE = audit.action("take_back_erasure", "撤回删除申请")
GRANT_ERASURE = audit.action("grant_erasure", "办理个人信息删除")
DENY_ERASURE = audit.action("deny_erasure", "不予删除个人信息")
ERASE_RECORD = audit.action("erase_record", "按本人要求删除记录")
ANSWERED_ALREADY = {
    ErasureState.GRANTED: "已按这件申请删除。",
    ErasureState.DENIED: "这件申请已答复不予删除。",
    ErasureState.TAKEN_BACK: "这件申请已撤回。",
}
OPEN_ALREADY = "已有一件删除申请等待办理。"


def can_ask(actor: Actor, applicant: Applicant) -> Verdict:
    """Who may delete its own may ask for the rest, one request at a time."""
    allowed = can_erase(actor, applicant)
    if not allowed:
        return allowed
    open_ones = ErasureRequest.objects.filter(applicant=applicant, state=ErasureState.ASKED)
    return no(OPEN_ALREADY) if open_ones.exists() else YES


def can_answer(actor: Actor, request: ErasureRequest) -> Verdict:
    """Those who certify records in the applicant's city, never for whom they act themselves."""
    if request.state != ErasureState.ASKED:
        return no(ANSWERED_ALREADY[ErasureState(request.state)])
    if request.applicant_id in actor.recused_from or request.asked_by_id == actor.user_id:
        return no("不能办理本人或本人代办过的申请。")
    if not CERTIFIERS & actor.roles_in(request.applicant.city_id):
        return no("由本市的园区运营或审核人员办理。")
    return YES


def stays(applicant: Applicant) -> list[tuple[str, str]]:
    """What may not be deleted whoever asks, and why: words and rule."""
    return [(kept.words, kept.rule) for kept in all_kept().values() if kept.bound(applicant)]


@transaction.atomic
def ask(*, applicant: Applicant, reason: str, by: Actor) -> ErasureRequest:
    """Ask the offices of the applicant's city. Raises Refused, for a number of a person in the reason too."""
    require(can_ask(by, applicant))
    audit.refuse_number(reason)
    row = ErasureRequest(applicant=applicant, reason=reason)
    row.asked_by_id = by.user_id  # type: ignore[assignment]  # who may ask has an account
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(OPEN_ALREADY) from error
    audit.record(by=by, action=ASK_ERASURE, subject=applicant, chain=applicant.city.key)
    return row


@transaction.atomic
def take_back(*, request: ErasureRequest, by: Actor) -> ErasureRequest:
    """Ask no more. Raises Refused for other people and for what has been answered."""
    row = _locked(request)
    if row.applicant_id not in by.applicant_ids:
        raise Refused("只有本人可以撤回。")
    if row.state != ErasureState.ASKED:
        raise Refused("这件申请已经办结，不能撤回。")
    row.state = ErasureState.TAKEN_BACK
    row.save()
    audit.record(by=by, action=TAKE_BACK_ERASURE, subject=row.applicant, chain=row.applicant.city.key)
    return row


@transaction.atomic
def grant(*, request: ErasureRequest, by: Actor, answer: str = "") -> ErasureRequest:
    """Delete all but what public money needs as its proof, and close the account.

    Raises Refused for whoever may not answer, and for what has been answered.
    """
    row = _locked(request)
    require(can_answer(by, row))
    bound = bool(stays(row.applicant))
    erased = 0 if bound else sum(_erased(record, by) for record in _certified(row.applicant))
    done = erase(applicant=row.applicant, by=_on_behalf(row))
    if bound:
        close_account(row.applicant)
    row.erased, row.reason = erased + done.count, ""  # what was written with it goes as well
    return _answered(row, ErasureState.GRANTED, answer, by, GRANT_ERASURE)


@transaction.atomic
def deny(*, request: ErasureRequest, by: Actor, answer: str) -> ErasureRequest:
    """Delete nothing, for a reason that the person reads. Raises Refused like `grant`."""
    row = _locked(request)
    require(can_answer(by, row))
    if not answer.strip():
        raise Refused("不予删除的，请写明理由。")
    return _answered(row, ErasureState.DENIED, answer, by, DENY_ERASURE)


def _on_behalf(request: ErasureRequest) -> Actor:
    """The person who asked, for the applicant: what it may delete itself is deleted in its name."""
    whose, person = request.applicant, request.asked_by
    standing = Standing(StandingKind.APPLICANT, Role.APPLICANT, whose.pk, whose.name, whose.city_id)
    return Actor(user_id=person.pk, name=person.name, standings=(standing,))


def _certified(applicant: Applicant) -> list[RegisterRecord]:
    """Certified records of its own, those that hang on others first."""
    found: list[RegisterRecord] = []
    for entry in reversed(registers().values()):
        found += entry.model._default_manager.filter(**{entry.owner: applicant, "certified": True})
    return found


def _erased(record: RegisterRecord, by: Actor) -> int:
    """Delete a record on which nothing rests; how many went."""
    if rests_on(record):
        return 0
    chain, pk = chain_of(record), record.pk
    try:
        with transaction.atomic():
            record.delete()
    except ProtectedError:
        return 0
    record.pk = pk
    audit.record(by=by, action=ERASE_RECORD, subject=record, chain=chain)
    return 1


def _answered(row: ErasureRequest, state: ErasureState, answer: str, by: Actor, action: str) -> ErasureRequest:
    row.state, row.answer = state, answer.strip()
    row.answered_by_id, row.answered_at = by.user_id, timezone.now()
    row.save()
    detail = told_of(row.erased, left=True) if state == ErasureState.GRANTED else None
    chain = row.applicant.city.key
    audit.record(by=by, action=action, subject=row.applicant, chain=chain, reason=row.answer, detail=detail)
    return row


def _locked(request: ErasureRequest) -> ErasureRequest:
    """The request as it is stored, with its applicant; both held, the applicant first, as `erase` does."""
    Applicant.objects.select_for_update(of=("self",), no_key=True).get(pk=request.applicant_id)
    rows = ErasureRequest.objects.select_for_update(of=("self",))
    return rows.select_related("applicant__city", "asked_by").get(pk=request.pk)
