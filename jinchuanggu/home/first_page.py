"""Which first page a person gets."""

from accounts.actor import Actor, Role

OVERVIEW_ROLES = frozenset({Role.OFFICIAL, Role.PROVINCIAL_OFFICIAL})


def kind_of(actor: Actor) -> str:
    """Which first page: visitor, applicant, official, office or stranger (an account that acts for nobody)."""
    if not actor.is_authenticated:
        return "visitor"
    if actor.applicant_ids:
        return "applicant"
    if not actor.is_staff:
        return "stranger"
    held = {row.role for row in actor.standings}
    return "official" if held <= OVERVIEW_ROLES else "office"
