"""Prizes of science and of contests, and what an upper level gave with them."""

from types import MappingProxyType

from django.db import models
from django.db.models import Q

from accounts.scope.walls import Wall
from core.values.bounds import not_negative
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.recognition import RecognitionLevel
from enterprises.models.registered import OwnedRecord, certified_by_another, joined, key_once


class PrizeKind(models.TextChoices):
    """A prize for science or in a contest."""

    SCIENCE = "science", "科学技术奖"
    CONTEST = "contest", "创新创业大赛"


class SciencePrize(models.TextChoices):
    """Which prize for science."""

    NATURAL_SCIENCE = "natural_science", "自然科学奖"
    TECHNOLOGICAL_INVENTION = "technological_invention", "技术发明奖"
    PROGRESS = "progress", "科学技术进步奖"
    OUTSTANDING_CONTRIBUTION = "outstanding_contribution", "科技创新杰出贡献奖"
    COOPERATION = "cooperation", "科学技术合作奖"
    ENTERPRISE_INNOVATION = "enterprise_innovation", "企业技术创新奖"
    OTHER = "other", "其他奖项"


class PrizeGrade(models.TextChoices):
    """The grade of a prize for science."""

    SPECIAL = "special", "特等奖"
    FIRST = "first", "一等奖"
    SECOND = "second", "二等奖"
    THIRD = "third", "三等奖"
    UNGRADED = "ungraded", "不分等级"


class Contest(models.TextChoices):
    """Which contest of innovators and founders."""

    NATIONAL = "national", "中国创新创业大赛（全国赛）"
    SHANXI_DIVISION = "shanxi_division", "中国创新创业大赛（山西赛区）"
    OTHER = "other", "其他赛事"


class Prize(OwnedRecord):
    """A prize by its name and the number of its certificate: for science with a grade, in a contest with a rank (1 is
    first).

    Each prize and contest numbers for itself. A certificate of one prize, number and day is one, however its name is
    written.
    """

    trail_kind = "prize"
    known_by = MappingProxyType({"project_title": ""})
    ranked = ("name", "awarded_on", "rank")
    told_by_kind = "kind"
    meant_for = MappingProxyType(
        dict.fromkeys(("prize", "grade", "first_completing_unit"), (PrizeKind.SCIENCE,))
        | dict.fromkeys(("contest", "rank"), (PrizeKind.CONTEST,))
    )

    kind = models.CharField("种类", max_length=20, choices=PrizeKind.choices)
    name = CanonicalCharField("奖项（赛事）名称", max_length=160, help_text="照证书抄写。")
    level = models.CharField("级别", max_length=20, choices=RecognitionLevel.choices)
    prize = models.CharField(
        "科学技术奖类别", max_length=40, choices=SciencePrize.choices, blank=True, help_text="大赛奖项不填。"
    )
    grade = models.CharField(
        "获奖等级", max_length=20, choices=PrizeGrade.choices, blank=True, help_text="大赛奖项不填。"
    )
    contest = models.CharField("赛事", max_length=20, choices=Contest.choices, blank=True, help_text="科学技术奖不填。")
    rank = models.PositiveSmallIntegerField(
        "大赛名次（等次）", null=True, blank=True, help_text="一等奖填1，依此类推。"
    )
    certificate_no = CanonicalCharField("证书编号", max_length=60)
    awarded_on = models.DateField("获奖日期")
    upper_reward_fen = models.BigIntegerField("上级奖励（分）", null=True, blank=True)
    first_completing_unit = models.BooleanField("第一完成单位", null=True, blank=True)
    project_title = CanonicalCharField("获奖项目", max_length=160, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "奖项"
        verbose_name_plural = "奖项"
        ordering = ("-awarded_on", "id")
        constraints = (
            key_once("prize"),
            certified_by_another("prize"),
            date_range_constraint("awarded_on", "prize_awarded_on_range"),
            not_negative("upper_reward_fen", "prize_upper_reward_fen"),
            models.CheckConstraint(
                condition=(Q(kind=PrizeKind.SCIENCE, contest="", rank=None) & ~Q(prize="") & ~Q(grade=""))
                | (Q(kind=PrizeKind.CONTEST, prize="", grade="") & ~Q(contest="")),
                name="prize_of_one_kind",
                violation_error_message="科学技术奖请填写奖项类别和等级，大赛奖项请填写赛事和名次，两样不同时填写。",
            ),
            Wall(name="prize_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.certificate_no}"

    def natural_key(self) -> str:
        return joined(self.kind, self.name, self.certificate_no)

    def further_keys(self) -> tuple[str, ...]:
        return (joined(self.kind, self.prize or self.contest, self.awarded_on, self.certificate_no),)
