"""Reading the formulas of a scheme: its steps, its conditions, its sums of money."""

from __future__ import annotations

from subsidies.rules.documents.facts import bounded, check_bounds, check_when, read_facts, read_figures, read_when
from subsidies.rules.documents.fields import PolicyFields, mapping_or_text
from subsidies.rules.formulas.nodes import Node
from subsidies.rules.formulas.units import YUAN, Unit
from subsidies.rules.language import Scope, parse
from subsidies.rules.model.articles import article_label
from subsidies.rules.model.errors import FormulaError
from subsidies.rules.model.schemes import Policy, Requirement, StepRule, When


class StepReader:
    """Holds what is known of a scheme while its formulas are read one after another."""

    def __init__(self, code: str, fields: PolicyFields, policy: Policy) -> None:
        self.code, self.fields, self.policy = code, fields, policy
        self.article = fields.text("article")
        self.facts = read_facts(fields)
        self.figures = read_figures(fields, self.facts, self.article)
        check_bounds(fields, self.facts, self.figures)
        self.facts = bounded(self.facts, self.figures)
        self.steps: dict[str, StepRule] = {}

    def formula(self, block: PolicyFields, key: str, *, want: str, unit: Unit | None = None, paid: bool = False,
                when: When | None = None) -> Node:  # fmt: skip
        """A checked formula; `paid`: optional facts are known to be there."""
        present = frozenset(name for name, fact in self.facts.items() if fact.optional and not fact.only_when)
        scope = Scope(self.facts, self.figures, self.steps, present if paid else frozenset())
        text, _ = block.formula(key)
        try:
            return parse(text, scope, want=want, unit=unit, when=when)
        except FormulaError as error:
            raise block.refused(error, key) from error

    def step(self, name: str, block: PolicyFields, *, unit: Unit | None, paid: bool, label: str = "") -> StepRule:
        block.only(("formula", "label", "article", "only_when"))
        when = read_when(block)
        check_when(when, self.facts, block)
        return StepRule(
            name=name,
            label=block.text("label", label or None),
            node=self.formula(block, "formula", want="any", unit=unit, paid=paid, when=when),
            article=article_label(block.text("article", self.article)),
            only_when=when,
            line=block.table.lines.get("formula", block.table.line),
        )

    def read_steps(self) -> None:
        for name, block in self.fields.each_named("steps"):
            if name in self.facts or name in self.figures:
                raise block.error(f"步骤“{name}”与事实或数字同名")
            self.steps[name] = self.step(name, block, unit=None, paid=True)

    def requirements(self, key: str) -> tuple[Requirement, ...]:
        found = []
        for code, block in self.fields.each_named(key):
            block.only(("holds", "says", "label", "article"))
            found.append(
                Requirement(
                    code=code,
                    holds=self.formula(block, "holds", want="bool"),
                    label=block.text("label"),
                    says=block.text("says"),
                    article=article_label(block.text("article", self.article)),
                    line=block.table.lines.get("holds", block.table.line),
                )
            )
        return tuple(found)

    def money(self, fields: PolicyFields, key: str, *, paid: bool, label: str) -> StepRule | None:
        if not fields.has(key):
            return None
        return self.step(key, mapping_or_text(fields, key, "formula"), unit=YUAN, paid=paid, label=label)
