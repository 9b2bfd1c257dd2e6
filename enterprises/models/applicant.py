"""The applicant of a claim: a company, team, institution, platform, university, bank or person."""

from django.db import models
from django.db.models import F, Q

from accounts.actor import Actor
from accounts.models import City, District
from accounts.scope import ScopedQuerySet
from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.values.identifiers import validate_uscc
from core.values.telephones import validate_telephone
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models.unit_code import PORTAL_MARK, UnitCodeField
from enterprises.values.applicant_kinds import KIND_LABELS, ApplicantKind
from enterprises.values.applicant_words import ApplicantWords, words_for

WITHOUT_CREDIT_CODE = (ApplicantKind.TEAM, ApplicantKind.INDIVIDUAL)


class ApplicantQuerySet(ScopedQuerySet):
    """Seen by its own people and by the offices of its city."""

    def scope(self, actor: Actor) -> Q | None:
        return Q(pk__in=actor.applicant_ids) | Q(city_id__in=actor.city_ids())


class Applicant(models.Model):
    """Who files: a unit with its unified social credit code, or a person or team without one, in one city.

    `unit_code` names it everywhere (see UnitCodeField). Money is in fen. Whether it is resident in the valley follows
    from its tenancies (parks), not from a field here.
    """

    trail_kind = "applicant"

    city = models.ForeignKey(
        City,
        verbose_name="所属市",
        on_delete=models.PROTECT,
        related_name="applicants",
    )
    uscc = models.CharField(
        "统一社会信用代码", max_length=18, unique=True, null=True, blank=True, validators=[validate_uscc],
        help_text="没有统一社会信用代码的科创团队和个人不填。",
    )  # fmt: skip
    unit_code = UnitCodeField("申请人代码", max_length=18, unique=True, editable=False, default="")
    identity_hash = models.CharField(
        "身份证号校验值", max_length=64, unique=True, null=True, blank=True, editable=False
    )
    identity_end = models.CharField("身份证号末四位", max_length=4, blank=True, editable=False)
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
    contact_phone = CanonicalCharField("联系电话", max_length=30, blank=True, validators=[validate_telephone])
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
        verbose_name = "申请人"
        verbose_name_plural = "申请人"
        ordering = ("name",)
        constraints = (
            date_range_constraint("registered_on", "applicant_registered_on_range"),
            models.CheckConstraint(
                condition=Q(uscc__isnull=False) | Q(kind__in=WITHOUT_CREDIT_CODE),
                name="applicant_has_credit_code",
                violation_error_message="除科创团队和个人外，须填写统一社会信用代码。",
            ),
            models.CheckConstraint(
                condition=Q(uscc=None) | Q(unit_code=F("uscc")) | Q(unit_code__startswith=PORTAL_MARK),
                name="applicant_is_known_by_its_own_code",
                violation_error_message="申请人代码应为其统一社会信用代码或门户编号。",
            ),
            models.CheckConstraint(
                condition=Q(identity_hash=None) | Q(kind=ApplicantKind.INDIVIDUAL),
                name="applicant_identity_of_a_person",
                violation_error_message="只有个人登记身份证号的校验值。",
            ),
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
            Wall(name="applicant_wall", city="city", organisation="id"),
            Together(name="applicant_with_district", field="district", what="city"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.unit_code = self.unit_code or self.uscc or ""

    @property
    def words(self) -> ApplicantWords:
        """How its pages speak of it."""
        return words_for(self.kind)

    @property
    def licensed(self) -> bool:
        """Whether it is a unit with a licence, which has a legal person and capital."""
        return bool(self.uscc)

    @property
    def by_charter(self) -> bool:
        """Whether it is a team without a licence, of which its members and its charter are all that there is."""
        return self.kind == ApplicantKind.TEAM and not self.licensed

    @property
    def masked_identity(self) -> str:
        """What may be shown of a person's identity number; empty where none was given."""
        return f"****{self.identity_end}" if self.identity_end else ""

    @property
    def code_label(self) -> str:
        """What its `unit_code` is."""
        return "统一社会信用代码" if self.unit_code == self.uscc else "门户编号"
