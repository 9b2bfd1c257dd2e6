"""Recognitions of teams."""

from types import MappingProxyType

from django.db import models
from django.db.models import Q

from accounts.scope.walls import Wall
from core.values.bounds import not_negative
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models import OwnedRecord, RecognitionLevel
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import certified_by_another, joined, key_once


class TeamRecognition(OwnedRecord):
    """A team as state, province or city recognised it, and what it was rewarded with there. Money in fen."""

    trail_kind = "team_recognition"
    known_by = MappingProxyType({"team_name": ""})
    one_grant = ("recognised_on", "upper_reward_fen")

    team_name = CanonicalCharField("团队名称", max_length=120)
    approval_no = CanonicalCharField(
        "团队认定文号", max_length=80,
        help_text="团队证书的编号；一份文件认定几个团队的，填文号加本团队的序号，如 晋科发〔2026〕1号-3。",
    )  # fmt: skip
    level = models.CharField("团队认定级别", max_length=20, choices=RecognitionLevel.choices)
    recognised_on = models.DateField("认定（发证）日期")
    new_team = models.BooleanField("新引进或新培育的团队", default=False)
    recognised_by_province = models.BooleanField("省科技创新人才团队专项认定", default=False)
    upper_reward_fen = models.BigIntegerField(
        "上级奖励金额（分）", null=True, blank=True, help_text="国家或省里实际给予团队的奖励，没有则填0。"
    )

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "团队认定"
        verbose_name_plural = "团队认定"
        ordering = ("-recognised_on",)
        constraints = (
            key_once("team_recognition"),
            certified_by_another("team_recognition"),
            date_range_constraint("recognised_on", "team_recognised_on_range"),
            not_negative("upper_reward_fen", "team_reward_not_negative"),
            models.CheckConstraint(
                condition=Q(recognised_by_province=False) | Q(level=RecognitionLevel.PROVINCIAL),
                name="team_of_the_province_is_provincial",
                violation_error_message="省科技创新人才团队专项认定的级别应为省级。",
            ),
            Wall(name="team_recognition_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.team_name} {self.approval_no}"

    def natural_key(self) -> str:
        return joined(self.approval_no)
