"""What can be claimed in one look: the sum counts a thing once, and what to do first is one thing of each kind."""

from typing import Any

from subsidies.advice.groups import Nearness, by_status
from subsidies.advice.summing import Summary, summary


def finding(scheme: str, most: int | None = None, **more: Any) -> dict[str, Any]:
    row = {"status": "now", "scheme": scheme, "about": "", "reasons": [], "gaps": [], "facts": [], "headline": ""}
    return row | {"claimed": {}, "amount_fen": most, "most_fen": most, "matters": [scheme]} | more


def of(*rows: dict[str, Any]) -> Summary:
    return summary(by_status(rows, "单位申报"))


def test_the_sum_is_of_all_that_is_ready_and_exact_as_long_as_each_of_it_is() -> None:
    rows = [finding("A", 100), finding("B", 250)]
    assert (of(*rows).ready.fen, of(*rows).ready.is_exact, of(*rows).ready.count) == (350, True, 2)
    bounded = of(*rows, finding("C", 1000, amount_fen=None)).ready
    assert (bounded.fen, bounded.is_exact, bounded.unsaid) == (1350, False, 0)
    open_ended = of(*rows, finding("D"), finding("E", status="near")).ready
    assert (open_ended.fen, open_ended.is_exact, open_ended.unsaid, open_ended.count) == (350, True, 1, 3)


def test_of_two_schemes_for_one_thing_the_dearer_counts() -> None:
    rows = [finding("A", 100, matters=["recognition|1"]), finding("B", 250, matters=["recognition|1", "x"])]
    assert of(*rows).ready.fen == 250
    assert of(*reversed(rows)).ready.fen == 250


def test_what_the_applicant_alone_says_is_told_apart() -> None:
    certified = finding("A", 100, facts=[{"state": "certified"}])
    declared = finding("B", 250, facts=[{"state": "certified"}, {"state": "declared"}])
    told = of(certified, declared)
    assert (told.certified.fen, told.declared_fen) == (100, 250)


def test_what_only_waits_for_a_figure_stands_by_itself() -> None:
    told = of(finding("A", outcome="needs_parameter"), finding("B", 100, outcome="payable"))
    assert (told.awaited, told.ready.count, told.ready.fen) == (1, 1, 100)
    claimed = of(finding("A", outcome="needs_parameter", claimed={"number": "JC1"}))
    assert (claimed.awaited, claimed.claimed) == (0, 1)


def test_the_dearest_is_done_first_one_of_each_scheme_then_what_is_near_soonest_first() -> None:
    people = [finding("JC-13", 300, about=f"示例{n}") for n in range(4)]
    later = finding("C", status="near", gaps=[{"met_on": "2027-01-01"}])
    sooner = finding("D", status="near", gaps=[{"met_on": "2026-12-01"}])
    told = of(later, sooner, finding("A", 100), *people)
    assert [(row["scheme"], group.key) for row, group in told.first] == [
        ("JC-13", Nearness.NOW), ("A", Nearness.NOW), ("D", Nearness.NEAR)
    ]  # fmt: skip
    assert of().first == []
    moves_in = finding("E", status="near", codes=["not_resident"])
    maybe = finding("F", status="maybe", codes=["not_resident"])
    assert (of(moves_in, maybe).first, of(moves_in, maybe).entry) == ([], 2), "to become resident is one thing for all"


def test_where_nothing_is_ready_or_near_what_waits_and_what_is_asked_of_a_record_comes_first() -> None:
    waits = finding("A", outcome="needs_parameter")
    asked = finding("B", status="maybe", about="研发楼301")
    told = of(finding("C", status="maybe"), asked, waits)
    assert [row["scheme"] for row, _ in told.first] == ["A", "B"]
    assert [row["scheme"] for row, _ in of(asked, waits, finding("D", 100)).first] == ["D", "A", "B"]


def test_a_fact_that_is_asked_for_stands_once() -> None:
    facts = [
        {"state": "unknown", "label": "用途"}, {"state": "unknown", "label": "租金", "source": "登记系统未答复"},
        {"state": "certified", "label": "面积"},
    ]  # fmt: skip
    row = finding("A", status="maybe", about="房", asks=["用途", "租金"], facts=facts)
    (group,) = [group for group in by_status([row], "单位申报") if group.rows]
    assert [fact["label"] for fact in group.rows[0]["facts"]] == ["租金", "面积"]
