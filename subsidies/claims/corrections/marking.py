"""What an office marks as wrong when it sends a claim back, all at once, each at its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.utils.timezone import localtime

from accounts.actor import Actor
from core.audit.withholding import refuse_unkept
from core.values.verdict import Refused
from subsidies.cases.explaining import field_label
from subsidies.claims.corrections.places import places_of
from subsidies.claims.models import Claim, ClaimReturn, ReturnMark
from subsidies.claims.models.returns import MOST_SAID

SEE_THE_MARKS = "请按标出的各处补正。"


@dataclass(frozen=True)
class Marked:
    """What somebody says to be wrong at a place: the name of a question or the label of a paper."""

    place: str
    said: str


def checked(claim: Claim, marks: Sequence[Marked]) -> list[ReturnMark]:
    """The marks as they are to be kept, in the order of the form. Raises Refused where a place is none of this claim,
    is marked twice, or nothing is said of it that can be kept."""
    places = {row.name: row for row in places_of(claim)} if marks else {}
    named = [mark.place for mark in marks]
    if not places.keys() >= set(named) or len(set(named)) < len(named):
        raise Refused("申报中没有所标的这一处，请按本页现在的内容重新标出。")
    for mark in marks:
        _refuse(places[mark.place].label, mark.said)
    order = list(places)
    kept = sorted(marks, key=lambda mark: order.index(mark.place))
    return [ReturnMark(place=row.place, of_paper=places[row.place].of_paper, said=row.said) for row in kept]


def _refuse(label: str, said: str) -> None:
    if not said.strip():
        raise Refused(f"请写明“{label}”需要补正什么。")
    if len(said) > MOST_SAID:
        raise Refused(f"“{label}”的补正意见最多{MOST_SAID}个字，现在有{len(said)}个字。")
    refuse_unkept(said)


def keep(claim: Claim, marks: Sequence[ReturnMark], by: Actor) -> ClaimReturn:
    """Keep the marks beside what the claim was handed in with; in the caller's transaction."""
    made: ClaimReturn = ClaimReturn.objects.create(
        claim=claim, receipt=claim.receipt or {}, facts=claim.facts, by_id=cast(int, by.user_id)
    )
    for mark in marks:
        mark.sent_back = made
    ReturnMark.objects.bulk_create(marks)
    return made


def last_of(claim: Claim) -> ClaimReturn | None:
    """The last time that the claim was sent back, with its marks."""
    rows = ClaimReturn.objects.filter(claim=claim).prefetch_related("marks")
    return rows.order_by("-pk").first()


def told(claim: Claim) -> list[str]:
    """What was marked each time that the claim was sent back, oldest first, for the applicant's own data."""
    rows = ClaimReturn.objects.filter(claim=claim).prefetch_related("marks")
    return [
        f"{localtime(row.at):%Y-%m-%d %H:%M} {label_of(claim, mark)}：{mark.said}"
        for row in rows
        for mark in row.marks.all()
    ]


def label_of(claim: Claim, mark: ReturnMark) -> str:
    """What the place is called."""
    return mark.place if mark.of_paper else field_label(claim.scheme, mark.place)
