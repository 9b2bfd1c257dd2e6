"""The oracle itself stands on the worked examples, run as one file in their order."""

from subsidies.policies.examples import json_line
from tests.examples import worked_examples
from tests.oracle import run


def test_oracle_answers_every_worked_example() -> None:
    examples = worked_examples()
    answers = run.run(json_line(example.claim).encode() for example in examples)
    for example, answer in zip(examples, answers, strict=True):
        for name, value in example.expect.items():
            if value is None and name == "reasons":
                assert answer["reasons"], example.id
            else:
                assert answer[name] == value, example.id
