"""What the linter finds, by document, for the page of the admin."""

from typing import Any

from accounts.actor import Actor
from accounts.models import City
from subsidies.policies import library


def chapters(actor: Actor) -> list[dict[str, Any]]:
    """A chapter for each document of the actor's cities (all for the province): its findings."""
    keys = set(City.objects.filter(pk__in=actor.city_ids()).values_list("key", flat=True))
    everywhere = actor.is_administrator or actor.is_provincial
    policies = [row for row in library().policies.values() if everywhere or row.city in keys]
    found = _findings()
    return [{"policy": row, "findings": [one for one in found if one.policy == row.key]} for row in policies]


def _findings() -> list[Any]:
    return []
