"""Looks through policies for what a reader would stumble over: what the text leaves open, and what we got wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from subsidies.rules.library import Library
from subsidies.rules.linting import bands, units, use, written_numbers
from subsidies.rules.linting.conditions import never_changes
from subsidies.rules.linting.finding import Check, LintFinding, Severity, fault, found
from subsidies.rules.model.kinds import GivenBy, WhenMissing
from subsidies.rules.model.schemes import Policy, Scheme
from subsidies.rules.model.sentences import day
from subsidies.rules.model.values import MONTH

SHORTEST_SENTENCE = 12


def lint(lib: Library, today: date) -> list[LintFinding]:
    """Every finding, by policy and line."""
    findings: list[LintFinding] = []
    for policy in lib.policies.values():
        findings += _expired(policy, today)
    for scheme in lib.schemes.values():
        for check in CHECKS:
            findings += check(scheme)
    findings += _same_matter(lib)
    order = {key: place for place, key in enumerate(lib.policies)}
    return sorted(findings, key=lambda finding: (order[finding.policy], finding.line, finding.kind))


# ------------------------------------------------------------------ what the text leaves open
def _expired(policy: Policy, today: date) -> list[LintFinding]:
    if policy.last >= today:
        return []
    what = f"有效期已于{day(policy.last)}结束"
    return [
        LintFinding(
            Severity.OPEN,
            policy.key,
            "",
            policy.last_line,
            "expired",
            what,
            "核对是否有延期或新的文件，有则录入新的版本",
        )
    ]


def _rates(scheme: Scheme) -> Iterator[LintFinding]:
    for fact in scheme.facts.values():
        if fact.when_missing == WhenMissing.NEEDS_PARAMETER:
            what = f"文件没有写明“{fact.label}”"
            todo = "待规定它的文件公布后，由两人录入并发布"
            yield found(scheme, Severity.OPEN, fact.line, "rate_missing", what, todo, fact=fact.name)


def _singly(scheme: Scheme) -> Iterator[LintFinding]:
    if scheme.amount is None or scheme.singly is not None:
        what = "一事一议，没有公式" if scheme.amount is None else "其中一部分一事一议，没有公式"
        yield found(scheme, Severity.OPEN, scheme.line, "no_formula", what, "由工作专班逐件决定并记录依据")


def _unbounded(scheme: Scheme) -> Iterator[LintFinding]:
    if scheme.decision_fact and scheme.ceiling is None:
        todo = "核定时说明理由，与以往同类决定比较"
        yield found(scheme, Severity.OPEN, scheme.line, "ceiling_missing", "金额由人核定，文件没有写明上限", todo)


def _readings(scheme: Scheme) -> Iterator[LintFinding]:
    if scheme.reading:
        yield found(
            scheme, Severity.OPEN, scheme.line, "reading", f"条文有不同理解，系统取：{scheme.reading}", "由解释单位确认"
        )


def _typed_matters(scheme: Scheme) -> Iterator[LintFinding]:
    """A matter that a text as typed names: two spellings may be two matters."""
    if scheme.matter.is_typed:
        what = f"事项按填写的{scheme.matter.reference_label}辨认，没有登记可选"
        yield found(
            scheme, Severity.OPEN, scheme.matter.line, "matter_typed", what, "有这类登记的，在 matter 中写明 record"
        )


def _same_matter(lib: Library) -> Iterator[LintFinding]:
    """Two articles of one city, of one document or of two, that pay for the same kind of matter."""
    seen: dict[tuple[str, str], Scheme] = {}
    for scheme in lib.schemes.values():
        other = seen.setdefault((scheme.policy.city, scheme.matter.kind), scheme)
        if other is not scheme:
            where = "" if other.policy is scheme.policy else f"{other.policy.number}的"
            what = f"与{where}{other.code}（{other.title}）对同一类事项（{scheme.matter.label}）给予支持"
            yield found(scheme, Severity.OPEN, scheme.line, "same_matter", what, "同一事项只享受一项，取较高者")


# ------------------------------------------------------------------ what we got wrong
def _deciders(scheme: Scheme) -> Iterator[LintFinding]:
    bounded = scheme.floor is not None or scheme.ceiling is not None
    if bounded and scheme.decision_fact is None:
        yield fault(
            scheme, scheme.line, "nobody_decides", "有上下限，但没有写明核定哪个事实", "在 decision 中写明 fact"
        )
    if scheme.decision_fact and not scheme.units:
        yield fault(scheme, scheme.line, "nobody_decides", "金额由人核定，但没有责任单位", "在 units 中写明责任单位")


def _idle_conditions(scheme: Scheme) -> Iterator[LintFinding]:
    for item in (*scheme.conditions, *scheme.rules):
        always = never_changes(scheme, item.holds)
        if always is not None:
            what = f"条件“{item.label}”{'永远成立' if always else '永远不成立'}"
            yield fault(scheme, item.line, "condition_idle", what, "改正公式，或删去这个条件")
    always = never_changes(scheme, scheme.singly) if scheme.singly else None
    if always is not None:
        what = f"一事一议的条件{'永远成立' if always else '永远不成立'}"
        yield fault(scheme, scheme.line, "condition_idle", what, "改正 case_by_case 的公式，或写 true")


def _sentences(scheme: Scheme) -> Iterator[LintFinding]:
    for item in (*scheme.conditions, *scheme.rules):
        if len(item.says) < SHORTEST_SENTENCE or item.says == item.label:
            todo = "用一句话说明哪里不符合、怎样可以符合"
            yield fault(scheme, item.line, "sentence_missing", f"理由“{item.code}”没有说清楚", todo)
    for fact in scheme.facts.values():
        if fact.given_by == GivenBy.APPLICANT and not (fact.help or fact.evidence):
            yield fault(
                scheme,
                fact.line,
                "help_missing",
                f"事实“{fact.label}”没有说明和证明材料",
                "写上 help 或 evidence",
            )


def _labels(scheme: Scheme) -> Iterator[LintFinding]:
    """Names that a reckoning could not tell apart."""
    seen: set[str] = set()
    placed = [(fact.label, fact.line) for fact in scheme.facts.values()]
    placed += [(step.label, step.line) for step in scheme.steps.values()]
    for label, line in placed:
        if label in seen:
            yield fault(scheme, line, "label_twice", f"“{label}”用了两次", "改成不同的名称")
        seen.add(label)


def _window(scheme: Scheme) -> Iterator[LintFinding]:
    """Sentences that name months must name those of the window."""
    policy = scheme.policy
    for item in scheme.conditions:
        for year, month in re.findall(r"(\d{4})年(\d{1,2})月", item.says):
            if not MONTH.match(f"{year}-{int(month):02d}") or not _near(policy, int(year) * 12 + int(month) - 1):
                yield fault(scheme, item.line, "month_wrong", f"理由中的{year}年{month}月不在有效期内", "改正这句话")


def _near(policy: Policy, month: int) -> bool:
    return policy.first_month - 1 <= month <= policy.last_month + 1


CHECKS: tuple[Check, ...] = (
    _rates, _singly, _unbounded, _readings, _typed_matters, _deciders, _idle_conditions, _sentences, _labels, _window,
    use.facts_unused, use.figures_unused, use.steps_unused, use.bare_numbers,
    bands.number_bands, bands.tables, bands.month_bands, bands.bounds,
    units.said_and_reckoned, units.shares, units.in_yuan,
    written_numbers.written_numbers,
)  # fmt: skip

__all__ = ["LintFinding", "Severity", "lint"]
