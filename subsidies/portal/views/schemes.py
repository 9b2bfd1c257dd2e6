"""The schemes: a list that reads like the documents, a page in plain words for each, and how a claim begins."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import City
from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, everyone, permitted_to
from core.values.periods import business_today
from core.values.verdict import Refused
from enterprises.applicants.current import current_applicant
from enterprises.models import Applicant
from subsidies.awards.presenting import revoked_parts
from subsidies.awards.record import period_of
from subsidies.awards.selectors import award_of
from subsidies.catalogue.in_force import scheme_on
from subsidies.catalogue.listing import documents, gaps, published, scheme_or_none, state_of
from subsidies.catalogue.sourcing import set_anew, standards_now, standards_of
from subsidies.claims import claiming
from subsidies.claims.models import Claim
from subsidies.claims.permissions import can_start
from subsidies.claims.selectors import claims_under
from subsidies.claims.states import CLAIM
from subsidies.policies.quoting import words_of_article
from subsidies.portal.choosing import further_claim
from subsidies.portal.forms.claim_form import ClaimForm
from subsidies.portal.forms.finding import SchemeSearch
from subsidies.portal.views.fetching import starts_too_often
from subsidies.rules import Scheme


@require_safe
@permitted_to(everyone)
def scheme_list(request: PortalRequest) -> HttpResponse:
    """Applicants begin with their own city; everybody may read all cities."""
    form = SchemeSearch(_filters(request))
    found = documents(form.wanted())
    context = {"form": form, "documents": found, "count": sum(row.count for row in found)}
    return render(request, "subsidies/scheme_list.html", context)


def _filters(request: PortalRequest) -> dict[str, str]:
    """What the address says; without any word of a city or of who asks, the applicant's own."""
    typed = {key: str(value) for key, value in request.GET.items()}
    company = current_applicant(request)
    own = {"city": company.city.key, "kind": company.kind} if company is not None else {}
    return own | typed


@require_safe
@permitted_to(everyone)
def scheme_page(request: PortalRequest, code: str) -> HttpResponse:
    """One scheme in plain words."""
    scheme = _scheme(code)
    if scheme.code != code:
        return redirect("subsidies:scheme", scheme.code, permanent=True)
    known, today = published(), business_today()
    context = {
        "scheme": scheme_on(scheme.code, today),
        "city": City.objects.get(key=scheme.policy.city),
        "state": state_of(scheme, known, today),
        "gaps": gaps(scheme, known),
        "set_anew": set_anew(scheme, today),
        "article_words": words_of_article(scheme),
        "standards": standards_now(scheme, today),
        **_beginning(request, scheme),
    }
    return render(request, "subsidies/scheme_page.html", context)


@require_safe
@permitted_to(everyone)
def standard_page(request: PortalRequest, code: str, name: str) -> HttpResponse:
    """One figure of a scheme: its values by day, each with the document that set it."""
    scheme = _scheme(code)
    found = standards_of(scheme, name)
    if not found:
        raise Http404
    city = City.objects.get(key=scheme.policy.city)
    context = {
        "scheme": scheme, "city": city, "named": found[0].figure.named, "standards": found,
        "any_published": any(row.is_published for row in found),
    }  # fmt: skip
    return render(request, "subsidies/standard.html", context)


def _beginning(request: PortalRequest, scheme: Scheme) -> dict[str, Any]:
    """What the person of this request can do with the scheme, or why not."""
    actor, company = request.actor, current_applicant(request)
    if company is None:
        return {"why_not": "" if not actor.is_authenticated else "您的账号没有关联申请人，不能申报。", "company": None}
    verdict = can_start(actor, company, scheme)
    return {
        "company": company,
        "why_not": verdict.reason,
        "advice": advice_for(company, scheme) if verdict else "",
        "open_claims": [(row, CLAIM.state(row), _about(row)) for row in claims_under(company.pk, scheme.code)],
        "further": further_claim(company, scheme),
    }


def _about(claim: Claim) -> str:
    """Of which matter and which months one of several claims is, and what of its award was taken back."""
    named, award = claim.about if claim.scheme.matter.reference_label else "", award_of(claim)
    gone = revoked_parts(award) if award else ""
    return "　".join(filter(None, (named, period_of(claim), f"{gone}已撤销" if gone else "")))


@require_POST
@permitted_to(applicants)
def start_claim(request: PortalRequest, code: str) -> HttpResponse:
    """Begin a claim for the applicant that the person acts for."""
    scheme = _scheme(code)
    company: Applicant | None = current_applicant(request)
    if company is None:
        raise Http404
    if starts_too_often(request, company.pk):
        return redirect("subsidies:scheme", scheme.code)
    try:
        claim = _started(request, scheme, company)
    except Refused as refusal:
        messages.error(request, refusal.reason)
        return redirect("subsidies:scheme", scheme.code)
    return redirect("subsidies:claim_edit", claim.public_id)


def _started(request: PortalRequest, scheme: Scheme, company: Applicant) -> Claim:
    """A draft, with answers where the page before knew some (subsidies.portal.views.eligibility)."""
    answers = ClaimForm(scheme, {}, {}, data=request.POST).answers()
    return claiming.start(scheme=scheme, applicant=company, by=request.actor, answers=answers)


def _scheme(code: str) -> Scheme:
    scheme = scheme_or_none(code)
    if scheme is None:
        raise Http404
    return scheme


def advice_for(applicant: Applicant, scheme: Scheme) -> str:
    """What an applicant should know before it begins, from its own record; empty when nothing stands in the way."""
    if applicant.kind not in scheme.kinds:
        return f"{scheme.reasons['wrong_applicant_kind']}。{applicant.name}登记为{applicant.get_kind_display()}。"
    return ""
