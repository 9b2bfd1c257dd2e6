"""What can I claim: the last stored answer, a button for a new one, and the three cities side by side."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from accounts.models import City
from accounts.requests.portal_request import PortalRequest
from accounts.requests.throttling import within_limit
from accounts.scope.permissions import applicants, permitted_to
from core.values.periods import business_today
from enterprises.applicants.current import current_applicant
from enterprises.models import Applicant
from enterprises.registers.selectors import changed_since
from parks.models import EntryRequest
from parks.tenancies.residency import is_resident
from subsidies.advice.checking import check
from subsidies.advice.groups import Nearness, brief_answer, by_status
from subsidies.advice.models import EligibilityRun
from subsidies.advice.summing import summary
from subsidies.catalogue.models import Edition, EditionState
from subsidies.claims.models import Claim
from subsidies.policies import library, subjects
from subsidies.policies.subjects import OTHER

LIMIT, SECONDS = 10, 300
TOO_OFTEN = "核对得太频繁，请过几分钟再试。下面是上一次核对的结果。"


@require_safe
@permitted_to(applicants)
def eligibility(request: PortalRequest) -> HttpResponse:
    """The last answer for the applicant that the person acts for."""
    company = _company(request)
    run = _last_run(request, company)
    rows = [row for row in run.result if row["city"] == company.city.key and _open(row, company)] if run else []
    groups = by_status(rows, company.words.declared)
    context = {
        "company": company, "run": run, "stale": _stale(run, rows) if run else "",
        "groups": [row for row in groups if row.rows or row.key != Nearness.AWAITED], "summary": summary(groups),
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


def _stale(run: EligibilityRun, rows: list[dict[str, Any]]) -> str:
    """Why the answer of that check may hold no longer; empty as long as nothing speaks against it."""
    if any(row["scheme"] not in library().schemes for row in rows):
        return "核对之后，事项有增减。"
    moved = Claim.objects.filter(applicant=run.applicant_id, number__isnull=False, saved_at__gt=run.at)
    if numbers := [str(claim) for claim in moved.order_by("pk")[:5]]:
        return f"核对之后，{'、'.join(numbers)}有了变动。"
    if changed_since(run.applicant, run.at):
        return f"核对之后，{run.applicant.words.profile}或登记的记录有了变动。"
    if Edition.objects.filter(released_at__gt=run.at, state=EditionState.RELEASED).exists():
        return "核对之后，公布了新的标准。"
    return "" if localdate(run.at) == business_today() else "这是以前核对的结果。"


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
    run = check(applicant=company, by=request.actor, anew=last is not None and bool(_stale(last, [])))
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
    rows = _by_subject(run.result, names) if run else []
    context = {"company": company, "run": run, "cities": cities, "subjects": rows,
               "resident": is_resident(company, company.city, business_today())}  # fmt: skip
    return render(request, "subsidies/three_cities.html", context)


def _by_subject(rows: list[dict[str, Any]], cities: dict[str, str]) -> list[dict[str, Any]]:
    """One row per subject, one cell per city; subjects of which no city says anything are left out."""
    table: dict[str, dict[str, list[dict[str, Any]]]] = {
        subject: {city: [] for city in cities} for subject in subjects()
    }
    for row in rows:
        if row["city"] in cities:
            scheme = library().schemes.get(row["scheme"])
            table[scheme.subject if scheme else OTHER][row["city"]].append(row | {"brief": brief_answer(row)})
    return [
        {
            "subject": subjects()[subject],
            "cells": [{"city": name, "rows": cells[city]} for city, name in cities.items()],
        }
        for subject, cells in table.items()
        if any(cells.values())
    ]


def _last_run(request: PortalRequest, company: Applicant) -> EligibilityRun | None:
    runs = EligibilityRun.objects.visible_to(request.actor).filter(applicant=company)
    run: EligibilityRun | None = runs.first()
    return run


def _company(request: PortalRequest) -> Applicant:
    company = current_applicant(request)
    if company is None:
        raise Http404
    return company
