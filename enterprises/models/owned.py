"""Scope of records that hang on an applicant."""

from django.db.models import Q

from accounts.actor import Actor
from accounts.scope import ScopedQuerySet


class OwnedQuerySet(ScopedQuerySet):
    """Rows with an `applicant`: seen by its own people and by the offices of its city."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(applicant_id__in=actor.applicant_ids) | Q(applicant__city_id__in=actor.city_ids())


class CityRecordQuerySet(ScopedQuerySet):
    """Records of a city that may have an applicant: seen by the city's offices and by the applicant's own people."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(city_id__in=actor.city_ids()) | Q(applicant_id__in=actor.applicant_ids)
