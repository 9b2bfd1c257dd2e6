"""The applicant of a claim: a company, team, institution, platform, university, bank or person."""

from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import City, District
from accounts.scope import ScopedQuerySet
from core.values.identifiers import validate_uscc
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.values.applicant_kinds import KIND_LABELS, ApplicantKind


class ApplicantQuerySet(ScopedQuerySet):
    """Seen by its own people and by the offices of its city."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(pk__in=actor.applicant_ids) | Q(city_id__in=actor.city_ids())


class Applicant(models.Model):
    """A unit with its unified social credit code, registered with the portal of one city.

    Money is in fen. Whether it is resident in the valley follows from its tenancies (parks), not from a field here.
    """

    trail_kind = "applicant"

    city = models.ForeignKey(
        City,
        verbose_name="所属市",
        on_delete=models.PROTECT,
        related_name="applicants",
    )
    uscc = models.CharField("统一社会信用代码", max_length=18, unique=True, validators=[validate_uscc])
    name = CanonicalCharField("名称", max_length=120)
    kind = models.CharField("主体类型", max_length=20, choices=KIND_LABELS, default=ApplicantKind.ENTERPRISE)
    district = models.ForeignKey(
        District,
        verbose_name="县（市、区）",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    address = CanonicalCharField("地址", max_length=200, blank=True)
    legal_person = CanonicalCharField("法定代表人", max_length=60, blank=True)
    contact_name = CanonicalCharField("联系人", max_length=60, blank=True)
    contact_phone = CanonicalCharField("联系电话", max_length=30, blank=True)
    industry = CanonicalCharField("产业领域", max_length=60, blank=True)
    registered_on = models.DateField("成立日期", null=True, blank=True)
    registered_capital_fen = models.BigIntegerField("注册资本（分）", null=True, blank=True)
    paid_in_capital_fen = models.BigIntegerField("实缴资本（分）", null=True, blank=True)
    is_sci_tech = models.BooleanField("科技型企业", default=False)
    is_service_body = models.BooleanField("科技服务机构", default=False)
    approved_outside = models.BooleanField("经专班审核的谷外企业", default=False)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    created_by_id = models.BigIntegerField(null=True, editable=False)

    objects = ApplicantQuerySet.as_manager()

    class Meta:
        verbose_name = "企业"
        verbose_name_plural = "企业"
        ordering = ("name",)
        constraints = (
            date_range_constraint("registered_on", "applicant_registered_on_range"),
            models.CheckConstraint(
                condition=Q(registered_capital_fen=None) | Q(registered_capital_fen__gte=0),
                name="applicant_registered_capital_not_negative",
                violation_error_message="注册资本不能为负数。",
            ),
            models.CheckConstraint(
                condition=Q(paid_in_capital_fen=None) | Q(paid_in_capital_fen__gte=0),
                name="applicant_paid_in_capital_not_negative",
                violation_error_message="实缴资本不能为负数。",
            ),
        )

    def __str__(self) -> str:
        return self.name
