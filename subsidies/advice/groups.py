"""What can I claim, as it is shown: the findings by how near the applicant is, with the words for each group."""

from collections.abc import Iterable
from typing import Any

NOW, MAYBE, NEAR, NOT = "now", "maybe", "near", "not"


GROUPS = (
    (NOW, "现在可以申报", "done", "记录齐全、符合条件，可以直接开始。"),
    (NEAR, "差一步", "attention", "条件只差一处，补上即可申报；“要补充”的内容在申报时填写。"),
    (MAYBE, "还要补充情况", "waiting", "没有不符合的地方，但有些情况我们的记录里没有，补充后才能判断。"),
    (NOT, "暂不适合", "stopped", "按现有记录不符合条件。"),
)


def by_status(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stored findings of a run in four groups, the nearest first; each with key, title, shape, lead and rows."""
    found: dict[str, list[dict[str, Any]]] = {group[0]: [] for group in GROUPS}
    for row in rows:
        found[row["status"]].append(row)
    return [
        {"key": key, "title": title, "shape": shape, "lead": lead, "rows": found[key]}
        for key, title, shape, lead in GROUPS
    ]
