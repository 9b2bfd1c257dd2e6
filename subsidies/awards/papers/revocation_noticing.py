"""The paper that tells an applicant that an award, or a part of it, is taken back: numbered and kept as a notice is."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from core import outbox
from core.documents import render_pdf
from core.documents.lettering import require_printable
from core.files.keeping import keep_bytes
from core.models import OutboxMessage
from core.values.days import day_words
from core.values.money import daxie, format_yuan
from core.values.months import months_words
from core.values.numbering import new_code
from core.values.text import sentence, typeset
from subsidies.awards.models import Award, Revocation, RevocationNotice
from subsidies.awards.papers.noticing import PAPER as NOTICE_PAPER
from subsidies.awards.papers.noticing import basis_of, contact, head, numbered, remedies_of
from subsidies.awards.papers.parking import tell_parked
from subsidies.awards.parts import months_of
from subsidies.awards.presenting import matter_words
from subsidies.catalogue.in_force import scheme_on
from subsidies.rules import Scheme

NUMBER, PAPER = "awards.revocation_notice", "awards.revocation_paper"


@outbox.handles(NUMBER, words="编撤销通知书文号")
def number_revocation(revocation_id: int) -> None:
    """Worker: give the paper of a revocation its number out of the city's one sequence, once, and hand it on."""
    revocation = _read(revocation_id)
    key = f"{PAPER}:{revocation.pk}"
    if (
        RevocationNotice.objects.filter(revocation=revocation).exists()
        or OutboxMessage.objects.filter(key=key).exists()
    ):
        return
    require_printable(_page(revocation, "", new_code(), timezone.localdate()))
    outbox.enqueue(PAPER, key=key, revocation_id=revocation.pk, **numbered(revocation.award.claim.city))


@outbox.handles(PAPER, words="生成撤销通知书")
def print_revocation(revocation_id: int, number: str, code: str, day: str) -> None:
    """Worker: lay out and keep the paper under the number it was given, once."""
    revocation = _read(revocation_id)
    if RevocationNotice.objects.filter(revocation=revocation).exists():
        return
    issued_on = date.fromisoformat(day)
    page = _page(revocation, number, code, issued_on)
    require_printable(page)  # a name may have changed since the number was given
    file = keep_bytes(render_pdf(page), name=f"撤销通知书 {number}.pdf", content_type="application/pdf")
    RevocationNotice.objects.create(
        revocation=revocation, number=number, verify_code=code, file=file, issued_on=issued_on
    )


@outbox.when_parked(NUMBER)
def tell_unnumbered(revocation_id: int) -> None:
    """Say in the claim's trail that nobody makes the paper any more."""
    revocation = _read(revocation_id)
    tell_parked(revocation.award.claim, _page(revocation, "", new_code(), timezone.localdate()))


@outbox.when_parked(PAPER)
def tell_unprinted(revocation_id: int, number: str, code: str, day: str) -> None:
    """The same of one that has its number."""
    revocation = _read(revocation_id)
    tell_parked(revocation.award.claim, _page(revocation, number, code, date.fromisoformat(day)))


def _read(revocation_id: int) -> Revocation:
    rows = Revocation.objects.select_related("award__claim__applicant", "award__claim__city", "award__notice")
    return rows.get(pk=revocation_id)


def _page(revocation: Revocation, number: str, code: str, issued_on: date) -> str:
    return render_to_string("documents/revocation.html", {"notice": content(revocation, number, code, issued_on)})


def content(revocation: Revocation, number: str, code: str, issued_on: date) -> dict[str, Any]:
    """What the paper says, as plain texts for the template."""
    award = revocation.award
    claim, scheme = award.claim, scheme_on(award.claim.scheme_code, award.claim.on)
    name, undoing = typeset(claim.applicant.name), "撤销" if revocation.whole else "部分撤销"
    return head(claim, number, code, issued_on) | {
        "title": f"关于{undoing}{name}申报“{scheme.title}”核定结果的通知书",
        "title_phrases": [f"关于{undoing}{name}", f"申报“{scheme.title}”", "核定结果的通知书"],
        "subject": _subject(revocation, scheme),
        "reason": sentence(revocation.reason),
        "decision": _decision(revocation),
        "consequences": _consequences(revocation),
        "remedies": remedies_of(claim.city, "撤销决定"),
        "contact": contact(claim, "有疑问的"),
    }


def _subject(revocation: Revocation, scheme: Scheme) -> str:
    """Which award is meant: its day, what it rests on, its notice where one has a number, what it came to."""
    award = revocation.award
    day, basis = day_words(timezone.localdate(award.reckoned_at)), "".join(basis_of(scheme).values())
    number = _number_of_notice(award)
    paper = f"（{award.paper_name}文号：{number}）" if number else ""
    amount = f"，核定金额为{format_yuan(award.amount_fen)}" if award.amount_fen else ""
    about = "，".join([f"申报编号{award.claim.number}", *matter_words(award)])
    return f"申报“{scheme.title}”，{about}。本机关依据{basis}于{day}作出核定{paper}{amount}。"


def _number_of_notice(award: Award) -> str:
    """The number of the notice that is withdrawn, that of one included which is not laid out yet."""
    if notice := getattr(award, "notice", None):
        return str(notice.number)
    waiting = OutboxMessage.objects.filter(key=f"{NOTICE_PAPER}:{award.pk}").first()
    return str(waiting.arguments["number"]) if waiting else ""


def _decision(revocation: Revocation) -> str:
    fen = revocation.freed_fen
    money = f"，撤销金额为{daxie(fen)}（{format_yuan(fen)}）" if fen else ""
    if revocation.whole:
        return f"本机关决定撤销上述核定结果{money}。"
    return f"本机关决定撤销上述核定结果中{months_words(revocation.months)}的部分{money}。"


def _consequences(revocation: Revocation) -> list[str]:
    money = (
        ["撤销的金额没有领取的，不再发放；已经领取的，应退回的金额和办法由本机关另行通知。"]
        if revocation.freed_fen
        else []
    )
    if revocation.whole:
        return ["原核定结果和通知书自本通知书签发之日起不再有效。", *money, "申报回到审核，审核结果另行通知。"]
    return [f"核定结果的其余部分继续有效，{_left(revocation)}。", *money, "撤销的月份可以重新申报。"]


def _left(revocation: Revocation) -> str:
    """What stands after this revocation: the sum and its months."""
    award = revocation.award
    done = list(award.revocations.filter(pk__lte=revocation.pk))
    fen = award.amount_fen - sum(row.freed_fen for row in done)
    gone = {month for row in done for month in row.months}
    months = [month for month in months_of(award) if month not in gone]
    span = f"，有效的月份为{months_words(months)}" if months else ""
    return f"有效的金额为{daxie(fen)}（{format_yuan(fen)}）{span}"
