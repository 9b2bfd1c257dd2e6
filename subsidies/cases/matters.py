"""What is wrong with the matter that a case names: no record, months that have not run, a year that has not begun."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from core.values.days import day_words
from core.values.months import month_index, month_text, months_words, over_on
from core.values.periods import business_today
from subsidies.cases.case import Case
from subsidies.cases.records import hangs_on_record
from subsidies.cases.tidying import months_fault
from subsidies.catalogue.questions import asks_day, asks_months, asks_year
from subsidies.rules import CapPer

RECORD, MONTHS, YEAR = "record", "months", "year"


def matter_problems(case: Case, facts: Mapping[str, Any]) -> dict[str, str]:
    """A sentence for each question that names the matter and has no answer that can stand, by the question's name."""
    found = dict(_of_record(case))
    found |= dict(_of_months(case, facts))
    return found | dict(_of_year(case))


def waits_for_record(case: Case) -> frozenset[str]:
    """The questions that need not be asked before it is known which record the case is about, and of the day for which
    year of it: the record will say it."""
    rule, unknown = case.scheme.matter, case.record is None
    facts = {name for name, fact in case.scheme.facts.items() if rule.record and unknown and hangs_on_record(fact)}
    of_year = bool(rule.day_of_year) and (unknown or case.matter.year is None)
    day = of_year or (bool(rule.day_from) and unknown) or not asks_day(case.scheme)
    return frozenset(facts | ({"on"} if day else set()))


def _of_record(case: Case) -> Iterator[tuple[str, str]]:
    rule, label = case.scheme.matter, case.scheme.matter.reference_label
    if not rule.record:
        return
    if case.record is None:
        yield RECORD, f"请选择{label}；还没有登记的，先登记再申报。"
    elif not case.matter.told:
        yield RECORD, f"所选的{label}没有写明级别，请先把这条记录补充完整。"
    elif case.scheme.cap and CapPer.ACHIEVEMENT in case.scheme.cap.per and not case.achievement:
        yield RECORD, f"所选的{label}没有写明转化的是哪一项科技成果，请先把这条记录补充完整。"


def _of_months(case: Case, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    name = MONTHS if asks_months(case.scheme) else "last_month"
    months = case.matter.told_apart(case.scheme, case.on, facts).months
    if name == MONTHS and case.matter.misread:
        yield name, months_fault(case.matter.misread)
    elif name == MONTHS and not months:
        yield name, "请写明本次申报的月份，如 2026-01至2026-03、2026-05。"
    elif months and (said := _unrun(months) or (_outside(case, months) if name == MONTHS else "")):
        yield name, said


def _unrun(months: tuple[str, ...]) -> str:
    """Why some of the months cannot be claimed yet: what has not run has not been worked or rented."""
    late = [month for month in months if over_on(month) > business_today()]
    if not late:
        return ""
    return f"{months_words(late)}还没有过完，{day_words(over_on(late[-1]))}起才能申报。"


def _outside(case: Case, months: tuple[str, ...]) -> str:
    """Months before the person came, that the policy does not cover, or after the day up to which is claimed."""
    since = getattr(case.record, "hired_month", months[0])
    if early := [month for month in months if month < since]:
        return f"{months_words(early)}早于到岗的月份{months_words([since])}，请核对。"
    policy = case.scheme.policy
    outside = [month for month in months if not policy.first_month <= month_index(month) <= policy.last_month]
    if outside:
        term = [month_text(index) for index in range(policy.first_month, policy.last_month + 1)]
        return f"{months_words(outside)}不在文件有效期内的完整月份（{months_words(term)}）之中，请删去。"
    late = [month for month in months if case.on and month > f"{case.on:%Y-%m}"]
    return f"{months_words(late)}晚于申报期间的最后一天，请核对。" if late else ""


def _of_year(case: Case) -> Iterator[tuple[str, str]]:
    if not asks_year(case.scheme):
        return
    if case.matter.year is None:
        yield YEAR, f"请填写本次申报的年度，如 {business_today().year - 1}。"
        return
    over = date(case.matter.year + 1, 1, 1)
    if case.scheme.matter.day_ends and over > business_today():
        yield YEAR, f"{case.matter.year}年还没有过完，{day_words(over)}起才能申报这一年度。"
    elif case.matter.year > (case.on or business_today()).year:
        yield YEAR, f"{case.matter.year}年还没有到，只能申报已经发生的年度。"
    elif case.scheme.matter.day_of_year and case.on and case.on.year != case.matter.year:  # the cap goes by the day
        yield YEAR, f"付款日期{day_words(case.on)}不在{case.matter.year}年之内，请核对年度和付款日期。"
