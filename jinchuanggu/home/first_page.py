"""Which first page a person gets."""

from accounts.actor import Actor, Role
from accounts.pages.first_page import FirstPage

OVERVIEW_ROLES = frozenset({Role.OFFICIAL, Role.PROVINCIAL_OFFICIAL})


def kind_of(actor: Actor) -> FirstPage:
    """Which first page the actor gets."""
    if not actor.is_authenticated:
        return FirstPage.VISITOR
    if actor.applicant_ids:
        return FirstPage.APPLICANT
    if not actor.is_staff:
        return FirstPage.STRANGER
    held = {row.role for row in actor.standings}
    return FirstPage.OFFICIAL if held <= OVERVIEW_ROLES else FirstPage.OFFICE
