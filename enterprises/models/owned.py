"""Scope of records that hang on an applicant."""

from django.db.models import Q

from accounts.actor import Actor
from accounts.scope import ScopedQuerySet


class OwnedQuerySet(ScopedQuerySet):
    """Rows with an `applicant`: seen by its own people and by the offices of its city."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(applicant_id__in=actor.applicant_ids) | Q(applicant__city_id__in=actor.city_ids())
