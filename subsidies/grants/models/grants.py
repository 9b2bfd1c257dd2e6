"""What was given for a matter, and what freed it again."""

import pgtrigger
from django.db import models
from django.db.models import Q

from core.models.append_only import append_only
from core.tables.keying import OneOnly
from core.values.text import CanonicalTextField
from subsidies.grants.models.matters import Matter


class Booking(models.Model):
    """All that one award takes in the register: its matters, its share of a cap, its areas.

    An award points here; the register names the claim by its number. `turn` counts the awards of one claim, since a
    revoked one may be followed by another.
    """

    unit = models.CharField("单位", max_length=40)
    claim_number = models.CharField("申报编号", max_length=40)
    turn = models.PositiveSmallIntegerField("次序", default=1)
    booked_at = models.DateTimeField("登记时间", auto_now_add=True)

    class Meta:
        verbose_name = "登记"
        verbose_name_plural = "登记"
        constraints = (models.UniqueConstraint(fields=["claim_number", "turn"], name="booking_once_per_turn"),)
        triggers = append_only("booking")

    def __str__(self) -> str:
        return f"{self.claim_number} 第{self.turn}次"


class GrantQuerySet(models.QuerySet):
    """Grants; what counts are those that were not released."""

    def open(self) -> "GrantQuerySet":
        """Those that nothing has freed."""
        return self.filter(release=None)


# The turns of a matter follow one another without a gap, and each begins only where the one before it was released.
# The lock on the earlier grant makes a release in the same moment either seen or waited for.
TURN_AFTER_RELEASE = """
IF NEW.turn > 1 THEN
    PERFORM 1 FROM grants_grant WHERE matter_id = NEW.matter_id AND turn = NEW.turn - 1 FOR UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM grants_grant g JOIN grants_release r ON r.grant_id = g.id
        WHERE g.matter_id = NEW.matter_id AND g.turn = NEW.turn - 1
    ) THEN
        RAISE EXCEPTION 'turn % of a matter needs its turn % released whole', NEW.turn, NEW.turn - 1;
    END IF;
END IF;
RETURN NEW;
"""


class Grant(models.Model):
    """A matter was paid for: once a turn, whatever scheme, city or applicant record asks.

    A matter of months has a row for each month, of a year for each year. Never changed; a Release frees it.
    """

    trail_kind = "grant"

    matter = models.ForeignKey(Matter, verbose_name="事项", on_delete=models.PROTECT, related_name="grants")
    turn = models.PositiveSmallIntegerField("次序", default=1)
    booking = models.ForeignKey(Booking, verbose_name="登记", on_delete=models.PROTECT, related_name="grants")

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = "已核定事项"
        verbose_name_plural = "已核定事项"
        constraints = (
            OneOnly(
                fields=["matter", "turn"],
                name="matter_paid_once",
                violation_error_message="同一单位的同一事项已经兑付过。",
            ),
            models.CheckConstraint(condition=Q(turn__gte=1), name="grant_turn_from_one"),
        )
        triggers = (
            *append_only("grant"),
            pgtrigger.Trigger(
                name="grant_after_release", when=pgtrigger.Before, operation=pgtrigger.Insert, func=TURN_AFTER_RELEASE
            ),
        )

    def __str__(self) -> str:
        return f"{self.matter} 第{self.turn}次"


class Release(models.Model):
    """A grant was freed whole: its matter may be paid for again, in its next turn. Never changed, never taken back."""

    grant = models.OneToOneField(Grant, verbose_name="已核定事项", on_delete=models.PROTECT, related_name="release")
    reason = CanonicalTextField("理由")
    released_at = models.DateTimeField("释放时间", auto_now_add=True)

    class Meta:
        verbose_name = "事项释放"
        verbose_name_plural = "事项释放"
        triggers = append_only("release")

    def __str__(self) -> str:
        return f"{self.grant}"
