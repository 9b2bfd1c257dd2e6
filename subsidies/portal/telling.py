"""What is kept of an applicant by its claims: drafts can go, what was handed in stays."""

from accounts.actor import Actor
from core.files.keeping import discard
from enterprises.models import Applicant
from enterprises.personal_data.keeping import Kept, Told, register_kept
from subsidies.claims.models import Claim, Evidence
from subsidies.claims.states import CLAIM, ClaimState


def _claims(applicant: Applicant, by: Actor) -> Told:
    rows = Claim.objects.visible_to(by).filter(applicant=applicant).prefetch_related("evidence__file")
    return [
        [
            ("编号", claim.number or "草稿"), ("事项", claim.scheme.title),
            ("状态", CLAIM.state(claim).label_applicant),
            ("填写内容", str(claim.answers)), ("材料", "、".join(row.file.name for row in claim.evidence.all())),
        ]
        for claim in rows
    ]  # fmt: skip


def _erase_drafts(applicant: Applicant, by: Actor) -> int:
    drafts = list(Claim.objects.visible_to(by).filter(applicant=applicant, state=ClaimState.DRAFT, number=None))
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
        _claims, erase=_erase_drafts, bound=_handed_in,
    ),
)  # fmt: skip
