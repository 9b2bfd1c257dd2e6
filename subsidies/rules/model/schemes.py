"""What a policy says, as data: policies, schemes, facts, figures, steps, conditions. Everything here is frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from enterprises.values.applicant_kinds import ApplicantKind
from subsidies.rules.formulas.nodes import Node
from subsidies.rules.formulas.units import Unit
from subsidies.rules.model.articles import OWN, article_label, cited, of_plan
from subsidies.rules.model.kinds import CapPer, CapPeriod, FactType, GivenBy, WhenMissing
from subsidies.rules.model.matters import MatterRule
from subsidies.rules.model.values import READERS_IN_FEN, Number, Reader, enum_reader, simple


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class When:
    """Something matters only while an enum fact has one of the values."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a claim states. `least` and `most` bound what may be decided (else decision_out_of_bounds);
    `recorded` says why a fact is asked that no formula uses; `shown` has words for whole numbers; `certified_by` names
    the register that knows it, and `register_values` has what that register's own values stand for here; `by_review`:
    only the paper of an office's review says it."""

    name: str
    type: FactType
    label: str
    unit: str = ""
    help: str = ""
    evidence: str = ""
    given_by: GivenBy = GivenBy.APPLICANT
    default: str | None = None
    optional: bool = False
    values: Mapping[str, str] = field(default_factory=_nothing)
    only_when: When | None = None
    parameter_key: str | None = None
    when_missing: WhenMissing = WhenMissing.INVALID
    least: Fraction | None = None
    most: Fraction | None = None
    bound_figures: tuple[str, str] = ("", "")
    shown: Mapping[str, str] = field(default_factory=_nothing)
    recorded: str = ""
    certified_by: str = ""
    register_values: Mapping[str, str] = field(default_factory=_nothing)
    by_review: bool = False
    line: int = field(default=0, compare=False)

    @property
    def needed(self) -> bool:
        """Must it be there whatever the mode?"""
        return self.default is None and not self.optional


@dataclass(frozen=True, slots=True)
class PolicyFigure:
    """A number of the text, or a table of numbers read by the values of one or two facts."""

    name: str
    label: str
    unit: Unit
    unit_text: str
    article: str
    by: tuple[str, ...]
    values: Mapping[tuple[str, ...], Fraction]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class StepRule:
    """A named intermediate result with the document's own term for it."""

    name: str
    label: str
    node: Node
    article: str
    only_when: When | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition (not_payable when it fails) or a rule of form (invalid when it fails), with code and sentence."""

    code: str
    holds: Node
    label: str
    says: str
    article: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that one bucket may be awarded together: `amount` in fen, counted per `per` over `period`."""

    amount: int
    per: tuple[CapPer, ...]
    period: CapPeriod
    label: str
    article: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Payer:
    """Who pays a share, and up to what (None: the rest)."""

    key: str
    label: str
    limit: Node | None
    article: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Entitlement:
    """Something given beside the money: up to `amount` fen of it; `says` tells the applicant, with `{amount}` in it."""

    key: str
    label: str
    amount: int
    article: str
    says: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class WantedPaper:
    """A paper that a scheme wants; `optional`: not everybody has it, and it is printed as the documents print that;
    `of_record`: it is the one on which the record of the matter rests, and need not be handed in twice."""

    name: str
    optional: bool = False
    of_record: bool = False

    def __str__(self) -> str:
        return f"{self.name}（如有）" if self.optional else self.name


@dataclass(frozen=True, slots=True)
class Guide:
    """The scheme in plain words of our own; `until_published` goes with `how_much` as long as a figure that the text
    leaves open is not published."""

    summary: str
    who: str
    how_much: str
    papers: tuple[WantedPaper, ...]
    line: int = field(default=0, compare=False)
    until_published: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A rule that holds for a whole policy: its article and its sentence."""

    article: str
    says: str

    @property
    def is_public(self) -> bool:
        """Whether a published text says it, so that its article is worth printing beside it."""
        return self.article != OWN

    @property
    def article_label(self) -> str:
        """The article in words."""
        return article_label(self.article)


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy document. `plan`: the title of a plan issued with it under one number, in which the clauses stand that
    begin with "plan"; empty where those are its own."""

    key: str
    city: str
    number: str
    title: str
    first: date
    last: date
    interpreter: str | None
    units: Mapping[str, tuple[str, ...]]
    edition: str
    window: Said
    scope: Said
    higher: Said
    same_matter: Said
    file: str
    order: int = field(default=0, compare=False)
    chapters: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)
    last_line: int = field(default=0, compare=False)
    plan: str = ""

    @property
    def first_month(self) -> int:
        """The first whole month inside the effective dates, as year * 12 + month - 1."""
        return self.first.year * 12 + self.first.month - 1 + (self.first.day > 1)

    @property
    def last_month(self) -> int:
        """The last whole month inside the effective dates."""
        tomorrow = date.fromordinal(self.last.toordinal() + 1)
        return tomorrow.year * 12 + tomorrow.month - 2


@dataclass(frozen=True, slots=True, eq=False, repr=False, weakref_slot=True)
class Scheme:
    """One thing that can be applied for. `written` is the same with the sentences as the file has them, before the
    numbers of the figures were put in."""

    code: str
    policy: Policy
    article: str
    title: str
    subject: str
    kinds: tuple[ApplicantKind, ...]
    resident_asked: bool
    outside: bool
    facts: Mapping[str, Fact]
    figures: Mapping[str, PolicyFigure]
    steps: Mapping[str, StepRule]
    rules: tuple[Requirement, ...]
    conditions: tuple[Requirement, ...]
    singly: Node | None
    amount: StepRule | None
    floor: StepRule | None
    ceiling: StepRule | None
    decision_fact: str | None
    cap: Cap | None
    payers: tuple[Payer, ...]
    entitlements: tuple[Entitlement, ...]
    matter: MatterRule
    guide: Guide
    reading: str | None
    once: str | None
    note: str | None
    units: tuple[str, ...]
    reasons: Mapping[str, str]
    line: int = field(default=0, compare=False)
    written: Scheme | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        return f"Scheme({self.code})"

    @property
    def basis(self) -> str:
        """Document number and article, as printed on a notice."""
        return f"{self.policy.number} {self.article_label}"

    @property
    def article_label(self) -> str:
        """The article in words: 第12条, or 方案五(一)2."""
        return article_label(self.article)

    @property
    def article_number(self) -> str:
        """The article as lists and the interface have it: 12, or 方案五(一)2."""
        return self.article if self.article.isdigit() else self.article_label

    @property
    def document_title(self) -> str:
        """The title of the text that the article stands in: the plan's, where it is a clause of a plan beside it."""
        return (self.policy.plan if of_plan(self.article) else "") or self.policy.title

    @property
    def clause(self) -> str:
        """The article as it is cited behind that title: 第12条, or 五(一)2."""
        return cited(self.article)


def reader_of(fact: Fact) -> Reader:
    """How a value of the fact is read, money in fen."""
    return enum_reader(frozenset(fact.values)) if fact.type == FactType.ENUM else READERS_IN_FEN[fact.type]


def bounds_of(fact: Fact) -> tuple[Number | None, Number | None] | None:
    """The least and most that may be entered; a rate goes up to 1."""
    most = Fraction(1) if fact.type == FactType.RATE and fact.most is None else fact.most
    if fact.least is None and most is None:
        return None
    return (None if fact.least is None else simple(fact.least), None if most is None else simple(most))
