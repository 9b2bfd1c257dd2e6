"""Revenue and funds, in fen. What was not reported or published is empty, never 0."""

from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from enterprises.models import ApplicantKind, YearlyFacts
from funds.models import Fund, FundStatus
from indicators.definitions.gatherings import residents
from indicators.definitions.registry import Column, counts
from indicators.models import Target


def _checked(row: Any) -> str:
    """Whether an office has compared the reported revenue; empty when there is none."""
    if row.revenue_fen is None:
        return ""
    return "已核验" if row.certified else "企业填报"


REVENUE = (
    Column("企业", lambda row: row.name),
    Column("产业领域", lambda row: row.industry),
    Column("核验", _checked, missing="未填报"),
    Column("当年营业收入", lambda row: row.revenue_fen, money=True, missing="未填报"),
)


def _with_revenue(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    facts = YearlyFacts.objects.filter(applicant=OuterRef("pk"), year=on.year)
    shown = {name: Subquery(facts.values(name)[:1]) for name in ("revenue_fen", "certified")}
    rows = rows.annotate(**shown)
    return rows.order_by(F("revenue_fen").desc(nulls_last=True), "pk")


@counts("区内企业营业收入", columns=REVENUE, sum_of="revenue_fen", of_the_year=True, matter="revenue")
def sci_tech_revenue(target: Target, on: date) -> QuerySet[Any]:
    """Resident sci-tech applicants with their reported revenue of the year."""
    return _with_revenue(residents(target, on).filter(kind=ApplicantKind.ENTERPRISE, is_sci_tech=True), on)


@counts("区内企业营业收入", columns=REVENUE, sum_of="revenue_fen", of_the_year=True, matter="revenue")
def resident_revenue(target: Target, on: date) -> QuerySet[Any]:
    """Resident applicants with their reported revenue of the year."""
    return _with_revenue(residents(target, on).filter(kind=ApplicantKind.ENTERPRISE), on)


FUND = (
    Column("基金", lambda row: row.name),
    Column("设立日期", lambda row: row.set_up_on),
    Column("依据", lambda row: row.source),
    Column("规模", lambda row: row.size_fen, money=True, missing="未公布"),
)


def planned_funds(target: Target, on: date) -> QuerySet[Any]:
    """Intended funds."""
    return Fund.objects.filter(city=target.city, status=FundStatus.PLANNED).order_by("pk")


@counts(
    "科技创新基金规模",
    columns=FUND,
    sum_of="size_fen",
    left_out=planned_funds,
    left_out_because="拟设的，设立后计入",
)
def funds_set_up(target: Target, on: date) -> QuerySet[Any]:
    """Funds set up, with their sizes."""
    set_up = Q(set_up_on=None) | Q(set_up_on__lte=on)
    rows = Fund.objects.filter(set_up, city=target.city, status=FundStatus.EXISTING)
    return rows.order_by(F("size_fen").desc(nulls_last=True), "pk")
