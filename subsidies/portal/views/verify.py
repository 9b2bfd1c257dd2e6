"""The public page on which anybody checks a notice. It tells what is printed on the notice and nothing else."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests.portal_request import PortalRequest
from accounts.requests.throttling import within_limit
from accounts.scope.permissions import everyone, permitted_to
from core.values.numbering import InvalidCode, read_code
from enterprises.models import ApplicantKind
from subsidies.awards.models import Notice
from subsidies.policies import library
from subsidies.portal.forms.finding import VerifyForm
from subsidies.rules import Outcome

LIMIT, SECONDS = 30, 60


@dataclass(frozen=True)
class Verified:
    """The fields that the page may show, and no others."""

    number: str
    issued_on: date
    applicant: str
    title: str
    basis: str
    outcome: str
    amount_fen: int | None
    sha256: str
    revoked_on: date | None


@require_safe
@permitted_to(everyone)
def verify(request: PortalRequest, code: str = "") -> HttpResponse:
    """Without a code the question for it; with one the notice, or calmly that there is none."""
    if not code and "code" not in request.GET:
        return _page(request, VerifyForm())
    if not within_limit(request, "verify", limit=LIMIT, seconds=SECONDS):
        return _page(request, VerifyForm(), status=429, too_many=True)
    typed = code or str(request.GET["code"])
    try:
        read = read_code(typed)
    except InvalidCode as wrong:
        return _page(request, VerifyForm({"code": typed[:60]}), status=404, sentence=str(wrong))
    if code != read:
        return redirect("subsidies:verify", read)
    found = Notice.objects.select_related("award__claim__applicant", "award__revocation", "file")
    notice = found.filter(verify_code=read).first()
    if notice is None:
        sentence = "没有查到这份通知书，请对照通知书核对核验码。"
        return _page(request, VerifyForm({"code": read}), status=404, sentence=sentence)
    return _page(request, VerifyForm(), verified=_shown(notice), code=read)


def _shown(notice: Notice) -> Verified:
    award = notice.award
    scheme = library().schemes[award.claim.scheme_code]
    revocation = getattr(award, "revocation", None)
    return Verified(
        number=notice.number,
        issued_on=notice.issued_on,
        applicant=public_name(award.claim.applicant.name, award.claim.applicant.kind),
        title=scheme.title,
        basis=award.basis,
        outcome=award.get_outcome_display(),
        amount_fen=None if award.outcome == Outcome.NOT_PAYABLE else award.amount_fen,
        sha256=notice.file.sha256,
        revoked_on=timezone.localdate(revocation.revoked_at) if revocation else None,
    )


def public_name(name: str, kind: str) -> str:
    """An organisation's name as it is; of a person the family name alone."""
    return f"{name[:1]}**" if kind == ApplicantKind.INDIVIDUAL else name


def _page(request: PortalRequest, form: VerifyForm, status: int = 200, **more: object) -> HttpResponse:
    return render(request, "subsidies/verify.html", {"form": form, **more}, status=status)
