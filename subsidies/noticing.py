"""The notice of an award: a numbered PDF that explains every yuan, with a code by which anybody can verify it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import City
from core import outbox
from core.documents import qr_data_uri, render_pdf
from core.keeping import keep_bytes
from core.models import NumberSequence
from core.money import daxie, format_yuan
from core.numbering import document_number, new_code
from core.text import typeset
from subsidies.models import Award, Notice
from subsidies.policies import library
from subsidies.presenting import entitlement_sentences, fact_rows, reason_sentences, share_rows, step_rows

MARKS = {"jincheng": "晋市创兑", "changzhi": "长创兑", "luliang": "吕创兑"}


@outbox.handles("subsidies.notice")
def make_notice(award_id: int) -> None:
    """Worker: issue the notice of an award, once. Runs inside the outbox's transaction."""
    award = Award.objects.select_related("claim__enterprise", "claim__city", "document").get(pk=award_id)
    if Notice.objects.filter(award=award).exists():
        return
    today = timezone.localdate()
    city = award.claim.city
    serial = NumberSequence.next(f"notice:{city.key}:{today.year}")
    number = document_number(MARKS[city.key], today.year, serial)
    code = new_code()
    pdf = render_pdf(render_to_string("documents/notice.html", {"notice": content(award, number, code)}))
    file = keep_bytes(pdf, name=f"核定通知书 {number}.pdf", content_type="application/pdf")
    Notice.objects.create(award=award, number=number, verify_code=code, file=file, issued_on=today)


def content(award: Award, number: str, code: str) -> dict[str, Any]:
    """What the notice says, as plain texts for the template."""
    claim, scheme = award.claim, library().schemes[award.claim.scheme_code]
    address = settings.PUBLIC_ADDRESS.rstrip("/") + reverse("subsidies:verify", args=[code])
    today = timezone.localdate()
    return {
        "number": number,
        "title": f"关于{typeset(claim.enterprise.name)}申报“{scheme.title}”的核定通知书",
        "title_phrases": [f"关于{typeset(claim.enterprise.name)}", f"申报“{scheme.title}”的", "核定通知书"],
        "department": issuer(claim.city, scheme.units),
        "date": f"{today.year}年{today.month}月{today.day}日",
        "applicant": {"name": typeset(claim.enterprise.name), "uscc": claim.enterprise.uscc},
        "scheme": scheme.title,
        "article": article_words(scheme.article),
        "basis": f"《{scheme.policy.title}》（{scheme.policy.number}）",
        "amount": format_yuan(award.amount_fen) if award.outcome != "not_payable" else "",
        "capital": daxie(award.amount_fen) if award.outcome != "not_payable" else "",
        "summary": f"申报编号{claim.number}。",
        "facts": fact_rows(award),
        "steps": step_rows(award.steps),
        "shares": share_rows(award),
        "entitlements": entitlement_sentences(award),
        "reasons": reason_sentences(scheme, award.reasons) if award.outcome == "not_payable" else [],
        "remedies": REMEDIES,
        "contact": f"对核算有疑问的，可向{'、'.join(scheme.units) or '受理窗口'}提出，并注明申报编号{claim.number}。",
        "verify_code": code,
        "verify_url": address,
        "qr": qr_data_uri(address),
    }


def issuer(city: City, units: Sequence[str]) -> str:
    """The unit at the head of the paper, with its city before it unless its own name begins so."""
    first = units[0] if units else ""
    return first if first.startswith(city.name) else f"{city}{first.removeprefix('市')}"


REMEDIES = ["对核定结果有异议的，可以自收到本通知书之日起向作出核定的单位书面提出，并附相关证据。"]


def article_words(article: str) -> str:
    """第12条, or the plan's own numbering as it stands."""
    return f"第{article}条" if article.isdigit() else article
