"""The public page on which anybody checks a paper by its code."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.requests.portal_request import PortalRequest
from accounts.requests.throttling import within_limit
from accounts.scope.permissions import everyone, permitted_to
from core.values.numbering import InvalidCode, read_code
from subsidies.awards.papers.verifying import paper_by_code
from subsidies.portal.forms.finding import VerifyForm

LIMIT, SECONDS = 30, 60


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
    verified = paper_by_code(read)
    if verified is None:
        sentence = "没有查到这份通知书，请对照通知书核对核验码。"
        return _page(request, VerifyForm({"code": read}), status=404, sentence=sentence)
    return _page(request, VerifyForm(), verified=verified, code=read)


def _page(request: PortalRequest, form: VerifyForm, status: int = 200, **more: object) -> HttpResponse:
    return render(request, "subsidies/verify.html", {"form": form, **more}, status=status)
