"""Departments of a city (or of the province) and the roles that people hold there."""

from django.db import models

from accounts.actor.roles import OFFICE_ROLES
from accounts.models.city import City
from accounts.models.membership import Membership
from accounts.scope import CityScopedQuerySet, OpenlyScopedQuerySet


class Department(models.Model):
    """An office named by a document as a responsible unit, or the province's office (`city` empty)."""

    city = models.ForeignKey(
        City,
        verbose_name="市",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="departments",
    )
    name = models.CharField("名称", max_length=80)

    objects = OpenlyScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "部门"
        verbose_name_plural = "部门"
        ordering = ("city__code", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["city", "name"],
                nulls_distinct=False,
                name="department_once_per_city",
            ),
        )

    def __str__(self) -> str:
        return f"{self.city.name}·{self.name}" if self.city else self.name


class OfficeMembershipQuerySet(CityScopedQuerySet):
    """Memberships in the departments of a city."""

    city_path = "department__city_id"


class DepartmentMembership(Membership):
    """A person's role in a department; the city follows from the department."""

    department = models.ForeignKey(
        Department,
        verbose_name="部门",
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField("角色", max_length=30, choices=OFFICE_ROLES)

    objects = OfficeMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "部门任职"
        verbose_name_plural = "部门任职"
        constraints = (
            models.UniqueConstraint(
                fields=["user", "department", "role"],
                name="department_role_once_per_user",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.department} {self.get_role_display()}"
