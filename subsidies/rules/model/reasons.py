"""The list of every reason code that a scheme can answer, with its sentence, in the order of the bits of a bit set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from enterprises.values.applicant_kinds import ApplicantKind
from subsidies.rules.model import sentences
from subsidies.rules.model.header import FIELDS
from subsidies.rules.model.kinds import WhenMissing
from subsidies.rules.model.matters import MatterRule
from subsidies.rules.model.schemes import Cap, Fact, Policy, Requirement

AMOUNT_STAGE = ("cap_exhausted", "other_policy_higher", "zero_amount")


def reasons_of(
    policy: Policy,
    *,
    kinds: tuple[ApplicantKind, ...],
    resident_asked: bool,
    outside: bool,
    facts: Mapping[str, Fact],
    rules: Iterable[Requirement],
    conditions: Iterable[Requirement],
    cap: Cap | None,
    matter: MatterRule,
    has_amount: bool,
) -> dict[str, str]:
    """Code to sentence: first what makes a claim not payable, then what makes it invalid."""
    found = {condition.code: condition.says for condition in conditions}
    found.setdefault("outside_effective_period", sentences.outside_period(policy))
    found["wrong_applicant_kind"] = sentences.wrong_kind(kinds)
    if resident_asked:
        found["not_resident"] = sentences.not_resident(policy, outside, kinds)
    found["duplicate_matter"] = sentences.duplicate(policy, matter)
    if has_amount:
        found.update(_amount_stage(policy, cap, found))
    found["decision_out_of_bounds"] = sentences.OUT_OF_BOUNDS
    found.update({rule.code: rule.says for rule in rules})
    return found | _malformed(facts)


def _amount_stage(policy: Policy, cap: Cap | None, found: Mapping[str, str]) -> dict[str, str]:
    stage = {"zero_amount": sentences.zero_amount(), "other_policy_higher": sentences.other_policy_higher(policy)}
    if cap:
        stage["cap_exhausted"] = sentences.cap_exhausted(cap)
    return {code: says for code, says in stage.items() if code not in found}


def _malformed(facts: Mapping[str, Fact]) -> dict[str, str]:
    found = {field.missing: field.missing_says for field in FIELDS if field.needed}
    found |= {field.wrong: field.wrong_says for field in FIELDS}
    found |= {"unknown_header": sentences.UNKNOWN_HEADER, "unknown_fact": sentences.UNKNOWN_FACT}
    for fact in facts.values():
        found[f"fact_wrong:{fact.name}"] = sentences.wrong(fact)
        if fact.default is None and fact.when_missing == WhenMissing.INVALID:
            found[f"fact_missing:{fact.name}"] = sentences.missing(fact)
    return found
