"""City scope, the one gate: `visible_to(actor)` is how any page, export, task or endpoint fetches rows."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from accounts.actor import Actor


class ScopedQuerySet(models.QuerySet):
    """Rows of a model that an actor may see. A model says how in `scope(actor)`; without it nothing is visible."""

    def scope(self, actor: Actor) -> Q | None:
        """The rows that the actor may see as a condition; None for no row at all."""
        return None

    def visible_to(self, actor: Actor) -> Self:
        """The rows that the actor may see; an administrator sees all."""
        if actor.is_administrator:
            return self
        condition = self.scope(actor)
        return self.none() if condition is None else self.filter(condition)


class CityScopedQuerySet(ScopedQuerySet):
    """Rows that belong to a city: seen by that city's offices. `city_path` leads from the row to its city's key."""

    city_path: ClassVar[str] = "city_id"

    def scope(self, actor: Actor) -> Q | None:
        cities = actor.city_ids()
        return Q(**{f"{self.city_path}__in": cities}) if cities else None


class OpenlyScopedQuerySet(ScopedQuerySet):
    """Rows that are published: everybody sees them (cities, departments, policies)."""

    def scope(self, actor: Actor) -> Q | None:
        return Q()
