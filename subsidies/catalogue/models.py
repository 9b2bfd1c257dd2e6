"""The policies as records: documents, their articles, and the editions that add or change figures."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import City, Department
from accounts.scope import CityScopedQuerySet, OpenlyScopedQuerySet
from accounts.scope.walls import Wall
from core.models import StoredFile
from core.models.append_only import append_only
from core.values.text import CanonicalCharField, CanonicalTextField, date_range_constraint
from subsidies.rules import article_label


class PolicyDocument(models.Model):
    """A policy document; its rules are subsidies/policies/<city>/<key>.yaml, `rules_sha256` says which text of it."""

    trail_kind = "policy_document"

    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="policies")
    key = models.SlugField("代号", max_length=60, unique=True)
    number = models.CharField("文号", max_length=60, unique=True)
    title = models.CharField("名称", max_length=200)
    first_day = models.DateField("施行日期")
    last_day = models.DateField("有效期至")
    interpreter = models.CharField("解释单位", max_length=80, blank=True)
    rules_sha256 = models.CharField("规则摘要", max_length=64)

    objects = OpenlyScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "政策文件"
        verbose_name_plural = "政策文件"
        ordering = ("city__code",)

    def __str__(self) -> str:
        return self.number


class RulesText(models.Model):
    """A text of a policy's rules as it was when awards were reckoned under it, so that they can be replayed."""

    trail_kind = "rules_text"

    document = models.ForeignKey(
        PolicyDocument, verbose_name="政策文件", on_delete=models.PROTECT, related_name="rules_texts"
    )
    sha256 = models.CharField("规则摘要", max_length=64, unique=True)
    text = models.TextField("规则全文")
    loaded_at = models.DateTimeField("载入时间", auto_now_add=True)

    class Meta:
        verbose_name = "规则文本"
        verbose_name_plural = "规则文本"
        triggers = append_only("rules_text")

    def __str__(self) -> str:
        return f"{self.document} {self.sha256[:12]}"


class Article(models.Model):
    """An article that pays for something, with the units that answer for it."""

    document = models.ForeignKey(
        PolicyDocument, verbose_name="政策文件", on_delete=models.PROTECT, related_name="articles"
    )
    number = models.CharField("条款", max_length=40)
    units = models.ManyToManyField(Department, verbose_name="责任单位", related_name="articles", blank=True)

    objects = OpenlyScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "条款"
        verbose_name_plural = "条款"
        ordering = ("document", "id")
        constraints = (models.UniqueConstraint(fields=["document", "number"], name="article_once_per_document"),)

    def __str__(self) -> str:
        return f"{self.document.number} {article_label(self.number)}"


class EditionKind(models.TextChoices):
    """What an edition is: the document itself, a parameter set later, a superior text."""

    ORIGINAL = "original", "原文"
    PARAMETER = "parameter", "参数"
    SUPERIOR = "superior", "上级政策调整"


class EditionState(models.TextChoices):
    """Entered by one person, released or sent back by another."""

    DRAFT = "draft", "待发布"
    RELEASED = "released", "已发布"
    REJECTED = "rejected", "已退回"


class EditionQuerySet(CityScopedQuerySet):
    """Editions of a city's policies; released ones are what counts."""

    city_path = "document__city_id"

    def released(self) -> "EditionQuerySet":
        """Those that a second person has released."""
        return self.filter(state=EditionState.RELEASED)


class Edition(models.Model):
    """A state of a policy from a day on: the document itself, a parameter set later, or a superior text.

    One person enters it, another releases it; after that it is never changed. It holds for matters on or after
    `holds_from`.
    """

    trail_kind = "edition"

    document = models.ForeignKey(
        PolicyDocument, verbose_name="政策文件", on_delete=models.PROTECT, related_name="editions"
    )
    number = models.PositiveIntegerField("版次")
    kind = models.CharField("类别", max_length=20, choices=EditionKind.choices)
    state = models.CharField("状态", max_length=20, choices=EditionState.choices, default=EditionState.DRAFT)
    source_number = CanonicalCharField("依据文号", max_length=80)
    source_date = models.DateField("依据文件日期")
    holds_from = models.DateField("自何日起适用")
    note = CanonicalTextField("说明", blank=True)
    file = models.ForeignKey(
        StoredFile, verbose_name="依据文件", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="录入人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField("录入时间", auto_now_add=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="发布人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    released_at = models.DateTimeField("发布时间", null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "政策版次"
        verbose_name_plural = "政策版次"
        ordering = ("document", "number")
        constraints = (
            models.UniqueConstraint(fields=["document", "number"], name="edition_number_once"),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("entered_by")),
                name="edition_released_by_another_person",
                violation_error_message="发布人不能是录入人本人。",
            ),
            date_range_constraint("holds_from", "edition_holds_from_range"),
            date_range_constraint("source_date", "edition_source_date_range"),
            Wall(name="edition_wall", city="document__city", published="state = 'released'"),
        )
        triggers = (
            pgtrigger.Protect(
                name="edition_settled",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state=EditionState.DRAFT.value),
            ),
        )

    def __str__(self) -> str:
        return f"{self.document.number} 第{self.number}版"

    @property
    def is_draft(self) -> bool:
        return self.state == EditionState.DRAFT


# A value is written, changed or taken out only while its edition is a draft. The lock keeps the edition as it is until
# the value is in, so that a release at the same moment either counts the value or refuses it.
SETTLED_VALUE = """
PERFORM 1 FROM catalogue_edition WHERE id IN (OLD.edition_id, NEW.edition_id) ORDER BY id FOR SHARE;
IF EXISTS (SELECT 1 FROM catalogue_edition WHERE id IN (OLD.edition_id, NEW.edition_id) AND state <> 'draft') THEN
    RAISE EXCEPTION 'a settled edition takes no value, and none of its values is ever changed';
END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
RETURN NEW;
"""


class ParameterValue(models.Model):
    """One figure that an edition sets: a parameter that the text left open, or a superseded figure of a scheme.

    `name` is a fact given by parameter or a named figure of the scheme; `key` the value of the fact by which it
    differs (a degree, a market), else empty; `value` the figure as written, exact.
    """

    edition = models.ForeignKey(Edition, verbose_name="版次", on_delete=models.CASCADE, related_name="values")
    scheme_code = models.CharField("事项", max_length=20)
    name = models.CharField("参数", max_length=60)
    key = models.CharField("适用类别", max_length=60, blank=True)
    value = models.CharField("数值", max_length=40)

    class Meta:
        verbose_name = "参数值"
        verbose_name_plural = "参数值"
        constraints = (
            models.UniqueConstraint(
                fields=["edition", "scheme_code", "name", "key"], name="parameter_once_per_edition"
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="parameter_settled",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=SETTLED_VALUE,
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme_code} {self.name} {self.key} = {self.value}"
