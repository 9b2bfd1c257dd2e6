"""A claim: an applicant asks for one scheme of its city."""

import uuid
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.actor import Actor
from accounts.actor.roles import CLAIM_READERS
from accounts.models import City
from accounts.scope import ScopedQuerySet
from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.models import StoredFile
from core.models.append_only import append_only
from core.values.text import CanonicalCharField, CanonicalTextField, date_range_constraint
from enterprises.models import Applicant
from subsidies.cases.case import Case, case_of, day_on_record, matter_of
from subsidies.claims.models.freezing import EVIDENCE_STAYS, HANDED_IN_STAYS
from subsidies.claims.states import CLAIM, EDITABLE_STATES, PRIVATE_STATES, UNNUMBERED_STATES, ClaimState
from subsidies.grants.selectors import due_beside
from subsidies.policies import library
from subsidies.rules import Scheme


class ClaimQuerySet(ScopedQuerySet):
    """Seen by the applicant's own people and, once submitted, by those offices of its city that work on claims."""

    def scope(self, actor: Actor) -> Q | None:
        own = Q(applicant_id__in=actor.applicant_ids)
        handed_in = Q(number__isnull=False) & ~Q(state__in=PRIVATE_STATES)  # a draft that was given up never was
        return own | (Q(city_id__in=actor.city_ids(*CLAIM_READERS)) & handed_in)


class Claim(models.Model):
    """One claim. `answers` keeps what the applicant typed, as typed; `decided` what the office decided, as text.

    `on` (the day the matter arose), `record` (the record that the matter is: platform:12) and `reference` (what it is
    called), `told` (what tells it apart for good) and `achievement` are read from `answers` when the claim is
    submitted. `facts` is what `facts.collect` made of it at submission: name, value, source. `version` counts saves,
    so that two tabs do not overwrite each other. `copied_from` is the claim given up that this one begins anew.
    """

    trail_kind = "claim"

    public_id = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField("受理编号", max_length=40, unique=True, null=True, blank=True)
    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="claims")
    applicant = models.ForeignKey(Applicant, verbose_name="申报单位", on_delete=models.PROTECT, related_name="claims")
    scheme_code = models.CharField("事项", max_length=20)
    state = models.CharField("状态", max_length=20, choices=CLAIM.choices(), default=ClaimState.DRAFT.value)
    on = models.DateField("事项发生日", null=True, blank=True)
    reference = CanonicalCharField("事项编号", max_length=120, blank=True)
    record = models.CharField("所选记录", max_length=80, blank=True)
    told = models.CharField("事项标识", max_length=200, blank=True, editable=False)
    achievement = models.CharField("成果标识", max_length=500, blank=True, editable=False)
    answers = models.JSONField("申报内容", default=dict)
    decided = models.JSONField("审核核定", default=dict)
    facts = models.JSONField("事实及来源", default=list)
    receipt = models.JSONField("回执", null=True, blank=True)
    copied_from = models.ForeignKey(
        "self", verbose_name="复制自", on_delete=models.SET_NULL, null=True, editable=False, related_name="copies"
    )
    version = models.PositiveIntegerField("修订", default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="填报人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    saved_at = models.DateTimeField("保存时间", auto_now=True)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = "申报"
        verbose_name_plural = "申报"
        ordering = ("-saved_at",)
        indexes = (models.Index(fields=["city", "state", "submitted_at"], name="claim_queue"),)
        constraints = (
            date_range_constraint("on", "claim_on_range"),
            models.CheckConstraint(
                condition=Q(state__in=UNNUMBERED_STATES) | Q(submitted_at__isnull=False, number__isnull=False),
                name="claim_submitted_has_number",
                violation_error_message="已提交的申报必须有编号和提交时间。",
            ),
            Wall(name="claim_wall", city="city", organisation="applicant"),
            Together(name="claim_with_applicant", field="applicant", what="city"),
            Together(name="claim_with_its_original", field="copied_from", what="applicant"),
        )
        triggers = (
            pgtrigger.Trigger(
                name="claim_handed_in_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=HANDED_IN_STAYS,
            ),
        )

    def __str__(self) -> str:
        return self.number or f"{self.scheme_code} 草稿"

    @property
    def scheme(self) -> Scheme:
        """The scheme that is asked for."""
        return library().schemes[self.scheme_code]

    @property
    def about(self) -> str:
        """What the matter is called: the applicant itself is its own, and is not called by its code."""
        return self.reference if self.scheme.matter.reference_label else self.applicant.words.own

    def case(self) -> Case:
        """What the claim puts before the rules. The record is read as it stands now, with its day; a day that was typed
        stays as it was handed in."""
        made = self.case_with(self.answers)
        beside = due_beside(self.number, made.matter.told) if self.number and made.record is not None else frozenset()
        if beside:
            made = replace(made, matter=replace(made.matter, unit=made.unit, beside=beside))
        if self.state in EDITABLE_STATES or day_on_record(made.scheme, made.record, made.matter.year):
            return made
        return replace(made, on=self.on or made.on)

    def case_named(self) -> Case:
        """The same case for those who put it into words: its matter is called as it was when it was handed in, where
        its record has no name of its own."""
        case = self.case()
        return replace(case, matter=replace(case.matter, number=case.matter.number or self.reference))

    def case_handed_in(self) -> Case:
        """The same as it was handed in, with the facts of that day beside it, for those who put many cases at once: no
        record is looked up, the claim keeps what tells its matter apart."""
        answers = self.answers | {"record": "", "reference": self.reference}
        named = matter_of(self.scheme, self.applicant, None, answers)
        return Case(
            applicant=self.applicant, city=self.city, scheme=self.scheme, on=self.on,
            matter=replace(named, told=self.told or named.told, record=self.record, number=self.reference),
            achievement=self.achievement, other_policy_amount=str(self.answers.get("other_policy_amount") or ""),
            decided=self.decided, handed_in=self.facts,
        )  # fmt: skip

    def as_handed_in(self) -> "Claim":
        """The claim with the answers that were handed in last, for offices: what an applicant has saved since it went
        back is its own until it is handed in. Not to be saved."""
        answers = (self.receipt or {}).get("answers") if self.state in EDITABLE_STATES else None
        return self if answers is None else self.with_answers(answers)

    def with_answers(self, answers: Mapping[str, Any]) -> "Claim":
        """The claim as it would be with other answers. Not to be saved."""
        other = copy(self)
        other.answers = dict(answers)
        return other

    def case_with(self, answers: Mapping[str, Any]) -> Case:
        """The same with other answers, which are not saved."""
        return case_of(self.applicant, self.city, self.scheme, answers, decided=self.decided)


class Evidence(models.Model):
    """A paper handed in with a claim, for one of the wanted papers (`paper`: its number in the scheme's list).

    Claims for many persons at once share one file; it goes when the last of them lets it go.
    """

    claim = models.ForeignKey(Claim, verbose_name="申报", on_delete=models.CASCADE, related_name="evidence")
    paper = models.PositiveSmallIntegerField("材料项")
    label = models.CharField("材料名称", max_length=200)
    file = models.ForeignKey(StoredFile, verbose_name="文件", on_delete=models.PROTECT, related_name="evidence")
    added_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        verbose_name = "申报材料"
        verbose_name_plural = "申报材料"
        constraints = (Wall(name="evidence_wall", parent="claim"),)
        ordering = ("paper", "id")
        triggers = (
            pgtrigger.Trigger(
                name="evidence_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=EVIDENCE_STAYS,
            ),
        )

    def __str__(self) -> str:
        return self.label


class RecordOverride(models.Model):
    """The record of a claim is not certified, and somebody says why the claim may go on all the same; whoever approves
    it is another person. Never changed; it holds for that record alone, as it stood then (`digest`)."""

    claim = models.ForeignKey(Claim, verbose_name="申报", on_delete=models.PROTECT, related_name="overrides")
    record = models.CharField("所选记录", max_length=80)
    digest = models.CharField("放行时的内容", max_length=64, default="", editable=False)
    reason = CanonicalTextField("理由")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="放行人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField("放行时间", auto_now_add=True)

    class Meta:
        verbose_name = "未核验放行"
        verbose_name_plural = "未核验放行"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="record_override_says_why"),
            Wall(name="record_override_wall", parent="claim"),
        )
        triggers = append_only("record_override")

    def __str__(self) -> str:
        return f"{self.claim} {self.record}"
