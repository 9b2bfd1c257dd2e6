"""Reading one scheme: its steps, conditions, bounds, cap, shares, matter and guide, with every formula checked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.texts.yaml_reading import texts_in
from enterprises.values.applicant_kinds import ApplicantKind
from subsidies.rules.documents.fields import PLACEHOLDER, PolicyFields, wanted_papers
from subsidies.rules.documents.matters import read_matter
from subsidies.rules.documents.placeholders import NoSuchNumber, check_placeholders, worded
from subsidies.rules.documents.steps import StepReader
from subsidies.rules.formulas.nodes import Node
from subsidies.rules.formulas.units import YUAN
from subsidies.rules.model.articles import article_label
from subsidies.rules.model.errors import PolicyError
from subsidies.rules.model.kinds import CapPer, CapPeriod, GivenBy
from subsidies.rules.model.reasons import reasons_of
from subsidies.rules.model.schemes import Cap, Entitlement, Guide, Payer, Policy, Scheme, StepRule
from subsidies.rules.model.sentences import KINDS

KEYS = (
    "article", "title", "subject", "kinds", "resident", "outside", "facts", "figures", "rules", "conditions", "steps",
    "decision", "amount", "cap", "shares", "entitlements", "case_by_case", "matter", "guide", "reading", "once", "note",
)  # fmt: skip
MAX_CODES = 63
AMOUNT = "{amount}"


class SchemeReader(StepReader):
    """Reads the blocks of a scheme: what it pays, for what, by whom, and up to what."""

    def decision(self) -> tuple[str | None, StepRule | None, StepRule | None]:
        block = self.fields.inside("decision")
        block.only(("fact", "floor", "ceiling"))
        floor, ceiling = (self.money(block, key, paid=False, label=label) for key, label in _BOUNDS)
        name = block.text("fact", "") or None
        if name and (name not in self.facts or self.facts[name].given_by != GivenBy.OFFICER):
            raise block.error(f"核定的事实“{name}”不存在，或不是由经办人核定", "fact")
        return name, floor, ceiling

    def cap(self) -> Cap | None:
        if not self.fields.has("cap"):
            return None
        block = self.fields.inside("cap")
        block.only(("amount", "per", "period", "label", "article"))
        per, period = block.words("per"), block.text("period")
        prior = self.facts.get("prior_awarded")
        if not per or not set(per) <= set(CapPer) or period not in set(CapPeriod) or prior is None:
            raise block.error("上限应写明按什么累计（per）、多长时间（period），并有事实 prior_awarded", "per")
        if prior.given_by != GivenBy.LEDGER:
            raise block.error("写了上限的事项，事实 prior_awarded 应当由系统填写（given_by: ledger）", "per")
        amount = block.number("amount")
        if amount is None or (amount * 100).denominator != 1:
            raise block.error("上限应当是到分的金额", "amount")
        article = article_label(block.text("article", self.article))
        buckets = tuple(map(CapPer, per))
        return Cap(int(amount * 100), buckets, CapPeriod(period), block.text("label"), article, block.line_of("label"))

    def limit(self, block: PolicyFields) -> Node | None:
        """What the payer bears at most; None for the one who bears the rest."""
        if not block.has("limit"):
            return None
        try:
            return self.formula(block, "limit", want="number", unit=YUAN)
        except PolicyError as error:
            raise block.error(f"{error.what}；limit 可以写一个步骤（steps）的名称，由步骤算出金额", "limit") from error

    def payers(self) -> tuple[Payer, ...]:
        found = []
        for key, block in self.fields.each_named("shares"):
            block.only(("limit", "label", "article"))
            limit = self.limit(block)
            article = article_label(block.text("article", self.article))
            found.append(Payer(key, block.text("label"), limit, article, block.line_of("limit")))
        if found and [payer.limit for payer in found].index(None) != len(found) - 1:
            raise self.fields.error("分担者中只有最后一位承担其余部分", "shares")
        return tuple(found)

    def entitlements(self) -> tuple[Entitlement, ...]:
        found = []
        for key, block in self.fields.each_named("entitlements"):
            block.only(("amount", "label", "says", "article"))
            amount = block.number("amount")
            if amount is None or (amount * 100).denominator != 1:
                raise block.error("额度应当是到分的金额", "amount")
            article = article_label(block.text("article", self.article))
            says = block.text("says", f"{block.text('label')}：{AMOUNT}")
            if PLACEHOLDER.findall(says) != [AMOUNT[1:-1]]:
                raise block.error(f"“says”应当用{AMOUNT}写明额度放在哪里，不取别的数字", "says")
            line = block.line_of("label")
            found.append(Entitlement(key, block.text("label"), int(amount * 100), article, says, line))
        return tuple(found)

    def guide(self) -> Guide:
        block = self.fields.inside("guide")
        block.only(("summary", "who", "how_much", "until_published", "papers"))
        summary, who, how_much = (block.text(key) for key in ("summary", "who", "how_much"))
        until = block.text("until_published", "")
        return Guide(summary, who, how_much, wanted_papers(block, "papers"), block.line_of("how_much"), until)

    def singly(self) -> Node | None:
        if self.fields.text("case_by_case", "true") == "true":
            return None
        return self.formula(self.fields, "case_by_case", want="bool")

    # -- the whole
    def read(self) -> Scheme:
        self.read_steps()
        fields, rules, conditions = self.fields, self.requirements("rules"), self.requirements("conditions")
        decision_fact, floor, ceiling = self.decision()
        amount, cap, matter = (
            self.money(fields, "amount", paid=True, label=_AMOUNT),
            self.cap(),
            read_matter(fields, self.facts),
        )
        if (amount is None) != (fields.table.get("case_by_case") == "true"):
            raise fields.error("应写明金额（amount），或写明一事一议（case_by_case: true）")
        resident_asked = self.asked()
        reasons = reasons_of(
            self.policy, kinds=self.kinds(), resident_asked=resident_asked, outside=fields.flag("outside"),
            facts=self.facts, rules=rules, conditions=conditions, cap=cap, matter=matter, has_amount=amount is not None,
        )  # fmt: skip
        if len(reasons) > MAX_CODES:
            raise fields.error(f"理由代码超过{MAX_CODES}个")
        return Scheme(
            code=self.code, policy=self.policy, article=self.article, title=fields.text("title"), kinds=self.kinds(),
            subject=fields.text("subject", "other"),
            resident_asked=resident_asked, outside=fields.flag("outside"), facts=self.facts, figures=self.figures,
            steps=MappingProxyType(self.steps), rules=rules, conditions=conditions,
            singly=self.singly(), amount=amount, floor=floor,
            ceiling=ceiling, decision_fact=decision_fact, cap=cap, payers=self.payers(),
            entitlements=self.entitlements(), matter=matter, guide=self.guide(),
            reading=fields.text("reading", "") or None,
            once=fields.text("once", "") or None, note=fields.text("note", "") or None, units=self.units(),
            reasons=MappingProxyType(reasons), line=fields.table.line,
        )  # fmt: skip

    def kinds(self) -> tuple[ApplicantKind, ...]:
        kinds = self.fields.words("kinds")
        if not kinds or not set(kinds) <= set(KINDS):
            raise self.fields.error("申请人类别为空或有不认识的类别", "kinds")
        return tuple(map(ApplicantKind, kinds))

    def asked(self) -> bool:
        resident = self.fields.text("resident", "asked")
        if resident not in ("asked", "not asked"):
            raise self.fields.error("“resident”只能写 not asked", "resident")
        return resident == "asked"

    def units(self) -> tuple[str, ...]:
        units: Mapping[str, tuple[str, ...]] = self.policy.units
        key = self.article.split()[0]
        if key not in units:
            raise self.fields.error(f"没有写明{article_label(self.article)}的责任单位", "article")
        return units[key]


_BOUNDS = (("floor", "可核定金额的下限"), ("ceiling", "可核定金额的上限"))
_AMOUNT = "按标准计算的金额"


def read_scheme(code: str, fields: PolicyFields, policy: Policy) -> Scheme:
    """The scheme written under `code`. Raises PolicyError."""
    fields.only(KEYS)
    written = SchemeReader(code, fields, policy).read()
    try:
        check_placeholders(texts_in(fields.table), written, {AMOUNT})
        return worded(written)
    except NoSuchNumber as error:
        line = next((text.line for text in texts_in(fields.table) if error.written in text), fields.table.line)
        raise PolicyError(str(error), file=fields.file, scheme=code, line=line) from error
