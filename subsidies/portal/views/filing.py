"""A talent scheme for many persons of the roster at once: one claim a person, shared papers once, results by person."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests.portal_request import PortalRequest
from accounts.scope.permissions import applicants, permitted_to
from core import audit
from core.values.numbers import whole_number
from core.values.periods import business_today
from core.values.verdict import Refused, sentence_of
from enterprises.applicants.current import acting_applicant
from enterprises.models import Applicant
from enterprises.registers.presenting import said
from subsidies.advice.failing import failing_among
from subsidies.awards.selectors import with_award
from subsidies.cases.picking import name_for, own_records, register_for
from subsidies.catalogue.in_force import scheme_on
from subsidies.catalogue.listing import scheme_or_none
from subsidies.catalogue.questions import MONTHS, MONTHS_ANSWER, MONTHS_HELP, asks_months, day_wording
from subsidies.claims import claiming
from subsidies.claims.answers.live_answer import live_answer
from subsidies.claims.models import Claim
from subsidies.claims.papers.listing import lacking, paper_rows, wanted_papers
from subsidies.claims.states import EDITABLE_STATES
from subsidies.portal.dossier import ClaimSummary, summaries
from subsidies.portal.filing import (
    MOST_AT_ONCE,
    about_persons,
    asks_day_of_all,
    attach_to_all,
    claims_by_record,
    faults_of_all,
    is_claimed,
    shared_facts,
    start_for,
)
from subsidies.portal.forms.fields import TypedField, day_widget, fact_field
from subsidies.portal.views.fetching import starts_too_often
from subsidies.rules import Scheme

FILES = "paper_"
WITHOUT_PAPERS = "without_papers"  # those whose papers are not all there are handed in too
NOT_KEPT = "选好的文件没有保留，改正以后请重新选择。"
NOT_ATTACHED = "选好的文件还没有附上，这次没有提交：请先选上这些人、选好文件，按“为所选的人建立申报”附上，再提交。"
WAY_ON = "可以补传，也可以勾选“材料没有传齐的也提交”再提交。"
AGAIN = "again"  # in the address: those who were claimed for are chosen among, for other months


class SharedForm(forms.Form):
    """What is answered once for all persons."""

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wording = day_wording(scheme)
        if asks_day_of_all(scheme):
            self.fields["on"] = TypedField(label=wording.label, help_text=wording.help, widget=day_widget(""))
        if asks_months(scheme):
            self.fields[MONTHS_ANSWER] = TypedField(label=MONTHS, help_text=MONTHS_HELP)
        for name in shared_facts(scheme):
            self.fields[name] = fact_field(scheme.facts[name], "", alone=True)
            self.fields[name].required &= scheme.facts[name].only_when is None

    def is_complete(self) -> bool:
        """Whether all that is wanted of everybody was answered; what was not is said beside its question."""
        answers = self.answers()
        self.full_clean()
        for name, field in self.fields.items():
            if field.required and not answers[name].strip():
                self.add_error(name, f"请填写{field.label}。")
        return not self.errors

    def tell(self, faults: Mapping[str, str]) -> bool:
        """Say each fault beside its question; whether there is one."""
        for name, sentence in faults.items():
            self.add_error(name, sentence)
        return bool(faults)

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
    form = SharedForm(request.POST if request.method == "POST" else None, scheme=scheme)
    if request.method == "POST":
        done = _submit if request.POST.get("action") == "submit" else _start
        if done(request, scheme, company, form):
            return redirect("subsidies:for_many_scheme", scheme.code)
    rows, again = _rows(request, scheme, company), _asks_again(request, scheme)
    context = {
        "scheme": scheme, "form": form, "chosen": {whole_number(key) for key in request.POST.getlist("person")},
        "offered": [row for row in rows if row["open"] and not row["failing"]], "again": again,
        "failing": [row for row in rows if row["open"] and row["failing"]],
        "claimed": [row for row in rows if not row["open"]], "may_ask_again": _has_months(scheme),
        "drafts": any(row["editable"] for row in rows),
        "papers": _papers(request, scheme), "entry": register_for(scheme),
    }  # fmt: skip
    return render(request, "subsidies/for_many_scheme.html", context, status=422 if form.errors else 200)


def _papers(request: PortalRequest, scheme: Scheme) -> list[tuple[int, str, str]]:
    """Each shared paper with its number, and which files were chosen for it by a post that was refused."""
    found = []
    for number, label in enumerate(wanted_papers(scheme)):
        files = request.FILES.getlist(f"{FILES}{number}")
        found.append((number, label, "、".join(str(file.name)[:60] for file in files)))
    return found


def _schemes(company: Applicant) -> list[Scheme]:
    today = business_today()
    return [scheme_on(row.code, today) for row in about_persons(company)]


def _records(scheme: Scheme, company: Applicant) -> list[Any]:
    return list(own_records(company, scheme).order_by("person_id", "pk")[:MOST_AT_ONCE])


def _asks_again(request: PortalRequest, scheme: Scheme) -> bool:
    """Whether those who were claimed for are to be claimed for once more: only where there are other months."""
    return AGAIN in request.GET and _has_months(scheme)


def _has_months(scheme: Scheme) -> bool:
    return "months" in scheme.matter.adds


def _may_begin(claims: list[Claim], again: bool) -> bool:
    """Whether somebody of whom these are the claims can be chosen."""
    return again or not is_claimed(claims)


def _rows(request: PortalRequest, scheme: Scheme, company: Applicant) -> list[dict[str, Any]]:
    """Each person with what its record says and its claims, each draft with what it comes to and what it lacks."""
    entry = register_for(scheme)
    claims = claims_by_record(scheme, company, request.actor)
    known = [row.pk for found in claims.values() for row in found]
    told = {row.claim.pk: row for row in summaries(with_award(Claim.objects.filter(pk__in=known)))}
    records, rows, again = _records(scheme, company), [], _asks_again(request, scheme)
    failing = failing_among(scheme, company, records)
    for record in records:
        found = claims.get(name_for(record), [])
        editable = any(row.state in EDITABLE_STATES for row in found)
        facts = [field.value for field in said(record, entry.listed if entry else ()) if field.value]
        rows.append({
            "record": record, "facts": facts, "claims": [_standing_of(told[row.pk]) for row in found],
            "open": _may_begin(found, again), "editable": editable,
            "failing": [] if editable else failing.get(record.pk, []),
        })  # fmt: skip
    return rows


def _standing_of(summary: ClaimSummary) -> dict[str, Any]:
    """One claim of a person; of a draft what stands between it and its submission, the papers that nobody has uploaded
    yet, and else what it comes to."""
    claim = summary.claim
    if claim.state not in EDITABLE_STATES:
        return {"told": summary}
    answer = live_answer(claim)
    missing = [sentence for _, sentence in answer.questions]
    worth = "" if missing else answer.explanation.headline
    wanted = lacking(paper_rows(claim, claim.scheme))
    return {"told": summary, "missing": missing[:3], "lacking": wanted, "worth": worth}


def _start(request: PortalRequest, scheme: Scheme, company: Applicant, form: SharedForm) -> bool:
    """Begin or correct the drafts of those who were chosen; nothing of it where what is said of all is wrong."""
    claims = claims_by_record(scheme, company, request.actor)
    records = _chosen(request, scheme, company, claims)
    whole, shared = form.is_complete(), form.answers()
    faulty = not whole or not records or form.tell(faults_of_all(scheme, company, records, shared))
    if faulty or starts_too_often(request, company.pk):
        return _refused(request)
    try:
        with transaction.atomic(), audit.held_back():
            begun = start_for(scheme=scheme, applicant=company, records=records, shared=shared, by=request.actor)
            _attach(request, scheme, begun)
    except (Refused, ValidationError) as problem:
        said = sentence_of(problem)
        messages.error(request, said)
        return _refused(request)
    short = lacking(paper_rows(begun[0], scheme))
    told = f"还没有上传：{'、'.join(short)}；可以选上这些人一并补传。" if short else "请核对下表，齐全的可以一起提交。"
    before = {row.pk: row.version for found in claims.values() for row in found}
    messages.success(request, f"{_what_was_done(begun, before, bool(request.FILES))}{told}")
    return True


def _chosen(request: PortalRequest, scheme: Scheme, company: Applicant, claims: Mapping[str, list[Claim]]) -> list[Any]:
    """The records of those who were chosen and can be claimed for; who is left out is named."""
    chosen, again = set(request.POST.getlist("person")), _asks_again(request, scheme)
    picked = [row for row in _records(scheme, company) if str(row.pk) in chosen]
    records = [row for row in picked if _may_begin(claims.get(name_for(row), []), again)]
    if left := [row.person.name for row in picked if row not in records]:
        messages.warning(request, f"{'、'.join(left)}已有申报，这次没有另建。")
    elif not records:
        messages.error(request, "请先选择要申报的人。")
    return records


def _refused(request: PortalRequest) -> bool:
    """Nothing was done; a browser does not keep what files were chosen."""
    if request.FILES:
        messages.warning(request, NOT_KEPT)
    return False


def _what_was_done(begun: list[Claim], before: Mapping[int, int], papers: bool) -> str:
    """How many drafts are new, how many were corrected, and how many only got papers; `before`: versions by key."""
    new = sum(row.pk not in before for row in begun)
    corrected = sum(row.pk in before and row.version != before[row.pk] for row in begun)
    kept = len(begun) - new - corrected
    parts = [
        f"已为{new}人各建一份申报。" if new else "",
        f"已按这次填写的内容更正{corrected}份草稿。" if corrected else "",
    ]
    if kept:
        parts.append(f"另有{kept}份" if new or corrected else f"{kept}份")
        parts.append("草稿原已建好，这次的材料已附上。" if papers else "草稿原已建好，内容没有变化。")
    return "".join(parts)


def _attach(request: PortalRequest, scheme: Scheme, claims: list[Claim]) -> None:
    for number, label in enumerate(wanted_papers(scheme)):
        for upload in request.FILES.getlist(f"{FILES}{number}"):
            attach_to_all(claims=claims, paper=number, label=label, upload=upload, by=request.actor)


def _submit(request: PortalRequest, scheme: Scheme, company: Applicant, form: SharedForm) -> bool:
    """Hand in each draft that is complete, those that lack papers only if that is wanted; each of the others says what
    it lacks, in its row."""
    if request.FILES:
        messages.warning(request, NOT_ATTACHED)
        return False
    done = kept = short = 0
    for found in claims_by_record(scheme, company, request.actor).values():
        for claim in found:
            if claim.state not in EDITABLE_STATES:
                continue
            if WITHOUT_PAPERS not in request.POST and lacking(paper_rows(claim, scheme)):
                short += 1
                continue
            try:
                claiming.submit(claim=claim, by=request.actor, version=claim.version)
                done += 1
            except (Refused, ValidationError):
                kept += 1
    if done:
        messages.success(request, f"已提交{done}份申报，每人一份，各有编号。")
    if short:
        messages.warning(request, f"{short}份的材料还没有传齐，没有提交，缺什么见下表各行；{WAY_ON}")
    if kept:
        messages.warning(request, f"{kept}份还不能提交，原因见下表各行。")
    return True
