"""Who sees the targets: offices of a city theirs, the province's offices and administrators all (the rows decide)."""

from accounts.actor import Actor
from accounts.scope.permissions import offices


def targets(actor: Actor) -> bool:
    """People with a role in a department; which targets they see is `Target.objects.visible_to`."""
    return offices(actor)
