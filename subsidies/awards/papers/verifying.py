"""What anybody may read of a paper by the code that is printed on it: the notice of an award, or that it was revoked,
whether it still holds, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from core.walls.acting import beyond_walls
from enterprises.models import ApplicantKind
from subsidies.awards.models import Award, Notice, RefusalNotice, RevocationNotice
from subsidies.awards.presenting import matter_of_award, part_words
from subsidies.awards.record import period_of
from subsidies.awards.selectors import left_fen, revoked_whole
from subsidies.cases.presenting import period_words
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM
from subsidies.policies import library
from subsidies.rules import Outcome


@dataclass(frozen=True)
class Verified:
    """The fields that the page may show, and no others. `revokes` is the number of the notice that a revocation takes
    back; `period` the months or the year that it is for, `left_fen` what stands today of an award of which a part was
    taken back; `parts` what of a notice was taken back, with the day."""

    number: str
    issued_on: date
    applicant: str
    title: str
    basis: str
    outcome: str
    amount_fen: int | None
    sha256: str
    revoked_on: date | None
    revokes: str = ""
    is_revocation: bool = False
    part: str = ""
    period: str = ""
    left_fen: int | None = None
    parts: Sequence[tuple[str, date]] = ()


@beyond_walls("whoever holds a paper may check it")
def paper_by_code(code: str) -> Verified | None:
    """The paper of this code, whichever it is."""
    notices = Notice.objects.select_related("award__claim__applicant", "file")
    if notice := notices.filter(verify_code=code).first():
        return _shown(notice)
    papers = RevocationNotice.objects.select_related("revocation__award__claim__applicant", "file")
    if paper := papers.filter(verify_code=code).first():
        return _of_revocation(paper)
    refusals = RefusalNotice.objects.select_related("claim__applicant", "file")
    refusal = refusals.filter(verify_code=code).first()
    return _of_refusal(refusal) if refusal else None


def _shown(notice: Notice) -> Verified:
    award = notice.award
    whole = revoked_whole(award)
    parts = [(part_words(row), timezone.localdate(row.revoked_at)) for row in award.revocations.all() if not row.whole]
    amount = None if award.outcome == Outcome.NOT_PAYABLE else award.amount_fen
    return Verified(
        **_told(notice, award), outcome=award.get_outcome_display(), amount_fen=amount, parts=parts,
        revoked_on=timezone.localdate(whole.revoked_at) if whole else None,
    )  # fmt: skip


def _of_revocation(paper: RevocationNotice) -> Verified:
    revocation = paper.revocation
    notice = getattr(revocation.award, "notice", None)
    return Verified(
        **_told(paper, revocation.award), outcome="", amount_fen=revocation.freed_fen or None, revoked_on=None,
        is_revocation=True, revokes=notice.number if notice else "", part=part_words(revocation),
    )  # fmt: skip


def _of_refusal(paper: RefusalNotice) -> Verified:
    claim = paper.claim
    outcome = CLAIM.state(claim).label_applicant
    return Verified(
        **_said(paper, claim), basis=claim.scheme.basis, outcome=outcome, amount_fen=None, revoked_on=None,
        period=period_of(claim),
    )  # fmt: skip


def _told(paper: Notice | RevocationNotice, award: Award) -> dict[str, Any]:
    """What every paper about an award says."""
    return _said(paper, award.claim) | {
        "basis": award.basis, "period": period_words(matter_of_award(award)),
        "left_fen": None if revoked_whole(award) else left_fen(award),
    }  # fmt: skip


def _said(paper: Notice | RevocationNotice | RefusalNotice, claim: Claim) -> dict[str, Any]:
    """What every paper says: its number and day, for whom, of which scheme, and the digest of its file."""
    applicant = claim.applicant
    return {
        "number": paper.number, "issued_on": paper.issued_on, "sha256": paper.file.sha256,
        "applicant": public_name(applicant.name, applicant.kind), "title": library().schemes[claim.scheme_code].title,
    }  # fmt: skip


def public_name(name: str, kind: str) -> str:
    """An organisation's name as it is; of a person the family name alone."""
    return f"{name[:1]}**" if kind == ApplicantKind.INDIVIDUAL else name
