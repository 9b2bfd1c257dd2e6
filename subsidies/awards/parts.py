"""A part of an award: some of its months, and what of its amount goes with them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from core.values.months import months_words, runs_of
from subsidies.awards.models import Award
from subsidies.awards.replaying import reckoned_with
from subsidies.awards.selectors import standing_fen
from subsidies.cases.tidying import SPAN
from subsidies.grants.models import Grant
from subsidies.rules import Outcome

COUNT = "months_worked"


def months_of(award: Award) -> list[str]:
    """The months that were paid for, freed or not, in their order; none where the matter is no month."""
    return _months(Grant.objects.filter(booking=award.booking_id)) if award.booking_id else []


def standing_months(award: Award) -> list[str]:
    """Those of them that nothing has freed."""
    return _months(Grant.objects.open().filter(booking=award.booking_id)) if award.booking_id else []


def _months(grants: QuerySet) -> list[str]:
    rows = grants.select_related("matter")
    return sorted({row.matter.month for row in rows} - {""})


def fen_of_months(award: Award, months: Collection[str]) -> int:
    """What of the award's amount goes with these of its months: what counts now less what the others come to."""
    return _fen_of(award, months, standing_months(award), standing_fen(award), len(months_of(award)))


def _fen_of(award: Award, months: Collection[str], standing: list[str], counting: int, granted: int) -> int:
    """The same of what was read before: the months that stand, the sum that counts, how many months were granted."""
    left = [month for month in standing if month not in months]
    return counting - min(counting, _due_for(award, left, granted))


@dataclass(frozen=True)
class MonthPart:
    """A month of an award, and what of the amount would go with it alone."""

    month: str
    fen: int

    @property
    def words(self) -> str:
        """2025年11月."""
        return months_words([self.month])


def month_parts(award: Award) -> list[MonthPart]:
    """The months that may still be freed one by one; none where the award is for one month, or for none."""
    granted = len(months_of(award))
    if granted < 2:
        return []
    standing, counting = standing_months(award), standing_fen(award)
    return [MonthPart(month, _fen_of(award, [month], standing, counting, granted)) for month in standing]


def _due_for(award: Award, months: list[str], granted: int) -> int:
    """What the award would have come to for these of its `granted` months alone, by its own rules, figures and facts.

    Each run of months is reckoned by itself where the rules go by a first and a last one; else their count is put in.
    Where they go by neither, or people agreed on the sum, every month has an equal part, a broken fen counted to the
    months that stay.
    """
    facts, agreed = award.claim_input["facts"], award.outcome == Outcome.CASE_BY_CASE
    if COUNT in facts and months and not agreed:
        return reckoned_with(award, **{COUNT: len(months)}).amount or 0
    if agreed or not facts.keys() >= set(SPAN):
        return -(-award.amount_fen * len(months) // max(granted, 1))
    decisions = (reckoned_with(award, first_month=run[0], last_month=run[-1]) for run in runs_of(months))
    return sum(row.amount or 0 for row in decisions)
