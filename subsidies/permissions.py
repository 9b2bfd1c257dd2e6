"""Who may do what with claims and policies."""

from accounts import roles
from accounts.actor import Actor
from core.verdict import YES, Verdict, no
from enterprises.models import Enterprise
from subsidies.engine import Scheme
from subsidies.models import Claim, Edition
from subsidies.workflow import CLAIM


def roles_for(actor: Actor, claim: Claim) -> frozenset[str]:
    """The roles that count for a claim: the applicant's for its own, office roles of its city.

    Whoever files for an enterprise has no office role for its claims, so that nobody decides in his own matter.
    """
    if claim.enterprise_id in actor.enterprise_ids:
        return frozenset({roles.APPLICANT})
    if actor.user_id is None:
        return frozenset(row.role for row in actor.standings if row.kind == "system")
    return actor.roles_in(claim.city_id) - {roles.ADMINISTRATOR}


def can(actor: Actor, claim: Claim, step: str, reason: str = "") -> Verdict:
    """May the actor take this step of the workflow with this claim now?"""
    return CLAIM.check(claim, step, roles_for(actor, claim), reason)


def can_start(actor: Actor, enterprise: Enterprise, scheme: Scheme) -> Verdict:
    """May the actor begin a claim of this enterprise for this scheme?"""
    if enterprise.pk not in actor.enterprise_ids:
        return no("只能为本单位申报。")
    if scheme.policy.city != enterprise.city.key:
        return no(f"这项政策属于其他城市；{enterprise.name}登记在{enterprise.city}，不能申报。")
    return YES


def can_edit_policies(actor: Actor, city_id: int) -> Verdict:
    """May the actor enter an edition of this city's policies?"""
    if roles.POLICY_EDITOR in actor.roles_in(city_id):
        return Verdict(True)
    return no("只有本市的政策录入人员可以录入政策参数。")


def can_release(actor: Actor, edition: Edition) -> Verdict:
    """May the actor release this edition? Never whoever entered it."""
    if roles.POLICY_RELEASER not in actor.roles_in(edition.document.city_id):
        return no("只有本市的政策发布人员可以发布。")
    if edition.state != "draft":
        return no("该版次已经办结。")
    if actor.user_id is None or actor.user_id == edition.entered_by_id:
        return no("录入人不能发布自己录入的版次，须由另一人复核发布。")
    return Verdict(True)
