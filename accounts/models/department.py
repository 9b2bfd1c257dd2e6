"""Departments of a city (or of the province) and the roles that people hold there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.actor.roles import OFFICE_ROLES
from accounts.models.city import City
from accounts.models.membership import Membership
from accounts.scope import CityScopedQuerySet, OpenlyScopedQuerySet
from accounts.scope.walls import Wall


class DepartmentQuerySet(OpenlyScopedQuerySet):
    """Departments, found by whatever name a text prints for them."""

    def named(self, city: City | None, name: str) -> "DepartmentQuerySet":
        """The department of the city (of the province: None) that bears the name, first or second."""
        return self.filter(Q(name=name) | Q(other_names__contains=[name]), city=city)


class Department(models.Model):
    """An office named by a document as a responsible unit, or the province's office (`city` empty).

    Texts print several names for one office, 市科技局 and 市科学技术局; `other_names` are those beside `name`.
    """

    trail_kind = "department"

    city = models.ForeignKey(
        City,
        verbose_name="市",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="departments",
    )
    name = models.CharField("名称", max_length=80)
    other_names = ArrayField(
        models.CharField(max_length=80), verbose_name="文件中的其他名称", default=list, blank=True,
        help_text="几个名称之间用英文逗号隔开",
    )  # fmt: skip

    objects = DepartmentQuerySet.as_manager()

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

    trail_kind = "department_membership"

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
            Wall(name="department_membership_wall", city="department__city"),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.department} {self.get_role_display()}"
