"""The findings as they are shown: many of one scheme that say the same are one line, and the others are not drowned."""

from typing import Any

from subsidies.advice.groups import Nearness, by_status

WHY = "在职人员不是高层次人才"


def finding(scheme: str, about: str, *reasons: str, **more: Any) -> dict[str, Any]:
    row = {"status": "near", "scheme": scheme, "about": about, "reasons": list(reasons), "gaps": [], "facts": []}
    return row | {"headline": "最高50,000元", "claimed": {}} | more


def near(rows: list[dict[str, Any]]) -> Any:
    return next(group for group in by_status(rows, "单位申报") if group.key == Nearness.NEAR)


def test_many_of_one_scheme_for_one_reason_are_folded_and_the_rest_is_told_one_by_one() -> None:
    people = [finding("JC-11A", f"示例{n}", WHY) for n in range(23)]
    group = near([finding("JC-04", "孵化器", "还差5家"), *people, finding("JC-18", "担保", "还差1项")])
    assert [row["about"] for row in group.told()] == ["孵化器", "担保"]
    assert [[row["about"] for row in fold] for fold in group.folds] == [[f"示例{n}" for n in range(23)]]
    assert group.shared == {} and len(group.rows) == 25


def test_four_are_told_one_by_one_with_their_reason_once_above_them() -> None:
    group = near([finding("JC-11A", f"示例{n}", WHY) for n in range(4)])
    assert group.folds == [] and len(group.told()) == 4 and group.shared == {WHY: 4}


def test_what_says_another_thing_or_is_a_draft_is_not_folded_with_the_others() -> None:
    people = [finding("JC-11A", f"示例{n}", WHY) for n in range(5)]
    draft = finding("JC-11A", "填写中", WHY, draft="d1")
    other = finding("JC-11A", "示例五", "合同年限不足")
    group = near([*people, draft, other])
    assert [row["about"] for row in group.told()] == ["填写中", "示例五"] and len(group.folds) == 1
