"""The paper that tells that an office does not support a claim, and why: numbered and kept as a notice is."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from core import audit, outbox
from core.documents import render_pdf
from core.documents.lettering import require_printable
from core.files.keeping import keep_bytes
from core.models import AuditEntry, OutboxMessage
from core.values.numbering import new_code
from core.values.text import sentence, typeset
from subsidies.awards.models import RefusalNotice
from subsidies.awards.papers.noticing import basis_of, contact, head, numbered, remedies_of
from subsidies.awards.papers.parking import tell_parked
from subsidies.awards.presenting import matter_case
from subsidies.awards.selectors import REFUSAL_PAPER as PAPER
from subsidies.cases.presenting import OF_THE_RECORD, known_rows, matter_rows
from subsidies.cases.records import capital
from subsidies.cases.records.reading import stands_in_record
from subsidies.cases.sources import FactSource
from subsidies.cases.tidying import SPAN
from subsidies.catalogue.in_force import scheme_on
from subsidies.claims.models import Claim
from subsidies.claims.papers import matter_told
from subsidies.claims.reviewing import REFUSAL
from subsidies.claims.states import ClaimState
from subsidies.rules import Fact, Scheme

DENIED = "（不予认可）"


@outbox.handles(REFUSAL, words="编不予支持通知书文号")
def number_refusal(claim_id: int) -> None:
    """Worker: give the paper of a refusal its number out of the city's one sequence, once, and hand it on."""
    claim = Claim.objects.select_related("applicant", "city").get(pk=claim_id)
    key = f"{PAPER}:{claim.pk}"
    known = RefusalNotice.objects.filter(claim=claim).exists() or OutboxMessage.objects.filter(key=key).exists()
    if claim.state == ClaimState.REFUSED and not known:
        require_printable(_page(claim, "", new_code(), timezone.localdate()))
        outbox.enqueue(PAPER, key=key, claim_id=claim.pk, **numbered(claim.city))


@outbox.handles(PAPER, words="生成不予支持通知书")
def print_refusal(claim_id: int, number: str, code: str, day: str) -> None:
    """Worker: lay out and keep the paper under the number it was given, once."""
    claim = Claim.objects.select_related("applicant", "city").get(pk=claim_id)
    if RefusalNotice.objects.filter(claim=claim).exists():
        return
    issued_on = date.fromisoformat(day)
    page = _page(claim, number, code, issued_on)
    file = keep_bytes(render_pdf(page), name=f"{RefusalNotice.called} {number}.pdf", content_type="application/pdf")
    RefusalNotice.objects.create(claim=claim, number=number, verify_code=code, file=file, issued_on=issued_on)


@outbox.when_parked(REFUSAL)
def tell_unnumbered(claim_id: int) -> None:
    """Say in the claim's trail that nobody makes the paper any more."""
    claim = Claim.objects.select_related("applicant", "city").get(pk=claim_id)
    tell_parked(claim, _page(claim, "", new_code(), timezone.localdate()))


@outbox.when_parked(PAPER)
def tell_unprinted(claim_id: int, number: str, code: str, day: str) -> None:
    """The same of one that has its number."""
    claim = Claim.objects.select_related("applicant", "city").get(pk=claim_id)
    tell_parked(claim, _page(claim, number, code, date.fromisoformat(day)))


def _page(claim: Claim, number: str, code: str, issued_on: date) -> str:
    return render_to_string("documents/notice.html", {"notice": content(claim, number, code, issued_on)})


def content(claim: Claim, number: str, code: str, issued_on: date) -> dict[str, Any]:
    """What the paper says, as plain texts for the template."""
    scheme, denied = scheme_on(claim.scheme_code, claim.on), denied_in(claim)
    title = [f"关于{typeset(claim.applicant.name)}", f"申报“{scheme.title}”的", RefusalNotice.called]
    return head(claim, number, code, issued_on) | {
        "title": "".join(title),
        "title_phrases": title,
        "scheme": scheme.title,
        **basis_of(scheme),
        "conclusion": "不予支持",
        "reasons": [sentence(said_of_refusal(claim))],
        "facts": [_marked(row, denied) for row in facts_said(claim)],
        "facts_title": "申报和登记的内容",
        "remedies": remedies_of(claim.city, "审核结论"),
        "contact": contact(claim, "有疑问的"),
    }


def said_of_refusal(claim: Claim) -> str:
    """The reason that the office gave."""
    entry = _refusal(claim)
    return entry.reason if entry else ""


def denied_in(claim: Claim) -> list[str]:
    """The labels of what the claim says that the office did not accept."""
    entry = _refusal(claim)
    return list(entry.detail.get("denied", ())) if entry else []


def _refusal(claim: Claim) -> AuditEntry | None:
    return next((entry for entry in reversed(audit.history(claim)) if entry.to_state == ClaimState.REFUSED), None)


def _marked(row: tuple[str, str, str], denied: Collection[str]) -> tuple[str, str, str]:
    label, value, source = row
    return label, f"{value}{DENIED}" if label in denied else value, source


def facts_said(claim: Claim) -> list[tuple[str, str, str]]:
    """What was claimed, as it was handed in last, the claimed months once: what was written since and never handed in
    is not part of it. Each as somebody said it or a register has it: what the office refuses it has not found to be
    so."""
    scheme, declared = claim.scheme, claim.applicant.words.declared
    matter = matter_rows(matter_case(claim), {row["name"]: row["value"] for row in claim.facts})
    sources = {row.label: row.source for row in matter}
    about = [(label, value, sources.get(label, declared)) for label, value in matter_told(claim)]
    again = SPAN if any(row.name == "months" for row in matter) else ()
    known = [row for row in claim.facts if row["name"] in scheme.facts and row["name"] not in again]
    said = [row for row in known if not _bears_grant(scheme, row["name"])]
    rows = zip(said, known_rows(scheme, said, declared), strict=True)
    return about + [(row.label, row.value, _source(scheme.facts[row.name], raw, row.source)) for raw, row in rows]


def _source(fact: Fact, raw: Mapping[str, Any], said: str) -> str:
    if raw["source"] == FactSource.CERTIFIED or (raw["source"] == FactSource.DECLARED and stands_in_record(fact)):
        return f"{OF_THE_RECORD}（{raw['note']}）" if raw["note"] else OF_THE_RECORD
    return said


def _bears_grant(scheme: Scheme, name: str) -> bool:
    """Whether a fact has the grant put in that is refused here: paid-in capital."""
    return scheme.facts[name].certified_by == capital.READER
