"""Which awards count: of a claim's the one that was not revoked whole, what of its sum stands, which are to be paid,
and which stand on a record that somebody is about to put right."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from core.consequences import Consequence, offers
from core.models import OutboxMessage
from core.values.money import format_yuan
from enterprises.models import Applicant, ApplicantKind, PayeeNumber
from enterprises.payee_numbers.needing import tells_need
from enterprises.registers.certifying import RecordChange
from subsidies.awards.models import Award, Notice, RefusalNotice, Revocation
from subsidies.awards.models.awards import AwardQuerySet
from subsidies.claims.models import Claim
from subsidies.claims.resting import claims_about
from subsidies.claims.states import SETTLED_STATES, ClaimState

FETCHED, REFUSAL_PAPER = "current_awards", "awards.refusal_paper"
FROZEN = "改动不改变已经作出的核定；核定有误的，另行办理撤销核定。"


def with_award(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """The claims with what `award_of` asks for, read in two queries for all of them, and each with `revoked_fen`: the
    sum of its last award that was revoked whole, None without one."""
    last = Award.objects.filter(claim=OuterRef("pk"), revocations__whole=True).order_by("-turn")
    return claims.annotate(revoked_fen=Subquery(last.values("amount_fen")[:1])).prefetch_related(
        Prefetch("awards", Award.objects.current().prefetch_related("revocations"), to_attr=FETCHED)
    )


def award_of(claim: Claim) -> Award | None:
    """The claim's award; None where there is none, or where it was revoked."""
    fetched: list[Award] | None = getattr(claim, FETCHED, None)
    if fetched is None:
        return claim.awards.current().order_by("-turn").first()
    return next(iter(fetched), None)


def paper_of(claim: Claim, award: Award | None) -> Notice | RefusalNotice | None:
    """The paper that tells what became of a claim: of its award, or that an office does not support it."""
    if award is not None:
        return Notice.objects.filter(award=award).select_related("file", "award").first()
    return RefusalNotice.objects.filter(claim=claim).select_related("file").first()


def paper_due(claim: Claim, award: Award | None) -> str:
    """What the paper is called that is made, or will be made by a worker; empty where none is."""
    if award is not None:
        return award.paper_name
    keys = Q(key__startswith=f"refusal:{claim.pk}:") | Q(key=f"{REFUSAL_PAPER}:{claim.pk}")
    waits = claim.state == ClaimState.REFUSED and OutboxMessage.objects.filter(keys, done_at=None).exists()
    return RefusalNotice.called if waits else ""


def revoked_whole(award: Award) -> Revocation | None:
    """What ended the award; None while it stands. Reads what was fetched along."""
    return next((row for row in award.revocations.all() if row.whole), None)


def standing_fen(award: Award) -> int:
    """What counts of the award's amount, in fen: all but what its revocations freed. Reads what was fetched along."""
    return award.amount_fen - sum(row.freed_fen for row in award.revocations.all())


def left_fen(award: Award) -> int | None:
    """What of an award stands today, to be said beside the awarded sum; None where nothing of it was taken back, and
    where it never came to a sum."""
    return standing_fen(award) if award.amount_fen and list(award.revocations.all()) else None


def revocations_of(claim: Claim) -> list[Revocation]:
    """What was taken back of the claim's awards, the latest first, with the papers of both."""
    rows = Revocation.objects.filter(award__claim=claim).select_related("award__notice", "notice")
    return list(rows.order_by("-revoked_at"))


def told_as_it_stands(rows: Iterable[Revocation], award: Award | None) -> list[Revocation]:
    """Those of a claim's revocations (latest first) that say where it stands: parts of the award that counts, or what
    ended the last one. All others are history."""
    if award is None:
        return list(rows)[:1]
    return [row for row in rows if row.award_id == award.pk]


@tells_need
def payable_to(applicant: Applicant) -> Iterable[str]:
    """The numbers of the applicant's claims whose award is to be paid."""
    rows = to_be_paid(Award.objects.filter(claim__applicant=applicant)).order_by("claim__number")
    return [str(number) for number in rows.values_list("claim__number", flat=True)]


def to_be_paid(awards: AwardQuerySet) -> AwardQuerySet:
    """Those of the awards that stand and still come to something, as `standing_fen` reckons it, of settled claims."""
    freed = Revocation.objects.filter(award=OuterRef("pk")).order_by().values("award").annotate(fen=Sum("freed_fen"))
    rows = awards.current().filter(claim__state__in=SETTLED_STATES).alias(freed=Subquery(freed.values("fen")))
    return rows.filter(amount_fen__gt=Coalesce("freed", 0))


def to_persons(awards: AwardQuerySet, *, given: bool) -> AwardQuerySet:
    """Those of the awards that are to be paid to a person whose identity number is there, or is not."""
    number = Exists(PayeeNumber.objects.filter(applicant=OuterRef("claim__applicant")))
    rows = to_be_paid(awards).filter(claim__applicant__kind=ApplicantKind.INDIVIDUAL)
    return rows.filter(number if given else ~number)


@offers(RecordChange)
def awards_on(change: RecordChange) -> Iterator[Consequence]:
    """What was awarded in the city of a record on its ground, and still stands, as one sentence for whoever is about to
    put it right."""
    city = change.record.city_id_of_record
    rows = claims_about(change.record).filter(city=city, state__in=SETTLED_STATES)
    found = {claim.number: standing_fen(award) for claim in with_award(rows) if (award := award_of(claim))}
    told = [f"{number} 核定 {format_yuan(fen)}" for number, fen in found.items() if fen]
    if told:
        yield Consequence(f"以这条记录为依据的申报已经核定：{'、'.join(told)}。{FROZEN}")


def next_turn(claim: Claim) -> int:
    """The number of the claim's next award, counted from 1."""
    return claim.awards.count() + 1
