"""The paper that tells that an office does not support a claim, and why: numbered and kept as a notice is."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from core import outbox
from core.documents import render_pdf
from core.documents.lettering import require_printable
from core.files.keeping import keep_bytes
from core.models import OutboxMessage
from core.values.numbering import new_code
from core.values.text import sentence, typeset
from subsidies.awards.models import RefusalNotice
from subsidies.awards.papers.noticing import basis_of, contact, head, numbered, remedies_of
from subsidies.awards.papers.parking import tell_parked
from subsidies.awards.refused import DENIED, lines_refused, refusal_of
from subsidies.awards.selectors import REFUSAL_PAPER as PAPER
from subsidies.catalogue.in_force import scheme_on
from subsidies.claims.models import Claim
from subsidies.claims.reviewing import REFUSAL
from subsidies.claims.states import ClaimState


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
    require_printable(page)  # a name may have changed since the number was given
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
    scheme, refusal = scheme_on(claim.scheme_code, claim.on), refusal_of(claim)
    title = [f"关于{typeset(claim.applicant.name)}", f"申报“{scheme.title}”的", RefusalNotice.called]
    return head(claim, number, code, issued_on) | {
        "title": "".join(title),
        "title_phrases": title,
        "scheme": scheme.title,
        **basis_of(scheme),
        "conclusion": "不予支持",
        "reasons": [sentence(refusal.reason if refusal else "")],
        "facts": [(row.label, row.value, row.source) for row in lines_refused(claim)],
        "marks": [DENIED],
        "facts_title": "申报和登记的内容",
        "remedies": remedies_of(claim.city, "审核结论"),
        "contact": contact(claim, "有疑问的"),
    }
