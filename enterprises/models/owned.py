"""Scope of records that hang on an enterprise."""

from django.db.models import Q

from accounts.actor import Actor
from accounts.scope import ScopedQuerySet


class OwnedQuerySet(ScopedQuerySet):
    """Rows with an `enterprise`: seen by its own people and by the offices of its city."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(enterprise_id__in=actor.enterprise_ids) | Q(enterprise__city_id__in=actor.city_ids())
