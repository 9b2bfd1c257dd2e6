"""A decision in the applicant's words: the answer in a line, what it rests on, what is missing or would change it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.values.money import format_yuan
from subsidies.cases.presenting import asked_of, entitlement_sentence, payers_of, share_rows
from subsidies.catalogue.in_force import released_figures
from subsidies.catalogue.listing import gaps
from subsidies.catalogue.questions import ACHIEVEMENT, MONTHS, YEAR, day_wording, reference_label
from subsidies.catalogue.sourcing import sources_of
from subsidies.rules import Decision, GivenBy, Outcome, Scheme, Step, WhenMissing
from subsidies.rules.words.folding import folded, sum_that_comes_to
from subsidies.rules.words.working import Worked, worked

SHAPES = {
    Outcome.PAYABLE: "done",
    Outcome.NOT_PAYABLE: "stopped",
    Outcome.NEEDS_DECISION: "waiting",
    Outcome.NEEDS_PARAMETER: "attention",
    Outcome.CASE_BY_CASE: "waiting",
    Outcome.INVALID: "draft",
}

DECIDED_BY_OFFICE = "由责任单位核定"


@dataclass(frozen=True)
class Explanation:
    """What a page shows of a decision. Amounts in fen; `headline` is the answer, `note` what happens next."""

    outcome: Outcome
    headline: str
    note: str = ""
    amount: int | None = None
    steps: list[Worked] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    unpublished: list[str] = field(default_factory=list)
    shares: list[tuple[str, str]] = field(default_factory=list)
    entitlements: list[str] = field(default_factory=list)

    @property
    def in_numbers(self) -> str:
        """The formula of the step that comes to the amount, in numbers: of a standard of the text its article and name;
        empty where no step comes to it. What shares the amount among its payers stands behind it."""
        return sum_that_comes_to(self.amount, self.steps) if self.amount else ""

    @property
    def pays_nothing(self) -> bool:
        """Whether nothing is due as it stands."""
        return self.outcome == Outcome.NOT_PAYABLE

    @property
    def shape(self) -> str:
        return SHAPES[self.outcome]

    @property
    def figure_label(self) -> str:
        return "核定限额" if self.outcome == Outcome.NEEDS_DECISION else "试算结果"

    @property
    def is_incomplete(self) -> bool:
        """Whether answers are missing or cannot be right, so that there is nothing to say yet."""
        return self.outcome == Outcome.INVALID


def explain(
    scheme: Scheme, decision: Decision, errors: Mapping[str, str] | None = None, line: Mapping[str, Any] | None = None
) -> Explanation:
    """Put a decision into words. `errors` are sentences by field for texts that could not be read at all; `line` is
    what the rules were asked, for what is said of a step that is not met."""
    problems = list((errors or {}).items())
    seen = {name for name, _ in problems}
    problems += [(name, sentence) for name, sentence in decision.problems if name not in seen]
    if problems or decision.outcome == Outcome.INVALID:
        return Explanation(Outcome.INVALID, "填写完整后即可试算", problems=problems)
    return Explanation(
        decision.outcome,
        _headline(scheme, decision),
        _note(scheme, decision),
        amount=decision.amount,
        steps=folded(
            worked(
                steps_saying(scheme, decision.steps, decision.sentences),
                asked_of(scheme, line or {}),
                sources_of(scheme, line, released_figures(scheme.code)) if line else {},
            )
        ),
        reasons=sentences(decision.sentences or scheme.reasons, decision.reasons),
        unpublished=[gap.sentence for gap in gaps(scheme)] if decision.outcome == Outcome.NEEDS_PARAMETER else [],
        shares=share_rows(decision.shares, payers_of(scheme.policy.city)) if decision.shares else [],
        entitlements=[entitlement_sentence(scheme, key, fen) for key, fen in decision.entitlements.items()],
    )


def sentences(said: Mapping[str, str], reasons: Iterable[str]) -> list[str]:
    """What is wrong and what would change it, each a whole sentence; `said` has that of each code."""
    return [f"{said.get(code, code).rstrip('。')}。" for code in reasons]


def steps_saying(scheme: Scheme, steps: Iterable[Step], said: Mapping[str, str]) -> tuple[Step, ...]:
    """The steps with the sentence of a reason as it is said of this matter, where that is another than the general one:
    nobody is sent to move in for what moving in mends no more."""
    others = [(scheme.reasons[code], words) for code, words in said.items() if scheme.reasons.get(code, words) != words]
    found = tuple(steps)
    for general, words in others:
        found = tuple(step._replace(rule=step.rule.replace(general, words)) for step in found)
    return found


def _headline(scheme: Scheme, decision: Decision) -> str:
    if decision.outcome == Outcome.PAYABLE or decision.amount is not None:
        return format_yuan(decision.amount or 0)
    if decision.outcome == Outcome.NEEDS_DECISION:
        return bounds_words(decision.floor, decision.ceiling)
    return {
        Outcome.NOT_PAYABLE: "按目前的内容不予兑付",
        Outcome.NEEDS_PARAMETER: "金额待核定" if _figures_of_offices(scheme) else "标准未公布",
        Outcome.CASE_BY_CASE: "一事一议",
    }.get(decision.outcome, "暂不能试算")


def bounds_words(floor: int | None, ceiling: int | None) -> str:
    """The bounds within which the office decides, and where there is no upper one, that it decides."""
    limits = limits_words(floor, ceiling)
    return limits if ceiling is not None else "，".join(filter(None, (limits, DECIDED_BY_OFFICE)))


def limits_words(floor: int | None, ceiling: int | None) -> str:
    """The bounds alone; empty where there are none."""
    if ceiling is None:
        return f"{format_yuan(floor)}以上" if floor else ""
    if not floor:
        return f"最高 {format_yuan(ceiling)}"
    return f"{format_yuan(floor)} 至 {format_yuan(ceiling)}"


def _figures_of_offices(scheme: Scheme) -> str:
    """What a claim waits for where no document is to publish it but an office finds it for each matter; empty where a
    figure is to be published."""
    wanted = [fact for fact in scheme.facts.values() if fact.when_missing == WhenMissing.NEEDS_PARAMETER]
    of_offices = all(fact.given_by == GivenBy.OFFICER for fact in wanted)
    return "、".join(f"“{fact.label}”" for fact in wanted) if of_offices else ""


def _note(scheme: Scheme, decision: Decision) -> str:
    units, found = "、".join(scheme.units[:2]) or "责任单位", _figures_of_offices(scheme)
    waits = f"{found}由{units}在审核时核定，核定后即可算出金额；可以先提交，无须重新申报。" if found else ""
    return {
        Outcome.PAYABLE: "按所填内容试算，最终以审核后的核定通知书为准。",
        Outcome.NEEDS_DECISION: f"具体金额由{units}审核时在限额内核定。",
        Outcome.NEEDS_PARAMETER: waits or "可以先提交，标准公布后再核算金额，无须重新申报。",
        Outcome.CASE_BY_CASE: f"文件没有规定金额，由{units}研究确定。",
        Outcome.NOT_PAYABLE: "所填内容有误的，改正后会重新试算；情况属实的，提交后也不会兑付。",
    }.get(decision.outcome, "")


def field_label(scheme: Scheme, name: str) -> str:
    """The label of a question of the form, by its name."""
    labels = {
        "on": day_wording(scheme).label,
        "record": reference_label(scheme),
        "reference": reference_label(scheme) or "统一社会信用代码",
        "months": MONTHS,
        "year": YEAR,
        "achievement": ACHIEVEMENT,
        "other_policy_amount": "同一事项已获本市其他政策的金额",
        "applicant_kind": "主体类型",
        "resident": "是否入驻",
    }
    return labels.get(name) or (scheme.facts[name].label if name in scheme.facts else name)
