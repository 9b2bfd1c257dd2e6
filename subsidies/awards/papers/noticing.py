"""The notice of an award: a numbered PDF that explains every yuan, with a code by which anybody can verify it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import City
from core import outbox
from core.documents import qr_data_uri, render_pdf
from core.documents.lettering import require_printable
from core.files.keeping import keep_bytes
from core.models import NumberSequence, OutboxMessage
from core.values.days import day_words
from core.values.money import daxie, format_yuan
from core.values.numbering import document_number, new_code
from core.values.text import sentence, typeset
from enterprises.models import Applicant, ApplicantKind
from subsidies.awards.models import Award, Notice, Revocation
from subsidies.awards.papers.parking import tell_parked
from subsidies.awards.papers.reckoning import printed_steps
from subsidies.awards.presenting import (
    entitlement_sentences,
    fact_rows,
    matter_case,
    matter_of_award,
    matter_words,
    once_each,
)
from subsidies.cases.presenting import PERIOD, reason_sentences, share_rows
from subsidies.catalogue.in_force import scheme_on
from subsidies.claims.models import Claim
from subsidies.rules import Outcome, Scheme

NUMBER, PAPER = "awards.notice", "awards.notice_paper"
CALLED = {ApplicantKind.INDIVIDUAL: "你", ApplicantKind.TEAM: "你团队"}


@outbox.handles(NUMBER, words="编通知书文号")
def number_notice(award_id: int) -> None:
    """Worker: give the notice of an award its number, once, and hand its paper on; none for one revoked meanwhile.

    The city's sequence is held until the commit, so that no number is left out; laying out a paper takes too long to
    let all other notices of the city wait. The message for the paper keeps the number: each try prints the same.
    """
    award = Award.objects.select_related("claim__city").get(pk=award_id)
    key = f"{PAPER}:{award.pk}"
    if Notice.objects.filter(award=award).exists() or OutboxMessage.objects.filter(key=key).exists():
        return
    if Revocation.objects.filter(award=award, whole=True).exists():
        return
    require_printable(_page(award, "", new_code(), timezone.localdate()))
    outbox.enqueue(PAPER, key=key, award_id=award.pk, **numbered(award.claim.city))


def numbered(city: City) -> dict[str, str]:
    """The next number of the city's papers, a new code and today: what a paper is printed with, however often.

    Holds the city's sequence until the caller's transaction ends.
    """
    today = timezone.localdate()
    if not city.notice_mark:
        raise ValueError(f"{city}没有通知书代字，不能编文号")
    serial = NumberSequence.next(f"notice:{city.key}:{today.year}")
    number = document_number(city.notice_mark, today.year, serial)
    return {"number": number, "code": new_code(), "day": today.isoformat()}


@outbox.handles(PAPER, words="生成通知书")
def print_notice(award_id: int, number: str, code: str, day: str) -> None:
    """Worker: lay out and keep the notice under the number it was given, once. Runs inside the outbox's transaction."""
    award = Award.objects.select_related("claim__applicant", "claim__city", "document").get(pk=award_id)
    if Notice.objects.filter(award=award).exists():
        return
    issued_on = date.fromisoformat(day)
    page = _page(award, number, code, issued_on)
    require_printable(page)  # a name may have changed since the number was given
    file = keep_bytes(render_pdf(page), name=f"{award.paper_name} {number}.pdf", content_type="application/pdf")
    Notice.objects.create(award=award, number=number, verify_code=code, file=file, issued_on=issued_on)


@outbox.when_parked(NUMBER)
def tell_unnumbered(award_id: int) -> None:
    """Say in the claim's trail that nobody makes the paper any more."""
    award = Award.objects.select_related("claim__applicant", "claim__city").get(pk=award_id)
    tell_parked(award.claim, _page(award, "", new_code(), timezone.localdate()))


@outbox.when_parked(PAPER)
def tell_unprinted(award_id: int, number: str, code: str, day: str) -> None:
    """The same of one that has its number."""
    award = Award.objects.select_related("claim__applicant", "claim__city").get(pk=award_id)
    tell_parked(award.claim, _page(award, number, code, date.fromisoformat(day)))


def _page(award: Award, number: str, code: str, issued_on: date) -> str:
    return render_to_string("documents/notice.html", {"notice": content(award, number, code, issued_on)})


def content(award: Award, number: str, code: str, issued_on: date) -> dict[str, Any]:
    """What the notice says, as plain texts for the template."""
    claim, scheme = award.claim, scheme_on(award.claim.scheme_code, award.claim.on)
    reasons = [sentence(said) for said in reason_sentences(scheme, award.reasons, claim.applicant, claim.on)]
    return head(claim, number, code, issued_on) | {
        "title": "".join(title := titled(award, scheme)),
        "title_phrases": title,
        "scheme": scheme.title,
        **basis_of(scheme),
        "amount": format_yuan(award.amount_fen) if award.outcome != Outcome.NOT_PAYABLE else "",
        "summary": _matter(award, scheme),
        "capital": daxie(award.amount_fen) if award.outcome != Outcome.NOT_PAYABLE else "",
        "facts": fact_rows(award),
        "steps": printed_steps(award, scheme),
        "shares": share_rows(award.shares, claim.city.payers),
        "entitlements": entitlement_sentences(award),
        "reasons": reasons if award.outcome == Outcome.NOT_PAYABLE else [],
        "remedies": remedies_of(claim.city, "核定结果"),
        "contact": contact(claim, "对核算有疑问的"),
    }


def _matter(award: Award, scheme: Scheme) -> str:
    """What the result is about: what names it, with its months or its year, else with its day."""
    told = [row for row in once_each(scheme, matter_of_award(award)) if row.value]
    timed = any(row.name in PERIOD for row in told)
    on = matter_case(award.claim, award).on
    day = [f"{row.label}为{day_words(on)}" for row in told if row.name == "on" and on and not timed]
    about = "，".join([*matter_words(award), *day])
    return f"核定的事项：{about}。" if about else ""


def titled(award: Award, scheme: Scheme) -> list[str]:
    """The title of the paper, cut where a line may end."""
    return [f"关于{typeset(award.claim.applicant.name)}", f"申报“{scheme.title}”的", award.paper_name]


def basis_of(scheme: Scheme) -> dict[str, str]:
    """The text that a decision rests on, with its number, and the clause in it."""
    return {"basis": f"《{scheme.document_title}》（{scheme.policy.number}）", "article": typeset(scheme.clause)}


def remedies_of(city: City, decision: str) -> list[str]:
    """How one may object to a decision, as far as the city has published it."""
    return [f"对{decision}有异议的，可以书面提出，并附相关证据。{'；'.join(city.remedies_told)}。"]


def contact(claim: Claim, who: str) -> str:
    """Whom one may ask: the unit that leads, which signs, and not all that take part somewhere in the city."""
    return f"{who}，可向{next(iter(claim.scheme.units), '受理窗口')}提出，并注明申报编号{claim.number}。"


def head(claim: Claim, number: str, code: str, issued_on: date) -> dict[str, Any]:
    """What stands at the head and foot of every paper about a claim: who writes to whom, number, day, code."""
    scheme = scheme_on(claim.scheme_code, claim.on)
    address = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("subsidies:verify", args=[code])
    return {
        "number": number,
        "department": issuer(claim.city, scheme.units),
        "claim_number": claim.number,
        "names": ["晋创谷·", issuer(claim.city, scheme.units), *scheme.units],
        "date": day_words(issued_on),
        "applicant": _addressee(claim.applicant),
        "verify_code": code,
        "verify_url": address,
        "qr": qr_data_uri(address),
    }


def _addressee(applicant: Applicant) -> dict[str, str]:
    called = CALLED.get(ApplicantKind(applicant.kind), "你单位")
    code = {"code": applicant.unit_code, "code_label": applicant.code_label}
    return {"name": typeset(applicant.name), "called": called} | code


def issuer(city: City, units: Sequence[str]) -> str:
    """The unit at the head of the paper, with its city before it unless its own name says which city's it is."""
    first = units[0] if units else ""
    return first if city.name in first else f"{city}{first.removeprefix(str(city)[-1])}"
