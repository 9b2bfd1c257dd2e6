"""A talent scheme for many persons of the roster at once: one claim a person, shared papers once, results by person."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core.values.keys import key_of
from core.values.periods import business_today
from core.values.verdict import Refused
from enterprises.applicants.current import acting_applicant
from enterprises.models import Applicant
from subsidies.awards.selectors import with_award
from subsidies.catalogue.in_force import scheme_on
from subsidies.catalogue.listing import scheme_or_none
from subsidies.catalogue.questions import day_wording
from subsidies.claims import claiming
from subsidies.claims.models import Claim
from subsidies.claims.papers import wanted_papers
from subsidies.claims.states import EDITABLE_STATES
from subsidies.policies import library
from subsidies.portal.dossier import summaries
from subsidies.portal.filing import (
    MOST_AT_ONCE,
    attach_to_all,
    claims_by_person,
    is_about_a_person,
    shared_facts,
    start_for,
)
from subsidies.portal.forms.fields import TypedField, day_widget, fact_field
from subsidies.rules import Scheme
from talent.models import Engagement

FILES = "paper_"


class SharedForm(forms.Form):
    """What is answered once for all persons."""

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wording = day_wording(scheme)
        self.fields["on"] = TypedField(
            needed=False, label=wording.label, widget=day_widget(""),
            help_text="留空的，每人各按自己的到岗日期。",
        )  # fmt: skip
        for name in shared_facts(scheme):
            self.fields[name] = fact_field(scheme.facts[name], "", alone=True)
            self.fields[name].required = False

    def answers(self) -> dict[str, str]:
        """As typed."""
        return {name: str(self.data.get(name) or "") for name in self.fields}


@require_safe
@permitted_to(applicants)
def for_many(request: PortalRequest) -> HttpResponse:
    """The schemes of the applicant's city that pay for a person in its employ."""
    company = acting_applicant(request)
    return render(request, "subsidies/for_many.html", {"schemes": _schemes(company), "company": company})


@require_http_methods(["GET", "HEAD", "POST"])
@permitted_to(applicants)
def for_many_scheme(request: PortalRequest, code: str) -> HttpResponse:
    """The roster beside the claims of one scheme: choose persons, begin a claim for each, hand in what is complete."""
    company, scheme = acting_applicant(request), scheme_or_none(code)
    if scheme is None or scheme.code not in {row.code for row in _schemes(company)}:
        raise Http404
    form = SharedForm(request.POST or None, scheme=scheme)
    if request.method == "POST":
        done = _submit if request.POST.get("action") == "submit" else _start
        if done(request, scheme, company, form):
            return redirect("subsidies:for_many_scheme", scheme.code)
    context = {
        "scheme": scheme, "form": form, "rows": _rows(request, scheme, company), "company": company,
        "papers": list(enumerate(wanted_papers(scheme))),
    }  # fmt: skip
    return render(request, "subsidies/for_many_scheme.html", context)


def _schemes(company: Applicant) -> list[Scheme]:
    found = library().schemes.values()
    own = (row for row in found if row.policy.city == company.city.key and company.kind in row.kinds)
    today = business_today()
    return [scheme_on(row.code, today) for row in own if is_about_a_person(row)]


def _staff(request: PortalRequest, company: Applicant) -> list[Engagement]:
    rows = Engagement.objects.visible_to(request.actor).filter(applicant=company).select_related("person")
    return list(rows.order_by("person__name", "hired_on")[:MOST_AT_ONCE])


def _rows(request: PortalRequest, scheme: Scheme, company: Applicant) -> list[dict[str, Any]]:
    """Each person with its claims and, of a draft, what is still missing."""
    claims = claims_by_person(scheme, company, request.actor)
    known = [row.pk for found in claims.values() for row in found]
    told = {row.claim.pk: row for row in summaries(with_award(Claim.objects.filter(pk__in=known)))}
    rows = []
    for engagement in _staff(request, company):
        found = claims.get(key_of(engagement.person.person_no), [])
        drafts = [row for row in found if row.state in EDITABLE_STATES]
        missing = list(claiming.missing(drafts[0]).values()) if drafts else []
        rows.append({"staff": engagement, "claims": [told[row.pk] for row in found], "missing": missing[:3]})
    return rows


def _start(request: PortalRequest, scheme: Scheme, company: Applicant, form: SharedForm) -> bool:
    chosen = set(request.POST.getlist("person"))
    engagements = [row for row in _staff(request, company) if str(row.pk) in chosen]
    if not engagements:
        messages.error(request, "请先选择要申报的人。")
        return False
    try:
        claims = start_for(
            scheme=scheme, applicant=company, engagements=engagements, shared=form.answers(), by=request.actor
        )
        _attach(request, scheme, claims)
    except (Refused, ValidationError) as problem:
        said = problem.reason if isinstance(problem, Refused) else "".join(problem.messages)
        messages.error(request, said)
        return False
    messages.success(request, f"已为{len(claims)}人各建一份申报。请核对下表，齐全的可以一起提交。")
    return True


def _attach(request: PortalRequest, scheme: Scheme, claims: list[Claim]) -> None:
    for number, label in enumerate(wanted_papers(scheme)):
        for upload in request.FILES.getlist(f"{FILES}{number}"):
            attach_to_all(claims=claims, paper=number, label=label, upload=upload, by=request.actor)


def _submit(request: PortalRequest, scheme: Scheme, company: Applicant, form: SharedForm) -> bool:
    """Hand in each draft that is complete; each of the others says what it lacks, in its row."""
    done = kept = 0
    for found in claims_by_person(scheme, company, request.actor).values():
        for claim in found:
            if claim.state not in EDITABLE_STATES:
                continue
            try:
                claiming.submit(claim=claim, by=request.actor, version=claim.version)
                done += 1
            except (Refused, ValidationError):
                kept += 1
    if done:
        messages.success(request, f"已提交{done}份申报，每人一份，各有编号。")
    if kept:
        messages.warning(request, f"{kept}份还不能提交，原因见下表各行。")
    return True
