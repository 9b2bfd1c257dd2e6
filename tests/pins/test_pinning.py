"""A pin is only as good as what it says when it breaks."""

import json

from tests.pins.pinning import differences, written

HELD = {"CZ-16 g1": {"amount_fen": 100, "steps": [{"label": "贷款利息的50%", "figure": "1.00 元", "binding": False}]}}


def changed(**step: object) -> dict[str, object]:
    (row,) = HELD["CZ-16 g1"]["steps"]
    return {"CZ-16 g1": {"amount_fen": 100, "steps": [row | step]}}


def test_what_is_written_reads_back_the_same() -> None:
    assert json.loads(written(HELD)) == HELD and not list(differences(HELD, HELD))


def test_a_step_that_differs_is_named_with_its_claim() -> None:
    assert list(differences(HELD, changed(figure="1.01 元"))) == [
        'CZ-16 g1 / steps / 1 / figure: - "1.00 元"  + "1.01 元"'
    ]
    assert list(differences(HELD, changed(binding=0))) == ["CZ-16 g1 / steps / 1 / binding: - false  + 0"]


def test_what_is_gone_and_what_is_new_is_named() -> None:
    assert [row[:13] for row in differences(HELD, {"CZ-16 g2": HELD["CZ-16 g1"]})] == ["CZ-16 g1: - {", "CZ-16 g2: + {"]
    assert list(differences(HELD, changed(article="16"))) == ['CZ-16 g1 / steps / 1 / article: + "16"']


def test_of_a_page_only_the_lines_that_differ_are_shown() -> None:
    page = [f"<p>{number}</p>" for number in range(50)]
    assert list(differences({"g1": page}, {"g1": [*page[:20], "<p>new</p>", *page[20:]]})) == ["g1: +<p>new</p>"]
