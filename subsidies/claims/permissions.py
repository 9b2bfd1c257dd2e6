"""Who may do what with claims."""

from collections.abc import Sequence

from django.conf import settings

from accounts.actor import Actor, Role, StandingKind
from core.models import StoredFile
from core.values.verdict import YES, Verdict, no
from enterprises.models import Applicant, RegisterRecord, TeamCharter
from subsidies.cases.deciding import Ruling
from subsidies.claims.guards import has_entered, holding, parting
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM, ClaimState
from subsidies.rules import Scheme


def roles_for(actor: Actor, claim: Claim) -> frozenset[str]:
    """The roles that count for a claim: the applicant's for its own, office roles of its city.

    Whoever files or once filed for an applicant has no office role for its claims, so that nobody decides in his own
    matter.
    """
    if claim.applicant_id in actor.applicant_ids:
        return frozenset({Role.APPLICANT})
    if claim.applicant_id in actor.recused_from:
        return frozenset()
    if actor.user_id is None:
        return frozenset(row.role for row in actor.standings if row.kind == StandingKind.SYSTEM)
    return actor.roles_in(claim.city_id) - {Role.ADMINISTRATOR}


def can(actor: Actor, claim: Claim, step: str, reason: str | None = "", ruling: Ruling | None = None) -> Verdict:
    """May the actor take this step of the workflow with this claim now?

    `ruling` is what the rules say of the claim, for the steps that hang on it; `reason` is None where it is not asked
    for yet.
    """
    holds, apart = holding(claim, ruling, actor), parting(claim, actor)
    return CLAIM.check(claim, step, roles_for(actor, claim), reason, holds=holds, apart=apart)


def can_override(actor: Actor, claim: Claim, uncertified: Sequence[RegisterRecord | TeamCharter]) -> Verdict:
    """May the actor let the claim go on though records that it rests on are not certified?"""
    if not uncertified:
        return no("没有需要放行的记录。")
    if any(has_entered(actor, row) for row in uncertified):
        return no("填写人不能放行自己填写的记录，请由另一位审核人员办理。")
    return can(actor, claim, "override", reason=None)


def can_have_another(applicant: Applicant) -> Verdict:
    """May a further draft lie open? Bounded, so that nobody fills the table for all."""
    if Claim.objects.filter(applicant=applicant, state=ClaimState.DRAFT).count() < settings.OPEN_DRAFTS:
        return YES
    return no(f"未提交的草稿已有{settings.OPEN_DRAFTS}份。请先在“我的申报”提交或放弃其中一些，再开始新的申报。")


def can_start(actor: Actor, applicant: Applicant, scheme: Scheme) -> Verdict:
    """May the actor begin a claim of this applicant for this scheme?"""
    if applicant.pk not in actor.applicant_ids:
        return no("只能为本单位申报。")
    if scheme.policy.city != applicant.city.key:
        return no(f"这项政策属于其他城市；{applicant.name}登记在{applicant.city}，不能申报。")
    return YES


def reads_evidence(file: StoredFile, actor: Actor) -> bool:
    """A paper of a claim is read by those who see the claim."""
    return bool(Claim.objects.visible_to(actor).filter(evidence__file=file).exists())


def why_not_editable(claim: Claim) -> str:
    """Why nothing that is typed into a claim is kept any more."""
    if claim.number is None:
        return "这份草稿已放弃，不能修改；需要时可以复制为新草稿。"
    return "申报提交后不能修改；如需更正，请联系受理窗口退回补正。"
