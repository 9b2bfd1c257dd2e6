"""The worked examples of the policy catalogue, in file order as one batch."""

import json
from pathlib import Path

import pytest

from subsidies.policies import library
from subsidies.rules import NumberText, evaluate

GOLDEN = Path(__file__).parent.parent / "golden.jsonl"


def examples():
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=NumberText) for line in lines]


def answers():
    """Each example with its answer; the first payable line takes the matter."""
    taken, found = set(), []
    for example in examples():
        claim = example["claim"]
        key = (claim.get("unit"), claim.get("matter"))
        decision = evaluate(library(), claim, duplicate=None not in key and key in taken)
        if None not in key and decision.outcome == "payable":
            taken.add(key)
        found.append((example, decision.to_json()))
    return found


def test_there_are_168_examples_of_43_schemes():
    assert len(examples()) == 168
    assert len(library().schemes) == 43


@pytest.mark.parametrize(("example", "answer"), answers(), ids=lambda value: value.get("claim", value).get("id"))
def test_the_answer_is_that_of_the_catalogue(example, answer):
    expect = dict(example["expect"])
    if expect["reasons"] is None:
        assert answer["reasons"], "of an invalid claim at least one cause is named"
        del expect["reasons"]
    assert {key: answer[key] for key in expect} == expect


@pytest.mark.parametrize(("example", "answer"), answers(), ids=lambda value: value.get("claim", value).get("id"))
def test_every_step_of_the_reckoning_names_its_article(example, answer):
    assert answer["steps"]
    for step in answer["steps"]:
        assert set(step) == {"label", "figure", "rule"}
        assert step["rule"].split("：")[0].startswith(("第", "方案", "附则", "全文", "内部规则")), step
