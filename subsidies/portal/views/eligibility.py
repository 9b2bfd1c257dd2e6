"""What can I claim: the last stored answer, a button for a new one, and the three cities side by side."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.models import City
from accounts.requests.portal_request import PortalRequest
from accounts.requests.throttling import within_limit
from accounts.scope.permissions import applicants, permitted_to
from core.values.periods import business_today
from enterprises.applicants.current import current_applicant
from enterprises.models import Applicant
from parks.models import EntryRequest
from parks.tenancies.residency import is_resident
from subsidies.advice.ageing import claimed_besides, stale_words, told_since
from subsidies.advice.checking import check
from subsidies.advice.comparing import by_subject
from subsidies.advice.groups import SOMETIMES, by_status
from subsidies.advice.models import EligibilityRun
from subsidies.advice.summing import summary
from subsidies.policies import library

LIMIT, SECONDS = 10, 300
TOO_OFTEN = "核对得太频繁，请过几分钟再试。下面是上一次核对的结果。"


@require_safe
@permitted_to(applicants)
def eligibility(request: PortalRequest) -> HttpResponse:
    """The last answer for the applicant that the person acts for."""
    company = _company(request)
    run = _last_run(request, company)
    rows = [row for row in run.result if row["city"] == company.city.key and _open(row, company)] if run else []
    told = told_since(run, rows) if run else []
    groups = by_status([*told, *(claimed_besides(company, told) if run else [])], company.words.declared)
    context = {
        "company": company, "run": run, "stale": stale_words(run, rows) if run else "",
        "groups": [row for row in groups if row.rows or row.key not in SOMETIMES], "summary": summary(groups),
        "wants_entry": _asks_for_entry(company) and not is_resident(company, company.city, business_today()),
        "entry": EntryRequest.objects.visible_to(request.actor).filter(applicant=company).first(),
        "nothing": run is not None and not rows,
    }  # fmt: skip
    return render(request, "subsidies/eligibility.html", context)


def _asks_for_entry(company: Applicant) -> bool:
    """Whether any of the city's schemes that are open to such an applicant asks who is resident."""
    own = (row for row in library().schemes.values() if row.policy.city == company.city.key)
    return any(row.resident_asked for row in own if company.kind in row.kinds)


def _open(row: dict[str, Any], company: Applicant) -> bool:
    """Whether the scheme of a stored finding is open to who asks; checks of earlier days hold the others too."""
    scheme = library().schemes.get(row["scheme"])
    return scheme is None or company.kind in scheme.kinds


@require_POST
@permitted_to(applicants)
def eligibility_check(request: PortalRequest) -> HttpResponse:
    """Check anew and keep the answer; a check takes seconds, so that nobody presses without end."""
    company = _company(request)
    back = redirect("subsidies:three_cities" if request.POST.get("back") == "three" else "subsidies:eligibility")
    if not within_limit(request, f"check-{company.pk}", limit=LIMIT, seconds=SECONDS):
        messages.warning(request, TOO_OFTEN)
        return back
    asked_at = timezone.now()
    last = _last_run(request, company)
    run = check(applicant=company, by=request.actor, anew=last is not None and bool(stale_words(last, [])))
    messages.success(request, "已按最新记录核对。" if run.at >= asked_at else "已按最新记录核对，结果与上次相同。")
    return back


@require_safe
@permitted_to(applicants)
def three_cities(request: PortalRequest) -> HttpResponse:
    """The same company under the three cities' texts, by subject, each answer with its article."""
    company = _company(request)
    run = _last_run(request, company)
    actor = request.actor
    cities = sorted(City.objects.visible_to(actor), key=lambda city: (city.pk != company.city_id, city.code))
    names = {city.key: str(city) for city in cities}
    rows = by_subject(told_since(run, run.result), names) if run else []
    context = {"company": company, "run": run, "cities": cities, "subjects": rows,
               "resident": is_resident(company, company.city, business_today())}  # fmt: skip
    return render(request, "subsidies/three_cities.html", context)


def _last_run(request: PortalRequest, company: Applicant) -> EligibilityRun | None:
    runs = EligibilityRun.objects.visible_to(request.actor).filter(applicant=company)
    run: EligibilityRun | None = runs.first()
    return run


def _company(request: PortalRequest) -> Applicant:
    company = current_applicant(request)
    if company is None:
        raise Http404
    return company
