"""Who works for whom, since when, and on what terms."""

from django.db import models
from django.db.models import Q

from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.values.bounds import not_negative
from core.values.text import date_range_constraint
from enterprises.models import PartRecord
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import certified_by_another, joined, own_key_once
from talent.models.person import Person


class EngagementMode(models.TextChoices):
    """Whether somebody works here alone, or for others too."""

    FULL_TIME = "full_time", "全职"
    FLEXIBLE = "flexible", "柔性"


class Degree(models.TextChoices):
    """The degree by which a city sets its allowances."""

    DOCTOR = "doctor", "博士研究生"
    MASTER = "master", "硕士研究生"
    BACHELOR = "bachelor", "大学毕业生"


class Engagement(PartRecord):
    """A person in the employ of the applicant from a day on.

    A matter about it is the person: the introduction of a person, and its months, are the same whoever employs it.
    """

    about_a_person = True
    trail_kind = "engagement"
    part_of = "person"

    person = models.ForeignKey(Person, verbose_name="人才", on_delete=models.PROTECT, related_name="engagements")
    mode = models.CharField("引进方式", max_length=20, choices=EngagementMode.choices)
    hired_on = models.DateField("到岗日期", help_text="劳动合同（柔性引进的为合作协议）开始的日期。")
    contract_years = models.DecimalField("劳动合同年限（年）", max_digits=4, decimal_places=2, null=True, blank=True)
    insurance_months = models.PositiveSmallIntegerField(
        "已缴纳社会保险月数", null=True, blank=True, help_text="正常缴纳、没有中断的月数。"
    )
    degree = models.CharField("学历层次", max_length=20, choices=Degree.choices, blank=True)
    newly_hired = models.BooleanField("新引进", default=False)
    solves_key_problem = models.BooleanField("确能破解难题、攻克技术或推动成果转化", default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "人才引进"
        verbose_name_plural = "人才引进"
        ordering = ("-hired_on",)
        constraints = (
            own_key_once("engagement"),
            certified_by_another("engagement"),
            date_range_constraint("hired_on", "engagement_hired_on_range"),
            not_negative("contract_years", "engagement_years_not_negative", "劳动合同年限不能为负数。"),
            models.CheckConstraint(
                condition=Q(mode=EngagementMode.FLEXIBLE) | ~Q(degree=""),
                name="engagement_full_time_with_degree",
                violation_error_message="全职引进的，请选择学历层次。",
            ),
            Wall(name="engagement_wall", parent="applicant"),
            Together(name="engagement_with_person", field="person", what="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.get_mode_display()} {self.hired_on}"

    @property
    def in_prose(self) -> str:
        day = f"{self.hired_on.year}年{self.hired_on.month}月{self.hired_on.day}日"
        return f"{self.person.name}（{self.person.person_no}，{self.get_mode_display()}引进，{day}到岗）"

    def natural_key(self) -> str:
        return joined(self.whole_identity, self.applicant_id, self.hired_on)

    def matter_identity(self) -> str:
        return self.whole_identity

    @property
    def hired_month(self) -> str:
        """The calendar month (YYYY-MM) from which the sixty months of a person count."""
        return f"{self.hired_on:%Y-%m}"

    @property
    def newly_hired_full_time(self) -> bool:
        """Whether the person was newly brought in to work here alone."""
        return self.newly_hired and self.mode == EngagementMode.FULL_TIME
