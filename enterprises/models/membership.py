"""People who act for an enterprise."""

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Membership
from accounts.roles import APPLICANT, ENTERPRISE_ROLES
from accounts.scope import ScopedQuerySet
from enterprises.models.enterprise import Enterprise


class EnterpriseMembershipQuerySet(ScopedQuerySet):
    """Seen by the enterprise's own people and its city's offices."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(enterprise_id__in=actor.enterprise_ids) | Q(enterprise__city_id__in=actor.city_ids())


class EnterpriseMembership(Membership):
    """A person files claims for an enterprise."""

    enterprise = models.ForeignKey(
        Enterprise,
        verbose_name="企业",
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField("角色", max_length=30, choices=ENTERPRISE_ROLES, default=APPLICANT)

    objects = EnterpriseMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "企业经办人"
        verbose_name_plural = "企业经办人"
        constraints = (models.UniqueConstraint(fields=["user", "enterprise"], name="enterprise_once_per_user"),)

    def __str__(self) -> str:
        return f"{self.user} · {self.enterprise}"
