"""Certificates and recognitions of an applicant."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.scope.walls import Wall
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import OwnedRecord, certified_by_another, joined, key_once

DAYS_OF_A_YEAR = 365
LEVEL_WANTED = "请选择级别：这一类称号按级别奖励。"


class RecognitionKind(models.TextChoices):
    """What an applicant is recognised as."""

    HIGH_TECH = "high_tech", "高新技术企业"
    TECH_SME = "tech_sme", "科技型中小企业"
    SPECIALISED = "specialised", "专精特新企业"
    IP_DEMONSTRATION = "ip_demonstration", "知识产权示范企业"
    IP_ADVANTAGE = "ip_advantage", "知识产权优势企业"


class RecognitionLevel(models.TextChoices):
    """Who recognised it: state, province or city."""

    NATIONAL = "national", "国家级"
    PROVINCIAL = "provincial", "省级"
    CITY = "city", "市级"


# What is recognised at a level: money hangs on it, so that it is never left open.
LEVELLED = (RecognitionKind.SPECIALISED, RecognitionKind.IP_DEMONSTRATION, RecognitionKind.IP_ADVANTAGE)


class RecognitionQuerySet(OwnedQuerySet):
    """Recognitions of applicants."""

    def in_force(self, on: date) -> "RecognitionQuerySet":
        """Those that hold on a day, first and last day included."""
        return self.filter(Q(issued_on__lte=on) & (Q(expires_on=None) | Q(expires_on__gte=on)))


class Recognition(OwnedRecord):
    """A recognition with its certificate; a high-tech certificate holds three years from its issue."""

    trail_kind = "recognition"
    told_by_kind = "kind"
    meant_for = MappingProxyType({"level": LEVELLED, "stated_sequence": (RecognitionKind.HIGH_TECH,)})

    kind = models.CharField("类别", max_length=30, choices=RecognitionKind.choices)
    level = models.CharField("级别", max_length=20, choices=RecognitionLevel.choices, blank=True)
    certificate_no = CanonicalCharField("证书编号", max_length=60)
    issued_on = models.DateField("发证日期")
    expires_on = models.DateField("有效期至", null=True, blank=True)
    stated_sequence = models.PositiveSmallIntegerField(
        "第几次认定", null=True, blank=True,
        help_text="以前的证书没有全部登记的填写，首次认定为1；都登记了的不填，按发证日期排定。",
    )  # fmt: skip

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = "资质认定"
        verbose_name_plural = "资质认定"
        ordering = ("-issued_on",)
        constraints = (
            key_once("recognition"),
            certified_by_another("recognition"),
            date_range_constraint("issued_on", "recognition_issued_on_range"),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="recognition_ends_after_it_starts",
                violation_error_message="有效期不能早于发证日期。",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=LEVELLED) | ~Q(level=""), name="recognition_with_level",
                violation_error_message=LEVEL_WANTED,
            ),
            models.CheckConstraint(
                condition=Q(stated_sequence__gte=1, stated_sequence__lte=20), name="recognition_stated_sequence_range",
                violation_error_message="第几次认定须在1到20之间。",
            ),
            Wall(name="recognition_wall", parent="applicant"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.certificate_no}"

    def clean(self) -> None:
        """With its level, where money hangs on it."""
        super().clean()
        if self.kind in LEVELLED and not self.level:
            raise ValidationError({"level": LEVEL_WANTED})

    def natural_key(self) -> str:
        return joined(self.kind, self.certificate_no)

    def matter_identity(self) -> str:
        """A recognition is rewarded as the applicant's first, second or third, a title once at each level."""
        if self.kind == RecognitionKind.HIGH_TECH:
            return f"{self.applicant_id}|{self.kind}|{sequence_of(self)}"
        if self.kind in LEVELLED:
            return f"{self.applicant_id}|{self.kind}|{self.level}"
        return super().matter_identity()

    def proof_identity(self) -> str:
        """One certificate proves one recognition, whatever its number is put right to."""
        return self.identity

    def settle(self) -> None:
        """The number that an office certified stays, whatever becomes of the earlier certificates; where it has one."""
        if self.is_meant("stated_sequence"):
            self.stated_sequence = sequence_of(self)


def sequence_of(recognition: Recognition) -> int:
    """Which recognition of its kind it is for its applicant, 1 for the first. For lists: `sequences_of`."""
    return sequences_of([recognition])[recognition.pk]


def sequences_of(recognitions: Iterable[Recognition]) -> dict[Any, int]:
    """The number of each by its key, in one query: by the day of issue, at least what its paper states.

    A gap stays: after a stated third comes a fourth, though the register knows no second. Two within a year have one
    number. What nobody has certified moves no certified one, so that a declaration alone never makes a number new.
    """
    asked = list(recognitions)
    applicants = {row.applicant_id for row in asked}
    known = {row.pk: row for row in Recognition.objects.filter(applicant__in=applicants)}
    series: dict[tuple[int, str], list[Recognition]] = defaultdict(list)
    for row in (known | {row.pk: row for row in asked}).values():
        series[row.applicant_id, row.kind].append(row)
    return {pk: number for rows in series.values() for pk, number in _numbered(rows)}


def _numbered(rows: list[Recognition]) -> Iterable[tuple[Any, int]]:
    """A further certificate within a year is of the same recognition, for each recognition holds for three."""
    certified: list[tuple[date, int]] = []
    declared: list[tuple[date, int]] = []
    for row in sorted(rows, key=lambda row: (row.issued_on, row.pk or 0)):
        known = certified if row.certified else declared + certified
        twins = [number for day, number in known if (row.issued_on - day).days < DAYS_OF_A_YEAR]
        number = twins[-1] if twins else max((number for _, number in known), default=0) + 1
        number = max(number, row.stated_sequence or 1)
        (certified if row.certified else declared).append((row.issued_on, number))
        yield row.pk, number
