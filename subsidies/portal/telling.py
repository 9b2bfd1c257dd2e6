"""What is kept of an applicant by its claims: drafts can go, what was handed in stays."""

from accounts.actor import Actor
from core import audit
from core.files.keeping import discard
from enterprises.models import Applicant
from enterprises.personal_data.keeping import Kept, Told, register_kept
from enterprises.personal_data.wording import Row, in_yuan, moment, person, plain
from subsidies.awards.models import Award, Revocation
from subsidies.awards.presenting import outcome_words, part_words
from subsidies.awards.record import fact_rows
from subsidies.awards.selectors import award_of, left_fen, revocations_of, told_as_it_stands
from subsidies.cases.presenting import fact_value, payers_of, reason_sentences
from subsidies.claims.corrections.marking import told
from subsidies.claims.messaging import spoken
from subsidies.claims.models import Claim, ClaimMessage, Evidence
from subsidies.claims.states import CLAIM, EDITABLE_STATES
from subsidies.portal.dossier import Happening, history_of
from subsidies.portal.forms.claim_form import DISPUTE, FACT, ClaimForm


def _claims(applicant: Applicant, by: Actor) -> Told:
    rows = Claim.objects.visible_to(by).filter(applicant=applicant).select_related("city", "created_by")
    return [_claim(claim, by) for claim in rows.prefetch_related("evidence__file")]


def _claim(claim: Claim, by: Actor) -> Row:
    """The claim from its form to its end."""
    award = award_of(claim)
    frozen = [] if claim.state in EDITABLE_STATES else fact_rows(claim, claim.scheme, award)
    papers = [f"{row.label}：{row.file.name}（{moment(row.added_at)} 上传）" for row in claim.evidence.all()]
    return [
        ("编号", claim.number or "草稿"), ("事项", claim.scheme.title), ("状态", CLAIM.state(claim).label_applicant),
        ("填报人", person(claim.created_by, claim.applicant)), ("开始填写", moment(claim.created_at)),
        ("保存时间", moment(claim.saved_at)), ("提交时间", moment(claim.submitted_at)),
        ("填写内容", "\n".join(_typed(claim))),
        ("核算采用的内容", "\n".join(plain(f"{row.label}：{row.value}（{row.source or '申报'}）") for row in frozen)),
        ("材料", "\n".join(papers)), ("消息", "\n".join(map(plain, spoken(claim)))),
        ("标出的补正", "\n".join(map(plain, told(claim)))), *_awarded(claim, award),
        ("办理经过", "\n".join(_history(claim, by))),
    ]  # fmt: skip


def _typed(claim: Claim) -> list[str]:
    """What the applicant answered, question by question."""
    form, found = ClaimForm(claim.scheme, claim.answers, {}), []
    for name, field in form.fields.items():
        value = str(form.data.get(name) or "")
        if value and name.startswith(FACT):
            fact = claim.scheme.facts[name.removeprefix(FACT)]
            found.append(plain(f"{field.label}：{fact_value(fact, value)}"))
        elif value and name.startswith(DISPUTE):
            found.append(f"{form.fields[FACT + name.removeprefix(DISPUTE)].label}：{field.label}")
        elif value:
            said = claim.case().matter.number if name == "record" else value
            found.append(f"{field.label}：{said} {getattr(field, 'unit', '')}".rstrip())
    return found


def _awarded(claim: Claim, award: Award | None) -> Row:
    """The result with its paper, and what was taken back of it or of one before it."""
    rows: Row = []
    if award is not None:
        payers, notice = payers_of(claim.city.key), getattr(award, "notice", None)
        shares = "、".join(f"{payers.get(payer, payer)} {in_yuan(fen)}" for payer, fen in award.shares.items())
        reasons = reason_sentences(claim.scheme, award.reasons, claim.applicant, claim.on)
        rows += [
            ("核定结果", outcome_words(award)), ("核定金额", in_yuan(award.amount_fen)),
            ("现在有效的金额", in_yuan(left_fen(award))), ("分担", shares),
            ("原因", "\n".join(plain(said) for said in reasons)),
            ("依据", award.basis), ("核算时间", moment(award.reckoned_at)),
            ("通知书", f"{notice.number}，{plain(notice.issued_on)}" if notice else ""),
        ]  # fmt: skip
    taken_back = revocations_of(claim)
    standing = told_as_it_stands(taken_back, award)
    return [*rows, *(("撤销" if row in standing else "以前的核定的撤销", _revoked(row)) for row in taken_back)]


def _revoked(row: Revocation) -> str:
    return f"{moment(row.revoked_at)} 撤销{part_words(row)}，{in_yuan(row.freed_fen)}，理由：{row.reason}"


def _history(claim: Claim, by: Actor) -> list[str]:
    rows = history_of(claim, audit.history(claim), by)
    return [f"{moment(row.at)} {row.who} {_said(row)}" for row in rows]


def _said(row: Happening) -> str:
    """What was done, what was decided and why."""
    return "：".join(filter(None, (row.what, plain(row.decided), row.reason)))


def _erase_drafts(applicant: Applicant, by: Actor) -> int:
    """What was never handed in, given up or not."""
    drafts = list(Claim.objects.visible_to(by).filter(applicant=applicant, number=None).order_by("-pk"))
    for claim in drafts:
        files = [row.file for row in claim.evidence.select_related("file")]
        claim.delete()
        for file in files:
            if not Evidence.objects.filter(file=file).exists():
                discard(file)
    return len(drafts)


def _handed_in(applicant: Applicant) -> bool:
    return Claim.objects.filter(applicant=applicant).exclude(number=None).exists()


register_kept(
    "claims",
    Kept(
        "申报、核定结果和通知书", "草稿可以删除；提交过的是财政资金的依据，按档案管理规定保存，期限届满前不能删除。",
        _claims, erase=_erase_drafts, bound=_handed_in, models=(Claim, ClaimMessage),
    ),
)  # fmt: skip
