"""The numbered papers that tell of an award and of its revocation, each with a code by which anybody can verify it."""

from django.db import models

from accounts.scope.walls import Wall
from core.models import StoredFile
from core.models.append_only import append_only
from subsidies.awards.models.awards import Award
from subsidies.awards.models.revocations import Revocation
from subsidies.claims.models import Claim


class IssuedPaper(models.Model):
    """Base of a paper: its number out of the city's one sequence, its code, its file, its day."""

    number = models.CharField("文号", max_length=60, unique=True)
    verify_code = models.CharField("核验码", max_length=40, unique=True)
    file = models.ForeignKey(StoredFile, verbose_name="文件", on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField("签发日期")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number


class Notice(IssuedPaper):
    """The notice of an award."""

    trail_kind = "notice"

    award = models.OneToOneField(Award, verbose_name="核定结果", on_delete=models.PROTECT, related_name="notice")

    @property
    def called(self) -> str:
        """What stands in its title."""
        return self.award.paper_name

    class Meta:
        verbose_name = "核定通知书"
        verbose_name_plural = "核定通知书"
        constraints = (Wall(name="notice_wall", parent="award"),)
        triggers = append_only("notice")


class RefusalNotice(IssuedPaper):
    """The notice that an office does not support a claim: nothing was reckoned, so there is no award."""

    trail_kind = "refusal_notice"
    called = "不予支持通知书"

    claim = models.OneToOneField(Claim, verbose_name="申报", on_delete=models.PROTECT, related_name="refusal_notice")

    class Meta:
        verbose_name = "不予支持通知书"
        verbose_name_plural = "不予支持通知书"
        constraints = (Wall(name="refusal_notice_wall", parent="claim"),)
        triggers = append_only("refusal_notice")


class RevocationNotice(IssuedPaper):
    """The notice that an award, or some months of it, is taken back."""

    trail_kind = "revocation_notice"

    revocation = models.OneToOneField(
        Revocation, verbose_name="核定撤销", on_delete=models.PROTECT, related_name="notice"
    )

    class Meta:
        verbose_name = "撤销通知书"
        verbose_name_plural = "撤销通知书"
        constraints = (Wall(name="revocation_notice_wall", parent="revocation"),)
        triggers = append_only("revocation_notice")
