"""The worked examples of the policy catalogue, as one batch."""

import pytest

from subsidies.policies import library
from subsidies.policies.examples import answered
from tests.examples import worked_examples


def answers():
    """Each example with its answer; the first payable line takes the matter."""
    return [(example, decision.to_json()) for example, decision in answered(library(), worked_examples())]


def test_there_are_168_examples_of_43_schemes():
    assert len(worked_examples()) == 168
    assert len(library().schemes) == 43


@pytest.mark.parametrize(("example", "answer"), answers(), ids=lambda value: getattr(value, "id", ""))
def test_the_answer_is_that_of_the_catalogue(example, answer):
    expect = dict(example.expect)
    if expect["reasons"] is None:
        assert answer["reasons"], "of an invalid claim at least one cause is named"
        del expect["reasons"]
    assert {key: answer[key] for key in expect} == expect


@pytest.mark.parametrize(("example", "answer"), answers(), ids=lambda value: getattr(value, "id", ""))
def test_every_step_of_the_reckoning_names_its_article(example, answer):
    assert answer["steps"]
    for step in answer["steps"]:
        assert set(step) == {"label", "figure", "rule"}
        assert step["rule"].split("：")[0].startswith(("第", "方案", "末段", "全文", "内部规则")), step
