"""The linter finds each kind of fault, says where, and calls what the texts leave open by its name."""

import io
from datetime import date

import pytest
from django.core.management import call_command

from subsidies.engine import load_library
from subsidies.engine.lint import FAULT, OPEN, lint
from subsidies.policies import library, policy_texts

TODAY = date(2026, 7, 1)
CHANGZHI, JINCHENG = "changzhi-2024-15.yaml", "jincheng-2024-39.yaml"


def faults(file, old, new, count=1):
    """The faults of one policy after one change."""
    text = policy_texts()[file]
    assert text.count(old) == count, text.count(old)
    return [
        finding for finding in lint(load_library({file: text.replace(old, new)}), TODAY) if finding.severity == FAULT
    ]


def test_our_policies_have_nothing_to_mend():
    assert [finding for finding in lint(library(), TODAY) if finding.severity == FAULT] == []


def test_what_the_texts_leave_open_is_listed():
    found = {(finding.scheme, finding.kind) for finding in lint(library(), TODAY) if finding.severity == OPEN}
    rates = {code for code, kind in found if kind == "rate_missing"}
    assert rates == {
        "JC-10",
        "JC-13",
        "JC-14",
        "JC-16",
        "JC-18",
        "CZ-08",
        "CZ-14",
        "CZ-P03",
        "LL-06A",
        "LL-06B",
        "LL-06C",
        "LL-06D",
    }
    assert {code for code, kind in found if kind == "case_by_case"} == {"CZ-05", "CZ-10", "CZ-13", "CZ-18", "CZ-P02"}
    assert ("JC-07", "ceiling_missing") in found
    assert {("JC-11B", "same_matter"), ("CZ-P03", "same_matter"), ("LL-06D", "same_matter")} <= found


def test_every_reading_of_the_catalogue_is_shown():
    readings = {finding.scheme for finding in lint(library(), TODAY) if finding.kind == "reading"}
    assert readings == {code for code, scheme in library().schemes.items() if scheme.reading}
    assert len(readings) > 20


def test_a_policy_past_its_last_day_is_noticed():
    found = [finding for finding in lint(library(), date(2027, 1, 1)) if finding.kind == "expired"]
    assert [finding.policy for finding in found] == ["luliang-2024-24"]


@pytest.mark.parametrize(
    ("kind", "file", "old", "new"),
    [
        ("fact_unused", CHANGZHI, "interest_share * interest_paid", "interest_share * principal"),
        ("figure_unused", CHANGZHI, "share * transaction_amount", "1 * transaction_amount"),
        ("figure_without_article", CHANGZHI, "interest_share * interest_paid", "1/2 * interest_paid"),
        ("band_gap", JINCHENG, "{1: 50000, 2: 30000, 3: 10000}", "{1: 50000, 3: 10000}"),
        (
            "band_gap",
            CHANGZHI,
            "_first_month, start_month + early_term)",
            "_first_month, start_month + early_term + 1)",
        ),
        ("band_overlap", CHANGZHI, "start_month + early_term - 1))", "start_month + early_term))"),
        ("table_gap", CHANGZHI, "{national: 2000000, provincial: 200000, city: 100000}", "{national: 2000000}"),
        ("condition_idle", CHANGZHI, "loan_kind in (credit, guarantee)", "loan_kind == credit or loan_kind != credit"),
        ("condition_idle", CHANGZHI, "holds: converter_resident", "holds: transaction_amount < 0"),
        ("sentence_missing", CHANGZHI, "says: 只对信用贷款和保证贷款贴息；抵押、质押贷款不在范围内", "says: 不符合"),
        ("help_missing", CHANGZHI, "label: 贷款本金, evidence: 借款合同和放款凭证", "label: 贷款本金"),
        ("label_twice", CHANGZHI, "label: 贷款本金的3%", "label: 贷款本金"),
        ("mixed_units", CHANGZHI, "cap: {amount: 200000, per: [applicant]", "cap: {amount: 20, per: [applicant]"),
        ("nobody_decides", CHANGZHI, "      fact: decided_amount\n      floor: 0\n", "      floor: 0\n"),
        ("month_wrong", CHANGZHI, "（2024年12月到2029年10月）", "（2024年12月到2030年10月）"),
    ],
)
def test_each_kind_of_fault_is_found_with_its_place(kind, file, old, new):
    found = [finding for finding in faults(file, old, new) if finding.kind == kind]
    assert found, kind
    assert found[0].line > 0
    assert found[0].scheme
    assert found[0].what
    assert found[0].todo


def test_the_command_lists_them_and_ends_well():
    said = io.StringIO()
    call_command("lint_policies", stdout=said)
    assert "须改正 0 条" in said.getvalue()
    assert "文件没有写明“投资奖励比例”" in said.getvalue()
    assert "jincheng-2024-39.yaml 第" in said.getvalue()
