"""Who may write and release figures. Each answer carries its reason."""

from accounts.actor import Actor, Role
from core.values.verdict import Verdict, no
from subsidies.catalogue.models import Edition, EditionState


def can_edit_policies(actor: Actor, city_id: int) -> Verdict:
    """May the actor enter an edition of this city's policies?"""
    if Role.POLICY_EDITOR in actor.roles_in(city_id):
        return Verdict(True)
    return no("只有本市的政策录入人员可以录入政策参数。")


def can_release(actor: Actor, edition: Edition) -> Verdict:
    """May the actor release this edition? Never whoever entered it."""
    if Role.POLICY_RELEASER not in actor.roles_in(edition.document.city_id):
        return no("只有本市的政策发布人员可以发布。")
    if edition.state != EditionState.DRAFT:
        return no("该版次已经办结。")
    if actor.user_id is None or actor.user_id == edition.entered_by_id:
        return no("录入人不能发布自己录入的版次，须由另一人复核发布。")
    return Verdict(True)
