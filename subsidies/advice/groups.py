"""What can I claim, as it is shown: the findings by how near the applicant is, with the words for each group."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from subsidies.cases.sources import FactSource
from subsidies.rules import Outcome

SEVERAL = 3  # findings for the same reason
LAST = "9999-12-31"
FOLDED_FROM = 5  # findings of one scheme that say the same; fewer are told one by one


class Nearness(StrEnum):
    """How near an applicant is to what a scheme gives; `AWAITED`: it fits, and a figure of the text is not published;
    `CLAIMED`: it has asked for it, and cannot ask once more; `REFUSED`: it has asked, and an office said no."""

    NOW = "now"
    AWAITED = "awaited"
    CLAIMED = "claimed"
    REFUSED = "refused"
    NEAR = "near"
    MAYBE = "maybe"
    NOT = "not"


@dataclass(frozen=True)
class NearnessGroup:
    """The findings of one nearness with its words: title, shape, lead, what stands there when it is `empty`, the
    `button` that begins a claim, and `brief`, the answer in a table's cell (empty: the first reason says it)."""

    key: Nearness
    title: str
    shape: str
    lead: str
    button: str = ""
    brief: str = ""
    empty: str = "没有。"
    rows: list[dict[str, Any]] = field(default_factory=list, init=False)

    @property
    def shared(self) -> dict[str, int]:
        """The reasons that several findings have in common, each with how many: said once above them."""
        counted = Counter(reason for row in self._single for reason in set(row["reasons"]))
        return {reason: count for reason, count in counted.most_common() if count >= SEVERAL}

    def told(self) -> list[dict[str, Any]]:
        """The findings that are told one by one, each with the reasons that are its own."""
        shared = self.shared
        return [row | {"reasons": [said for said in row["reasons"] if said not in shared]} for row in self._single]

    @property
    def folds(self) -> list[list[dict[str, Any]]]:
        """Findings of one scheme about many records, of which all say the same: one line, the rest on demand."""
        return [rows for rows in self._alike().values() if len(rows) >= FOLDED_FROM]

    @property
    def _single(self) -> list[dict[str, Any]]:
        alike = self._alike()
        return [row for row in self.rows if len(alike[_said(row)]) < FOLDED_FROM]

    def _alike(self) -> dict[tuple[str, ...], list[dict[str, Any]]]:
        found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in self.rows:
            found.setdefault(_said(row), []).append(row)
        return found

    @property
    def is_ready(self) -> bool:
        return self.key == Nearness.NOW

    @property
    def is_claimed(self) -> bool:
        return self.key == Nearness.CLAIMED


def _said(row: Mapping[str, Any]) -> tuple[str, ...]:
    """What a finding says beside what it is about; a draft and a claim are each their own."""
    own = str(row.get("draft") or "") + str((row.get("claimed") or {}).get("number", ""))
    return row["scheme"], own, repr(row["reasons"]), repr(row.get("gaps")), str(row.get("headline"))


GROUPS = {
    Nearness.NOW: ("现在可以申报", "done", "记录齐全、符合条件，可以直接开始。", "开始申报", "符合条件",
                   "目前没有记录齐全、可以直接申报的事项。"),
    Nearness.NEAR: ("差一步", "attention", "条件只差一处，差在哪里写在各项里；“要补充”的内容在申报时填写。",
                    "先填草稿", "差一步"),
    Nearness.MAYBE: ("还要补充情况", "waiting", "有些情况我们的记录里没有，补充后才能判断；已知不符合的，写在各项里。",
                     "填写看看", "还要补充情况"),
    Nearness.AWAITED: ("待公布标准", "waiting", "条件已经符合，文件里的标准还没有公布；可以先提交，公布后纳入核算。",
                       "开始申报", "待公布标准"),
    Nearness.CLAIMED: ("已申报", "neutral", "已经提交或已经核定，不能再报一次；办到哪一步，见各份申报。", "", "已申报"),
    Nearness.REFUSED: ("曾不予支持", "stopped", "申报过，责任单位没有支持，理由写在各项里；不计入可以申报的金额。"
                       "理由已经消除的，可以改正后重新申报。", "重新申报", "曾不予支持"),
    Nearness.NOT: ("暂不适合", "stopped", "按现有记录不符合条件。"),
}  # fmt: skip
SOMETIMES = (Nearness.AWAITED, Nearness.REFUSED)  # told where there is something of it
_SHAPES: dict[str, str] = {FactSource.CERTIFIED: "done", FactSource.DECLARED: "waiting"}
CERTIFIED, UNKNOWN, OPEN = "记录核实", "未填写", "申报时填写"


def by_status(rows: Iterable[dict[str, Any]], declared: str) -> list[NearnessGroup]:
    """The stored findings of a run by their nearness, the nearest first, and in each group the most money first, then
    what is met soonest; `declared` is the word for what was only said."""
    known: dict[str, str] = {FactSource.CERTIFIED: CERTIFIED, FactSource.DECLARED: declared}
    groups = {key: NearnessGroup(key, *words) for key, words in GROUPS.items()}
    for row in sorted(rows, key=_by_money):
        facts = [fact | _worded(known, fact) | _from_elsewhere(fact, row["about"]) for fact in _not_asked(row)]
        facts.sort(key=lambda fact: fact["state"] == FactSource.CERTIFIED)  # what there is to do comes first
        register, _, record = str(row.get("record") or "").partition(":")
        told = row | {"facts": facts, "register": register, "record_id": record, "claimed": claim_of(row)}
        groups[nearness_of(row)].rows.append(told)
    return list(groups.values())


def _not_asked(row: Mapping[str, Any]) -> list[dict[str, str]]:
    """The facts of a finding, without those of which it says by itself that they are asked for."""
    asked = set(row.get("asks") or ())
    return [fact for fact in row["facts"] if fact.get("label") not in asked or fact.get("source")]


def _worded(known: Mapping[str, str], fact: Mapping[str, str]) -> dict[str, str]:
    state, awaits = fact["state"], fact.get("awaits")
    return {
        "known": fact.get("entered") or known.get(state, UNKNOWN),
        "shape": _SHAPES.get(state, "draft"),
        "open": "" if state in known else f"凭{awaits}，由部门认定" if awaits else OPEN,
    }


def _from_elsewhere(fact: Mapping[str, str], about: str) -> dict[str, str]:
    """Where a fact stands, unless that is the very record that the finding is about."""
    source = fact.get("source", "")
    return {"source": "" if about and source.endswith(about) else source}


def claim_of(row: Mapping[str, Any]) -> dict[str, str]:
    """The own claim under the scheme of a finding that has its matter: one that is under way, or the last to which it
    was awarded."""
    paid = row.get("paid") or () if row["status"] == Nearness.NOT else ()
    awarded = [claim for claim in paid if claim.get("scheme", row["scheme"]) == row["scheme"]]
    return dict(row.get("claimed") or (awarded or [{}])[-1])


def nearness_of(row: Mapping[str, Any]) -> Nearness:
    """The group of a stored finding: what was claimed or awarded stands by itself, however near it was, and so does
    what an office refused, however well the records look, and what only waits for a figure."""
    if claim_of(row):
        return Nearness.CLAIMED
    found = Nearness(row["status"])
    if row.get("refused") and found != Nearness.NOT:
        return Nearness.REFUSED
    return Nearness.AWAITED if found == Nearness.NOW and row.get("outcome") == Outcome.NEEDS_PARAMETER else found


def _by_money(row: Mapping[str, Any]) -> tuple[int, str]:
    days = [gap["met_on"] for gap in row.get("gaps") or () if gap.get("met_on")]
    return -(row.get("most_fen") or 0), min(days, default=LAST)


def brief_answer(row: dict[str, Any]) -> str:
    """A stored finding in the few words of a table's cell."""
    key = nearness_of(row)
    group = NearnessGroup(key, *GROUPS[key])
    return group.brief or next(iter(row["reasons"]), "")
