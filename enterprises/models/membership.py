"""People who act for an applicant."""

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.actor.roles import ENTERPRISE_ROLES, Role
from accounts.models import Membership
from accounts.scope import ScopedQuerySet
from accounts.scope.walls import Wall
from enterprises.models.applicant import Applicant


class ApplicantMembershipQuerySet(ScopedQuerySet):
    """Seen by the applicant's own people and its city's offices."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(applicant_id__in=actor.applicant_ids) | Q(applicant__city_id__in=actor.city_ids())


class ApplicantMembership(Membership):
    """A person files claims for an applicant."""

    trail_kind = "applicant_membership"

    applicant = models.ForeignKey(
        Applicant,
        verbose_name="申请人",
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField("角色", max_length=30, choices=ENTERPRISE_ROLES, default=Role.APPLICANT)

    objects = ApplicantMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "经办人"
        verbose_name_plural = "经办人"
        constraints = (
            models.UniqueConstraint(fields=["user", "applicant"], name="applicant_once_per_user"),
            Wall(name="applicant_membership_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.applicant}"
