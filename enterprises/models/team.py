"""A team that applies without a credit code: its charter and its members, version after version."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.models import StoredFile
from core.tables.keying import OneOnly
from core.values.states import StateChoices
from core.values.text import CanonicalCharField, CanonicalTextField
from enterprises.models.applicant import Applicant
from enterprises.models.owned import OwnedQuerySet


class CharterState(StateChoices):
    """What became of a version: one holds, declared or certified; one may wait to take its place.

    `in_force`: it holds · `waits`: an office may answer for it · `answered`: an office did.
    """

    in_force: bool
    waits: bool
    answered: bool

    DECLARED = "declared", "waiting", True, True, False, "待核验"
    CERTIFIED = "certified", "done", True, False, True, "已核验"
    PROPOSED = "proposed", "waiting", False, True, False, "待核对"
    REFUSED = "refused", "stopped", False, False, True, "未采纳"
    WITHDRAWN = "withdrawn", "neutral", False, False, False, "已撤回"
    PAST = "past", "neutral", False, False, False, "已更换"

    def __new__(
        cls, value: str, shape: str = "neutral", in_force: bool = False, waits: bool = False, answered: bool = False
    ) -> Self:
        """A state with what holds of it."""
        row = cls.drawn(value, shape)
        row.in_force, row.waits, row.answered = in_force, waits, answered
        return row


IN_FORCE = CharterState.those(lambda state: state.in_force)
ANSWERED = CharterState.those(lambda state: state.answered)


class CharterQuerySet(OwnedQuerySet):
    """Versions of teams' charters."""

    def in_force(self) -> "CharterQuerySet":
        """The version that holds, one a team."""
        return self.filter(state__in=IN_FORCE)

    def proposed(self) -> "CharterQuerySet":
        """The version that waits for an answer, at most one a team."""
        return self.filter(state=CharterState.PROPOSED)


class TeamCharter(models.Model):
    """A version of what a team is: what it agreed on, as text, as a paper, or both, and who its members are.

    A change is a further version; the one before stays as PAST. Once an office has certified a version, a change
    waits as PROPOSED until the office takes it. Versions go when the team has its data deleted.
    """

    trail_kind = "team_charter"

    applicant = models.ForeignKey(
        Applicant, verbose_name="团队", on_delete=models.CASCADE, related_name="team_charters"
    )
    text = CanonicalTextField("章程或组建协议", max_length=5000, blank=True)
    paper = models.ForeignKey(
        StoredFile, verbose_name="章程文件", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField("状态", max_length=20, choices=CharterState.choices, default=CharterState.DECLARED)
    reason = CanonicalTextField("更改理由", max_length=500, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="填写人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField("填写时间", default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="核验人", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField("核验时间", null=True)
    answer = CanonicalTextField("答复", max_length=500, blank=True)

    objects = CharterQuerySet.as_manager()

    class Meta:
        verbose_name = "团队组成"
        verbose_name_plural = "团队组成"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(text="") | Q(paper__isnull=False),
                name="team_charter_says_something",
                violation_error_message="请填写章程或组建协议的主要内容，或上传文件。",
            ),
            OneOnly(
                fields=["applicant"], condition=Q(state__in=IN_FORCE), name="team_charter_in_force_once",
                violation_error_message="团队的组成刚有变动，请刷新后再办。",
            ),
            OneOnly(
                fields=["applicant"], condition=Q(state=CharterState.PROPOSED), name="team_charter_proposed_once",
                violation_error_message="已有一件更改申请等待核对。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED) | (Q(answered_by__isnull=False) & ~Q(answered_by=F("entered_by"))),
                name="team_charter_answered_by_another",
                violation_error_message="填写人不能核验自己填写的内容。",
            ),
            models.CheckConstraint(
                condition=~Q(state=CharterState.REFUSED) | ~Q(answer=""),
                name="team_charter_refused_for_a_reason",
                violation_error_message="不采纳的，请写明理由。",
            ),
            Wall(name="team_charter_wall", parent="applicant"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.applicant}的团队组成"

    @property
    def shape(self) -> str:
        """How its state is drawn."""
        return CharterState(self.state).shape

    @property
    def certified(self) -> bool:
        """Whether an office has compared it with the papers."""
        return self.state == CharterState.CERTIFIED

    @property
    def held(self) -> bool:
        """Whether it holds, or held once."""
        return CharterState(self.state).in_force or self.state == CharterState.PAST


class TeamMember(models.Model):
    """A member of a version of a team, by name. No number of a member is asked or kept."""

    applicant = models.ForeignKey(Applicant, verbose_name="团队", on_delete=models.CASCADE, related_name="team_members")
    charter = models.ForeignKey(TeamCharter, verbose_name="团队组成", on_delete=models.CASCADE, related_name="members")
    name = CanonicalCharField("姓名", max_length=60)
    employer = CanonicalCharField("工作单位", max_length=120, blank=True)
    leads = models.BooleanField("负责人", default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "团队成员"
        verbose_name_plural = "团队成员"
        ordering = ("-leads", "id")
        constraints = (
            OneOnly(
                fields=["charter"], condition=Q(leads=True), name="team_has_one_leader",
                violation_error_message="一个团队只有一位负责人。",
            ),
            Wall(name="team_member_wall", parent="applicant"),
            Together(name="team_member_with_charter", field="charter", what="applicant"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name
