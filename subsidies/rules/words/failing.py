"""The lines that say what a claim fails, each with its article and the sentence of its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from subsidies.rules.model import sentences
from subsidies.rules.model.articles import article_label
from subsidies.rules.model.jsontext import write_json
from subsidies.rules.model.schemes import Policy, Said, Scheme
from subsidies.rules.single.reckoning import Reckoned
from subsidies.rules.words.bounds import outside
from subsidies.rules.words.line import Line

NOT_MET = "不符合"
# Their lines show values of the claim, so they are worded for each one.
SHOWING = frozenset({"decision_out_of_bounds", "unknown_fact", "unknown_header"})
MOST_NAMES, MOST_LETTERS = 3, 40
LABELS = {
    "outside_effective_period": "政策有效期",
    "wrong_applicant_kind": "申请人类别",
    "not_resident": "入驻情况",
    "duplicate_matter": "同一事项",
    "cap_exhausted": "累计上限",
    "other_policy_higher": "就高不重复",
    "zero_amount": "计算结果",
    "decision_out_of_bounds": "核定范围",
}


class Failing:
    """The words of one scheme for what fails."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.requirements = {item.code: item for item in reversed((*scheme.conditions, *scheme.rules))}
        self.articles = {code: article_label(said.article) for code, said in _said_of_all(scheme.policy).items()}

    def line(self, code: str, found: Reckoned) -> Line:
        """The line of one reason."""
        return self._required(code) or self._worded(code, self._says(code, found))

    def fixed(self, code: str) -> Line:
        """The same of a reason whose words do not hang on the claim: all but the amount's and those of SHOWING."""
        return self._required(code) or self._worded(code, self.scheme.reasons[code])

    def _required(self, code: str) -> Line | None:
        """The line of a condition or a rule of form."""
        requirement = self.requirements.get(code)
        if requirement is None:
            return None
        return Line(requirement.label, NOT_MET, f"{requirement.article}：{requirement.says}")

    def _worded(self, code: str, says: str) -> Line:
        label = LABELS.get(code.split(":")[0], "申报内容")
        return Line(label, NOT_MET, f"{self.articles.get(code, self.scheme.article_label)}：{says}")

    def _says(self, code: str, found: Reckoned) -> str:
        """The sentence of the reason; of the two cases that some sentences join, the one that this claim is."""
        if code == "other_policy_higher":
            how = sentences.ALMOST if found.under_a_fen else sentences.NOT_LOWER
            return sentences.other_policy_higher(self.scheme.policy, how)
        if code == "zero_amount":
            return sentences.zero_amount(sentences.UNDER_A_FEN if found.under_a_fen else sentences.ZERO)
        if code == "decision_out_of_bounds":
            return f"{self.scheme.reasons[code]}（{'；'.join(outside(found))}）"
        if code in ("unknown_fact", "unknown_header"):
            unknown = found.header.unknown if code == "unknown_header" else self._unknown_facts(found)
            return f"{self.scheme.reasons[code]}：{_names(unknown)}"
        return self.scheme.reasons[code]

    def _unknown_facts(self, found: Reckoned) -> list[str]:
        return [name for name in found.header.facts if name not in self.scheme.facts]


def _said_of_all(policy: Policy) -> Mapping[str, Said]:
    """The reasons that a document gives for all of its schemes."""
    return {
        "outside_effective_period": policy.window,
        "not_resident": policy.scope,
        "wrong_applicant_kind": policy.scope,
        "other_policy_higher": policy.higher,
        "duplicate_matter": policy.same_matter,
    }


def _names(names: Sequence[str]) -> str:
    """The first few as JSON writes them, none longer than a line bears."""
    words = "、".join(write_json(_short(str(name))).decode() for name in names[:MOST_NAMES])
    return words if len(names) <= MOST_NAMES else f"{words}等{len(names)}项"


def _short(name: str) -> str:
    return name if len(name) <= MOST_LETTERS else f"{name[:MOST_LETTERS]}…"
