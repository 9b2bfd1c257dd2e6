"""What can I claim, as it is shown: the findings by how near the applicant is, with the words for each group."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from subsidies.cases.sources import FactSource

SEVERAL = 3  # findings for the same reason


class Nearness(StrEnum):
    """How near an applicant is to what a scheme gives."""

    NOW = "now"
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
        counted = Counter(reason for row in self.rows for reason in set(row["reasons"]))
        return {reason: count for reason, count in counted.most_common() if count >= SEVERAL}

    def told(self) -> list[dict[str, Any]]:
        """The findings, each with the reasons that are its own."""
        shared = self.shared
        return [row | {"reasons": [said for said in row["reasons"] if said not in shared]} for row in self.rows]

    @property
    def is_ready(self) -> bool:
        return self.key == Nearness.NOW


GROUPS = {
    Nearness.NOW: ("现在可以申报", "done", "记录齐全、符合条件，可以直接开始。", "开始申报", "符合条件",
                   "目前没有记录齐全、可以直接申报的事项。"),
    Nearness.NEAR: ("差一步", "attention", "条件只差一处，补上即可申报；“要补充”的内容在申报时填写。",
                    "先填草稿", "差一步"),
    Nearness.MAYBE: ("还要补充情况", "waiting", "没有不符合的地方，但有些情况我们的记录里没有，补充后才能判断。",
                     "填写看看", "还要补充情况"),
    Nearness.NOT: ("暂不适合", "stopped", "按现有记录不符合条件。"),
}  # fmt: skip
CERTIFIED, UNKNOWN = "记录核实", "不知道"


def by_status(rows: Iterable[dict[str, Any]], declared: str) -> list[NearnessGroup]:
    """The stored findings of a run in four groups, the nearest first; `declared` is the word for what was only said."""
    known: dict[str, str] = {FactSource.CERTIFIED: CERTIFIED, FactSource.DECLARED: declared}
    groups = {key: NearnessGroup(key, *words) for key, words in GROUPS.items()}
    for row in rows:
        facts = [fact | {"known": known.get(fact["state"], UNKNOWN)} for fact in row["facts"]]
        groups[Nearness(row["status"])].rows.append(row | {"facts": facts})
    return list(groups.values())


def brief_answer(row: dict[str, Any]) -> str:
    """A stored finding in the few words of a table's cell."""
    key = Nearness(row["status"])
    group = NearnessGroup(key, *GROUPS[key])
    return group.brief or next(iter(row["reasons"]), "")
