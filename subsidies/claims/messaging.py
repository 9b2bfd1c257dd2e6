"""What applicant and office write to one another on a claim, and what the offices note for themselves.

A text stands in its own table, never in the trail, which says only that somebody wrote.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, cast

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.timezone import localtime

from accounts.actor import Actor, Role
from core import audit
from core.audit.withholding import refuse_unkept
from core.values.verdict import YES, Refused, Verdict, no, require
from subsidies.claims.models import Claim, ClaimMessage, ClaimNote, MessageReading
from subsidies.claims.moving import locked
from subsidies.claims.permissions import roles_for
from subsidies.claims.states import CLAIM, OPEN_STATES

SEND = audit.action("send_message", "发送消息", "发送消息")
NOTE = audit.action("write_note", "写内部备注", "写内部备注")
WRITERS = frozenset({Role.INTAKE, Role.REVIEWER})


class Talk(NamedTuple):
    """What was written to and fro on a claim, and what the offices noted for themselves, for one side."""

    messages: Sequence[ClaimMessage]
    unread: int
    may_send: Verdict
    notes: Sequence[ClaimNote]
    may_note: Verdict


def talk_of(claim: Claim, actor: Actor) -> Talk:
    """All of it as the actor sees it; no note for whom they are not meant."""
    notes = ClaimNote.objects.visible_to(actor).filter(claim=claim).select_related("by")
    found, of_office = list(claim.messages.select_related("by")), is_of_office(actor, claim)
    new = len(_new_to(found, claim, of_office)) if found else 0
    return Talk(found, new, can_send(actor, claim), list(notes), can_note(actor, claim))


def is_of_office(actor: Actor, claim: Claim) -> bool:
    """On which side of the claim the actor writes."""
    return Role.APPLICANT not in roles_for(actor, claim)


def can_send(actor: Actor, claim: Claim) -> Verdict:
    """May the actor write to the other side now?"""
    if not roles_for(actor, claim) & {*WRITERS, Role.APPLICANT}:
        return no("您没有在这份申报上发消息的权限。")
    if claim.number is None:
        return no("申报提交后，可以在这里与受理、审核人员互发消息。")
    if claim.state not in OPEN_STATES:
        return no(f"这份申报{CLAIM.state(claim).label_applicant}，不再收发消息。")
    return YES


def can_note(actor: Actor, claim: Claim) -> Verdict:
    """May the actor write a note for the offices? Closed claims too: it is no part of the proceeding."""
    return YES if roles_for(actor, claim) & WRITERS else no("您没有写内部备注的权限。")


@transaction.atomic
def send(*, claim: Claim, text: str, by: Actor) -> ClaimMessage:
    """Write to the other side; the same words twice in a row are one message."""
    claim = locked(claim)
    require(can_send(by, claim))
    text, of_office = _worth_keeping(text), is_of_office(by, claim)
    last = claim.messages.last()
    if last is not None and (last.text, last.by_id) == (text, by.user_id):
        return last
    acting = by.acting_for(claim.applicant_id)
    made: ClaimMessage = ClaimMessage.objects.create(
        claim=claim, of_office=of_office, text=text, by_id=cast(int, by.user_id), organisation=acting.organisation
    )
    audit.record(by=acting, action=SEND, subject=claim, chain=claim.city.key)
    return made


@transaction.atomic
def note(*, claim: Claim, text: str, by: Actor) -> ClaimNote:
    """Note something for the offices alone; the same words twice in a row are one note."""
    claim, text = locked(claim), _worth_keeping(text)
    require(can_note(by, claim))
    last = claim.notes.last()
    if last is not None and (last.text, last.by_id) == (text, by.user_id):
        return last
    made: ClaimNote = ClaimNote.objects.create(claim=claim, text=text, by_id=cast(int, by.user_id))
    audit.record(by=by, action=NOTE, subject=claim, chain=claim.city.key)
    return made


@transaction.atomic
def note_read(*, claim: Claim, by: Actor, upto: int | None = None) -> None:
    """The actor's side has read what the other one wrote, up to the message with the key `upto`: what came after the
    page was shown stays new. No step of the claim: the trail says nothing of it."""
    claim = locked(claim)
    if not roles_for(by, claim) & {*WRITERS, Role.APPLICANT}:
        raise Refused("您没有在这份申报上收发消息的权限。")
    of_office = is_of_office(by, claim)
    shown = [row for row in claim.messages.all() if upto is None or row.pk <= upto]
    if new := _new_to(shown, claim, of_office):
        MessageReading.objects.create(claim=claim, of_office=of_office, upto=new[-1], by_id=cast(int, by.user_id))


def spoken(claim: Claim) -> list[str]:
    """What both sides wrote, oldest first, each with its time and side; of an office its name alone."""
    rows = claim.messages.select_related("by")
    sides = ((row.organisation or "责任单位") if row.of_office else row.by.name for row in rows)
    return [f"{localtime(row.at):%Y-%m-%d %H:%M} {side}：{row.text}" for row, side in zip(rows, sides, strict=True)]


def _worth_keeping(text: str) -> str:
    text = text.strip()
    if not text:
        raise Refused("请写明内容。")
    refuse_unkept(text)
    return text


def _new_to(found: Sequence[ClaimMessage], claim: Claim, of_office: bool) -> list[ClaimMessage]:
    """Of all messages, oldest first, those that the other side wrote since this one wrote or read last."""
    read = claim.readings.filter(of_office=of_office).aggregate(last=Max("upto_id"))["last"] or 0
    known = max([row.pk for row in found if row.of_office == of_office], default=0)
    return [row for row in found if row.of_office != of_office and row.pk > max(read, known)]


def with_unread(claims: Iterable[int] | QuerySet[Any, Any], *, of_office: bool) -> set[int]:
    """Those of the claims, by number in the table, in which the side has something to read."""
    rows = ClaimMessage.objects.filter(claim__in=claims).values("claim").order_by()
    last = rows.annotate(
        theirs=Max("pk", filter=Q(of_office=not of_office)), own=Max("pk", filter=Q(of_office=of_office))
    )
    open_ones = {row["claim"]: row["theirs"] for row in last if (row["theirs"] or 0) > (row["own"] or 0)}
    if not open_ones:
        return set()
    readings = MessageReading.objects.filter(claim__in=open_ones, of_office=of_office).values("claim").order_by()
    read = dict(readings.annotate(last=Max("upto_id")).values_list("claim", "last"))
    return {claim for claim, theirs in open_ones.items() if theirs > read.get(claim, 0)}
