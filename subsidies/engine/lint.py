"""Looks through policies for what a reader would stumble over: what the text leaves open, and what we got wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from . import nodes as n
from .conditions import never_changes
from .language import facts_used
from .program import program_of
from .schema import Library, Policy, Requirement, Scheme, StepRule
from .sentences import day
from .values import MONTH, month_text

OPEN, FAULT = "open", "fault"
WAN = re.compile(r"(\d+)万元")
SHORTEST_SENTENCE = 12
Check = Callable[[Scheme], Iterator["Finding"]]


class Finding(NamedTuple):
    """Something to know or to mend. `severity`: open (the text itself leaves it so) or fault (the data is wrong)."""

    severity: str
    policy: str
    scheme: str
    line: int
    kind: str
    what: str
    todo: str


def lint(lib: Library, today: date) -> list[Finding]:
    """Every finding, by policy and line."""
    found: list[Finding] = []
    for policy in lib.policies.values():
        found += _expired(policy, today)
    for scheme in lib.schemes.values():
        for check in CHECKS:
            found += check(scheme)
    found += _same_matter(lib)
    order = {key: place for place, key in enumerate(lib.policies)}
    return sorted(found, key=lambda finding: (order[finding.policy], finding.line, finding.kind))


def _find(scheme: Scheme, severity: str, line: int, kind: str, what: str, todo: str) -> Finding:
    return Finding(severity, scheme.policy.key, scheme.code, line, kind, what, todo)


# ------------------------------------------------------------------ what the text leaves open
def _expired(policy: Policy, today: date) -> list[Finding]:
    if policy.last >= today:
        return []
    what = f"有效期已于{day(policy.last)}结束"
    return [Finding(OPEN, policy.key, "", 0, "expired", what, "核对是否有延期或新的文件，有则录入新的版本")]


def _rates(scheme: Scheme) -> Iterator[Finding]:
    for fact in scheme.facts.values():
        if fact.when_missing == "needs_parameter":
            what = f"文件没有写明“{fact.label}”"
            yield _find(scheme, OPEN, fact.line, "rate_missing", what, "待规定它的文件公布后，由两人录入并发布")


def _singly(scheme: Scheme) -> Iterator[Finding]:
    if scheme.amount is None or scheme.singly is not None:
        what = "一事一议，没有公式" if scheme.amount is None else "其中一部分一事一议，没有公式"
        yield _find(scheme, OPEN, scheme.line, "case_by_case", what, "由工作专班逐件决定并记录依据")


def _unbounded(scheme: Scheme) -> Iterator[Finding]:
    if scheme.decision_fact and scheme.ceiling is None:
        todo = "核定时说明理由，与以往同类决定比较"
        yield _find(scheme, OPEN, scheme.line, "ceiling_missing", "金额由人核定，文件没有写明上限", todo)


def _readings(scheme: Scheme) -> Iterator[Finding]:
    if scheme.reading:
        yield _find(scheme, OPEN, scheme.line, "reading", f"条文有不同理解，系统取：{scheme.reading}", "由解释单位确认")


def _same_matter(lib: Library) -> Iterator[Finding]:
    """Two articles of one policy that pay for the same kind of matter."""
    seen: dict[tuple[str, str], Scheme] = {}
    for scheme in lib.schemes.values():
        other = seen.setdefault((scheme.policy.key, scheme.matter.kind), scheme)
        if other is not scheme:
            what = f"与{other.code}（{other.title}）对同一类事项（{scheme.matter.label}）给予支持"
            yield _find(scheme, OPEN, scheme.line, "same_matter", what, "同一事项只享受一项，取较高者")


# ------------------------------------------------------------------ what we got wrong
def _deciders(scheme: Scheme) -> Iterator[Finding]:
    bounded = scheme.floor is not None or scheme.ceiling is not None
    if bounded and scheme.decision_fact is None:
        yield _find(
            scheme, FAULT, scheme.line, "nobody_decides", "有上下限，但没有写明核定哪个事实", "在 decision 中写明 fact"
        )
    if scheme.decision_fact and not scheme.units:
        yield _find(
            scheme, FAULT, scheme.line, "nobody_decides", "金额由人核定，但没有责任单位", "在 units 中写明责任单位"
        )


def _unused(scheme: Scheme) -> Iterator[Finding]:
    used = {name for node in _nodes(scheme) for name in facts_used(node, scheme.steps, scheme.figures)}
    used |= {fact.parameter_key for fact in scheme.facts.values() if fact.parameter_key}
    used |= {fact.only_when.fact for fact in scheme.facts.values() if fact.only_when} | set(scheme.matter.adds)
    used |= {"prior_awarded"} if scheme.cap else set()
    for fact in scheme.facts.values():
        if fact.name not in used and not fact.recorded:
            todo = "删去它，或用 recorded 写明为什么只作记录"
            yield _find(scheme, FAULT, fact.line, "fact_unused", f"事实“{fact.label}”没有用到", todo)
    for figure in scheme.figures.values():
        if figure.name not in _figures_used(scheme):
            yield _find(
                scheme, FAULT, figure.line, "figure_unused", f"数字“{figure.label}”没有用到", "删去它，或在公式中使用"
            )


def _nodes(scheme: Scheme) -> list[n.Node]:
    """Every formula of the scheme."""
    rules: list[StepRule | Requirement | None] = [scheme.amount, scheme.floor, scheme.ceiling]
    nodes = [rule.node for rule in (*scheme.steps.values(), *rules) if isinstance(rule, StepRule)]
    nodes += [requirement.holds for requirement in (*scheme.rules, *scheme.conditions)]
    nodes += [payer.limit for payer in scheme.payers if payer.limit]
    return [*nodes, *([scheme.singly] if scheme.singly else [])]


def _figures_used(scheme: Scheme) -> set[str]:
    named = {name for fact in scheme.facts.values() for name in fact.bound_figures}
    inside = [part for node in _nodes(scheme) for part in _inside(node)]
    named |= {part.name for part in inside if isinstance(part, n.FigureRef)}
    return named | {part.figure for part in inside if isinstance(part, n.Listed)}


def _inside(node: n.Node) -> Iterator[n.Node]:
    yield node
    for child in n.children(node):
        yield from _inside(child)


def _bare_numbers(scheme: Scheme) -> Iterator[Finding]:
    """Numbers in formulas that no article stands beside; 0 and 1 say nothing of the text."""
    rules = [*scheme.steps.values(), *(rule for rule in (scheme.amount, scheme.floor, scheme.ceiling) if rule)]
    placed = [(rule.node, rule.line) for rule in rules]
    placed += [(item.holds, item.line) for item in (*scheme.rules, *scheme.conditions)]
    for node, line in placed:
        for part in _inside(node):
            if isinstance(part, n.Number) and part.value not in (0, 1):
                todo = "在 figures 中给它名字、单位和条款"
                yield _find(scheme, FAULT, line, "figure_without_article", f"公式里直接写了数字{part.value}", todo)


def _tables(scheme: Scheme) -> Iterator[Finding]:
    """Tables with a gap between their whole numbers, or with values of an enum that nothing keeps out."""
    for figure in scheme.figures.values():
        if len(figure.by) == 1 and scheme.facts[figure.by[0]].type == "int":
            keys = sorted(int(key[0]) for key in figure.values)
            if keys != list(range(keys[0], keys[-1] + 1)):
                yield _find(scheme, FAULT, figure.line, "band_gap", f"“{figure.label}”的各档不连续", "补上缺少的一档")
    listed = {part.figure for item in scheme.conditions for part in _inside(item.holds) if isinstance(part, n.Listed)}
    for figure in scheme.figures.values():
        whole = 1
        for name in figure.by:
            whole *= max(len(scheme.facts[name].values), 1)
        if figure.by and len(figure.values) < whole and not listed & _same_keys(scheme, figure.name):
            todo = "补上这些取值，或写一个排除它们的条件"
            yield _find(scheme, FAULT, figure.line, "table_gap", f"“{figure.label}”没有写全取值，也没有条件排除", todo)


def _same_keys(scheme: Scheme, name: str) -> set[str]:
    """The figures read by the same facts with the same entries."""
    figure = scheme.figures[name]
    return {
        other.name
        for other in scheme.figures.values()
        if other.by == figure.by and set(other.values) <= set(figure.values)
    }


def _month_bands(scheme: Scheme) -> Iterator[Finding]:
    """Each month of a tenancy or employment falls into one band at most, and there is none missing in between."""
    spans = [step for step in scheme.steps.values() if isinstance(step.node, n.Span)]
    starts = [
        name
        for name, fact in scheme.facts.items()
        if fact.type == "month" and name not in ("first_month", "last_month")
    ]
    if not spans or len(starts) != 1 or "first_month" not in scheme.facts:
        return
    program = program_of(scheme)
    reckon = [program.closures.make(step.node) for step in spans]
    start = scheme.policy.first_month
    counts = []
    for month in range(start, scheme.policy.last_month + 1):
        env = [None] * program.size
        for name, value in ((starts[0], start), ("first_month", month), ("last_month", month)):
            env[program.slots[name]] = value  # type: ignore[call-overload]
        counts.append(sum(step(env) for step in reckon))
    if any(count > 1 for count in counts):
        twice = month_text(start + next(place for place, count in enumerate(counts) if count > 1))
        yield _find(scheme, FAULT, spans[0].line, "band_overlap", f"{twice}同时算进两段", "改正各段的起止月份")
    inside = [place for place, count in enumerate(counts) if count]
    if inside and inside != list(range(inside[0], inside[-1] + 1)):
        yield _find(scheme, FAULT, spans[0].line, "band_gap", "各段之间有月份没有算进任何一段", "改正各段的起止月份")


def _idle_conditions(scheme: Scheme) -> Iterator[Finding]:
    for item in (*scheme.conditions, *scheme.rules):
        always = never_changes(scheme, item.holds)
        if always is not None:
            what = f"条件“{item.label}”{'永远成立' if always else '永远不成立'}"
            yield _find(scheme, FAULT, item.line, "condition_idle", what, "改正公式，或删去这个条件")


def _sentences(scheme: Scheme) -> Iterator[Finding]:
    for item in (*scheme.conditions, *scheme.rules):
        if len(item.says) < SHORTEST_SENTENCE or item.says == item.label:
            todo = "用一句话说明哪里不符合、怎样可以符合"
            yield _find(scheme, FAULT, item.line, "sentence_missing", f"理由“{item.code}”没有说清楚", todo)
    for fact in scheme.facts.values():
        if fact.given_by == "applicant" and not (fact.help or fact.evidence):
            yield _find(
                scheme,
                FAULT,
                fact.line,
                "help_missing",
                f"事实“{fact.label}”没有说明和证明材料",
                "写上 help 或 evidence",
            )


def _labels(scheme: Scheme) -> Iterator[Finding]:
    """Names that a reckoning could not tell apart, and a cap whose words say another sum than its figure."""
    seen: set[str] = set()
    placed = [(fact.label, fact.line) for fact in scheme.facts.values()]
    placed += [(step.label, step.line) for step in scheme.steps.values()]
    for label, line in placed:
        if label in seen:
            yield _find(scheme, FAULT, line, "label_twice", f"“{label}”用了两次", "改成不同的名称")
        seen.add(label)
    said = WAN.search(scheme.cap.label) if scheme.cap else None
    if scheme.cap and said and Fraction(scheme.cap.amount, 100) != int(said[1]) * 10_000:
        yield _find(
            scheme, FAULT, scheme.line, "mixed_units", f"上限写“{said[0]}”，数字却不是这个数", "改正上限的文字或数字"
        )


def _window(scheme: Scheme) -> Iterator[Finding]:
    """Sentences that name months must name those of the window."""
    policy = scheme.policy
    for item in scheme.conditions:
        for year, month in re.findall(r"(\d{4})年(\d{1,2})月", item.says):
            if not MONTH.match(f"{year}-{int(month):02d}") or not _near(policy, int(year) * 12 + int(month) - 1):
                yield _find(
                    scheme, FAULT, item.line, "month_wrong", f"理由中的{year}年{month}月不在有效期内", "改正这句话"
                )


def _near(policy: Policy, month: int) -> bool:
    return policy.first_month - 1 <= month <= policy.last_month + 1


CHECKS: tuple[Check, ...] = (
    _rates, _singly, _unbounded, _readings, _deciders, _unused, _bare_numbers, _tables, _month_bands, _idle_conditions,
    _sentences, _labels, _window,
)  # fmt: skip
