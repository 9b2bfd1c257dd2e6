"""The batch: one line back for each line, in order, numbers as written, each matter paid once."""

import io
import json

import pytest

from subsidies.policies import library
from subsidies.rules.batch.batch import run_batch
from subsidies.rules.batch.paid import PaidMatters, matter_key

LOAN = {
    "id": "a1",
    "scheme": "CZ-16",
    "on": "2026-03-31",
    "applicant_kind": "enterprise",
    "resident": True,
    "facts": {"loan_kind": "credit", "interest_paid": "60000", "principal": "2000000"},
}
RAW = '{"id":"a1","scheme":"CZ-16","on":"2026-03-31","applicant_kind":"enterprise","resident":true,"facts":{%s}}'


def run(text: bytes | str, **options) -> list[dict]:
    sink = io.BytesIO()
    summary = run_batch(library, io.BytesIO(text.encode() if isinstance(text, str) else text), sink, **options)
    lines = sink.getvalue().split(b"\n")
    assert lines.pop() == b""
    assert summary.lines == len(lines)
    return [json.loads(line) for line in lines]


def one(text: bytes | str) -> dict:
    (answer,) = run(text)
    return answer


def facts(interest: str, more: str = "") -> str:
    return RAW % f'"loan_kind":"credit","principal":"100000000","interest_paid":{interest}{more}'


def claim(**changes) -> str:
    return json.dumps({**LOAN, **changes})


def test_a_line_has_exactly_the_fields_of_the_contract():
    assert list(one(json.dumps(LOAN))) == [
        "id",
        "scheme",
        "outcome",
        "amount",
        "floor",
        "ceiling",
        "shares",
        "entitlements",
        "reasons",
        "basis",
        "steps",
    ]


@pytest.mark.parametrize(
    ("interest", "amount"),
    [
        ("43210.99", "21605.49"),
        ("1.10", "0.55"),
        ("1.0", "0.50"),
        ("100", "50.00"),
        ("0.02", "0.01"),
        ('"0000100.1"', "50.05"),
        ('"000000000000000000000000000100"', "50.00"),
        ("123456789012345678901234567.89", "200000.00"),
        ("123456789012345678901234567890", "200000.00"),
    ],
)
def test_numbers_are_judged_as_written(interest, amount):
    answer = one(facts(interest))
    assert (answer["outcome"], answer["amount"]) == ("payable", amount)


@pytest.mark.parametrize(
    "interest",
    [
        "1e5",
        "1E5",
        "1e0",
        "-0",
        "-1",
        "-0.0",
        "1.100",
        "0.001",
        '"1."',
        '".5"',
        '" 1"',
        '"1 "',
        '"+1"',
        '"-1"',
        '"1,000"',
        '"1_0"',
        '"１"',
        '"٣"',
        '"0x1"',
        '""',
        "true",
        "[1]",
        '{"a":1}',
        "null",
        "1" * 31,
        '"' + "0" * 30 + '1"',
        "1" * 5000,
        "12345678901234567890123456789.01",
        '"NaN"',
        '"1\\u0000"',
        '"1\\n"',
    ],
)
def test_other_writings_are_invalid_and_the_fact_is_named(interest):
    answer = one(facts(interest))
    assert (answer["outcome"], answer["reasons"], answer["id"]) == ("invalid", ["fact_wrong:interest_paid"], "a1")


@pytest.mark.parametrize("number", ['"1"', "1.0", "1e0", "true", "-1", "-0"])
def test_whole_numbers_are_json_digits(number):
    line = RAW.replace("CZ-16", "CZ-04A") % '"recognition_no":%s'
    assert one(line % number)["outcome"] == "invalid"
    assert one(line % "1")["amount"] == "300000.00"


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "{",
        "[]",
        "1",
        '"x"',
        "null",
        "nul",
        "{}x",
        "{'a':1}",
        '{"a":1,}',
        '{"a":NaN}',
        '{"a":Infinity}',
        '{"a":-Infinity}',
        '{"a":01}',
        '{"a":1.}',
        '{"a":+1}',
        '{"a":"\t"}',
        '{"a":"\\x"}',
        "\ufeff{}",
        "//{}",
        '{"a":1}{"b":2}',
        "{\x0b}",
        "\u00a0{}",
        '{"a" 1}',
        "[" * 100_000,
        '{"a":' + "[" * 100_000 + "]" * 99_999 + "}",
    ],
)
def test_what_is_no_json_object_answers_with_its_line_number(line):
    answers = run(json.dumps(LOAN) + "\n" + line + "\n" + json.dumps(LOAN) + "\n")
    assert [answer["outcome"] for answer in answers] == ["payable", "invalid", "payable"]
    assert (answers[1]["id"], answers[1]["reasons"]) == (None, ["line 2"])


@pytest.mark.parametrize(
    "line", [b'{"id":"\xff"}', b'{"id":"\xed\xa0\x80"}', b'{"id":"\xc0\x80"}', b"\xff\xfe{\x00}\x00"]
)
def test_bytes_that_are_not_utf_8_are_not_json(line):
    assert one(line + b"\n")["reasons"] == ["line 1"]


def test_a_value_nested_ever_so_deep_is_json_still():
    deep = one(facts("[" * 20_000 + "]" * 20_000))
    assert (deep["id"], deep["reasons"]) == ("a1", ["fact_wrong:interest_paid"])
    assert one('{"a":' * 50_000 + "1" + "}" * 50_000)["reasons"] == ["header_missing:scheme"]


def test_line_ends_blanks_and_the_last_line_without_end():
    text = json.dumps(LOAN)
    assert [answer["outcome"] for answer in run(text + "\r\n \t" + text + " \r\n" + text)] == ["payable"] * 3
    assert [answer["reasons"] for answer in run("\n\r\n\n")] == [["line 1"], ["line 2"], ["line 3"]]
    assert run("") == []


def test_of_a_repeated_key_the_last_counts():
    assert one(facts("1", ',"interest_paid":"2.00"'))["amount"] == "1.00"
    assert one(facts('"x"', ',"interest_paid":"2.00"'))["amount"] == "1.00"
    assert one('{"scheme":"CZ-04A",' + json.dumps(LOAN)[1:])["amount"] == "30000.00"
    assert one(json.dumps(LOAN)[:-1] + ',"facts":{}}')["outcome"] == "invalid"


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ('"x"', "x"),
        ("5", 5),
        ("-5", -5),
        ("null", None),
        ('"\\ud800"', "\ud800"),
        ('"\\u0000\\"\\\\ 晋 😀"', '\x00"\\ 晋 😀'),
        ("123456789012345678901234567890123456789", 123456789012345678901234567890123456789),
        ('""', ""),
    ],
)
def test_an_id_comes_back_as_it_was(text, id_):
    answer = one(json.dumps(LOAN).replace('"a1"', text))
    assert (answer["id"], answer["outcome"]) == (id_, "payable")


@pytest.mark.parametrize("text", ["true", "1.0", "1e3", "[]", "{}"])
def test_an_id_of_another_kind_is_invalid_and_answered_null(text):
    answer = one(json.dumps(LOAN).replace('"a1"', text))
    assert (answer["id"], answer["outcome"], answer["reasons"]) == (None, "invalid", ["header_wrong:id"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"scheme": "CZ-99"}, "unknown_scheme"),
        ({"scheme": None}, "header_missing:scheme"),
        ({"scheme": 1}, "unknown_scheme"),
        ({"on": None}, "header_wrong:on"),
        ({"on": "2026-3-31"}, "header_wrong:on"),
        ({"on": "20260331"}, "header_wrong:on"),
        ({"applicant_kind": "firm"}, "header_wrong:applicant_kind"),
        ({"resident": 1}, "header_wrong:resident"),
        ({"resident": None}, "header_wrong:resident"),
        ({"approved_outside": None}, "header_wrong:approved_outside"),
        ({"other_policy_amount": None}, "header_wrong:other_policy_amount"),
        ({"facts": None}, "header_wrong:facts"),
        ({"facts": []}, "header_wrong:facts"),
        ({"unit": ""}, "header_wrong:unit"),
        ({"matter": 5}, "header_wrong:matter"),
        ({"colour": "red"}, "unknown_header"),
    ],
)
def test_a_header_that_cannot_be_right(changes, code):
    answer = one(claim(**changes))
    assert answer["outcome"] == "invalid"
    assert code in answer["reasons"]


@pytest.mark.parametrize("name", ["scheme", "on", "applicant_kind", "resident"])
def test_a_needed_header_field_is_missed(name):
    answer = one(json.dumps({key: value for key, value in LOAN.items() if key != name}))
    assert f"header_missing:{name}" in answer["reasons"]


def test_facts_left_out_are_none():
    assert (
        one('{"scheme":"CZ-13","on":"2026-03-31","applicant_kind":"team","resident":true}')["outcome"] == "case_by_case"
    )


def test_the_first_payable_line_takes_the_matter_across_schemes_and_cities():
    named = {"unit": "u", "matter": "m"}
    prize = {"scheme": "JC-04", "on": "2025-06-30", "facts": {"newly_approved": True, "category": "provincial_key_lab"}}
    answers = run(
        "\n".join(
            [
                claim(**named, resident=False),
                claim(**named, facts={}),
                claim(**named),
                claim(**named),
                claim(**(prize | named)),
                claim(**(prize | named), resident=False),
                claim(unit="u", matter="M"),
                claim(unit="v", matter="m"),
                claim(unit="u"),
                claim(matter="m"),
                '{"scheme":"CZ-13","on":"2026-03-31","applicant_kind":"team","resident":true,"unit":"u","matter":"m"}',
            ]
        )
    )
    assert [answer["outcome"] for answer in answers] == [
        "not_payable",
        "invalid",
        "payable",
        "not_payable",
        "not_payable",
        "not_payable",
        *["payable"] * 4,
        "not_payable",
    ]
    assert answers[3]["reasons"] == ["duplicate_matter"]
    assert answers[5]["reasons"] == ["duplicate_matter", "not_resident"]
    assert answers[10]["reasons"] == ["duplicate_matter"]


def test_several_processes_and_no_steps_change_nothing_else():
    lines = [claim(id=number, unit="u", matter=f"m{number % 400}") for number in range(1000)]
    text = "\n".join(lines)
    alone, shared, bare = run(text), run(text, jobs=2), run(text, steps=False)
    assert shared == alone
    assert [answer | {"steps": []} for answer in alone] == bare
    assert [answer["id"] for answer in alone] == list(range(1000))
    assert sum(answer["outcome"] == "payable" for answer in alone) == 400


def test_paid_matters_are_remembered_beyond_what_is_kept_in_memory():
    paid = PaidMatters(kept=10)
    keys = [matter_key("u", str(number)) for number in range(100)]
    for key in keys[::2]:
        paid.add(key)
    assert [key in paid for key in keys] == [True, False] * 50
    assert len(paid.latest) < 10
    paid.close()


def test_unit_and_matter_are_kept_apart():
    assert matter_key("ab", "c") != matter_key("a", "bc")
    assert matter_key("\ud800", "c") != matter_key("?", "c")
