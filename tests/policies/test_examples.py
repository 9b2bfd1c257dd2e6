"""Worked examples beside each document: what they hold, and the table that an official signs."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from subsidies.policies import library
from subsidies.policies.examples import Example, examples, examples_of, json_line
from subsidies.rules import NumberText, PolicyError

ONE = """
document: x
signs: 长治市科学技术局
examples:
  x1:
    why: 数按原样读取
    claim: {scheme: CZ-16, on: 2026-03-31, applicant_kind: enterprise, resident: true}
    facts: {loan_kind: credit, interest_paid: 43210.90, principal: "1000000", prior_awarded: null}
    expect: {outcome: invalid, reasons: any}
"""


def one() -> Example:
    (example,) = examples_of(ONE, "x.examples.yaml")
    return example


def printed(*arguments: str) -> str:
    said = io.StringIO()
    call_command("check_examples", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def changed(folder: Path) -> Path:
    """A file of examples with one answer that the text does not give."""
    path = folder / "luliang" / "luliang-2024-24.examples.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"60000.00"', '"60000.01"'), encoding="utf-8")
    return path


def test_every_scheme_has_an_example() -> None:
    assert {example.claim["scheme"] for example in examples()} == set(library().schemes)


def test_numbers_are_kept_as_they_are_written_and_what_is_quoted_is_text() -> None:
    claim = one().claim
    assert claim["facts"]["interest_paid"] == NumberText("43210.90")
    assert claim["facts"]["principal"] == "1000000"
    assert json_line(claim) == (
        '{"id": "x1", "scheme": "CZ-16", "on": "2026-03-31", "applicant_kind": "enterprise", "resident": true, '
        '"facts": {"loan_kind": "credit", "interest_paid": 43210.90, "principal": "1000000", "prior_awarded": null}}'
    )


def test_an_official_reads_the_claim_and_both_answers_in_words() -> None:
    table = printed("luliang")
    assert "示例 5 条：一致 5 条，不一致 0 条。" in table
    assert (
        "| g151 比例已由后来的文件规定 | LL-06B 技术合同交易额补贴 | 事项发生日期：2025-05-20；申请人类别：高校；"
        "是否入驻：否；所服务的企业是否入驻晋创谷：是；技术合同交易额：3000000 元；交易额补贴比例：0.02 "
        "| 应给予，60000.00 元 | 应给予，60000.00 元 | 第6条 | 一致 | ________ |"
    ) in table
    assert "核对单位：吕梁市科技局　签字：" in table
    assert "长治市科学技术局" not in table


def test_shares_bounds_and_loans_are_named() -> None:
    table = printed()
    assert "应给予，300000.00 元，市财政 200000.00 元，高新区财政（不足部分） 100000.00 元" in table
    assert "待核定，0.00 元以上300000.00 元以内" in table
    assert "待核定，0.00 元以上没有上限" in table
    assert "担保贷款额度（300万元以内） 3000000.00 元" in table


def test_a_difference_stops_the_check_with_the_place_of_its_example(changed: Path) -> None:
    said = io.StringIO()
    with pytest.raises(CommandError) as error:
        call_command("check_examples", stdout=said)
    assert str(error.value) == "有1条示例与系统结果不一致：g151（luliang-2024-24.examples.yaml 第12行）。"
    assert "| 应给予，60000.01 元 | 应给予，60000.00 元 | 第6条 | 不一致 |" in said.getvalue()


def test_a_number_used_twice_is_told_with_its_line(changed: Path) -> None:
    changed.write_text(changed.read_text(encoding="utf-8").replace("  g151:", "  g001:"), encoding="utf-8")
    with pytest.raises(PolicyError, match=r"luliang-2024-24.examples.yaml 第12行：示例编号“g001”已经用过"):
        examples()


def test_a_city_without_documents_is_told() -> None:
    with pytest.raises(CommandError, match="没有城市“nowhere”的政策文件。"):
        printed("nowhere")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("    why: 数按原样读取\n", "", "x.examples.yaml 第5行：缺少“why”"),
        ("facts: {loan", "fact: {loan", "x.examples.yaml 第8行：不认识的项“fact”"),
        ("outcome: invalid, ", "", "x.examples.yaml 第9行：缺少“outcome”"),
        ("signs: 长治市科学技术局\n", "", "x.examples.yaml 第2行：缺少“signs”"),
        ("document: x", "document: y", "x.examples.yaml 第2行：“document”应当与文件名相同，写“x”"),
    ],
)
def test_what_is_wrong_in_the_file_is_one_sentence_with_its_line(old: str, new: str, sentence: str) -> None:
    with pytest.raises(PolicyError) as error:
        list(examples_of(ONE.replace(old, new), "x.examples.yaml"))
    assert str(error.value) == sentence
