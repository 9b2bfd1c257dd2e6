"""The linter finds each kind of fault, says where, and calls what the texts leave open by its name."""

import io
from datetime import date
from functools import cache

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from subsidies.management.commands.lint_policies import shown
from subsidies.policies import library, policy_texts
from subsidies.rules import load_library
from subsidies.rules.library import compiled_of
from subsidies.rules.linting.conditions import never_changes
from subsidies.rules.linting.lint import Severity, lint

TODAY = date(2026, 7, 1)
CHANGZHI, JINCHENG = "changzhi-2024-15.yaml", "jincheng-2024-39.yaml"


def faults(file, *changes):
    """The faults of one policy after one change, or a few: old and new in turn."""
    text = policy_texts()[file]
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert text.count(old) == 1, text.count(old)
        text = text.replace(old, new)
    return [finding for finding in lint(load_library({file: text}), TODAY) if finding.severity == Severity.FAULT]


def test_our_policies_have_nothing_to_mend():
    assert [finding for finding in lint(library(), TODAY) if finding.severity == Severity.FAULT] == []


def test_what_the_texts_leave_open_is_listed():
    found = {(finding.scheme, finding.kind) for finding in lint(library(), TODAY) if finding.severity == Severity.OPEN}
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
    assert {code for code, kind in found if kind == "no_formula"} == {"CZ-05", "CZ-10", "CZ-13", "CZ-18", "CZ-P02"}
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
        ("band_gap", JINCHENG, "{1: 50000, 2: 30000, 3: 10000}", "{1: 50000, 2: 30000, 3: 10000, 5: 5000}"),
        (
            "band_gap",
            CHANGZHI,
            "_first_month, start_month + early_term)",
            "_first_month, start_month + early_term + 1)",
        ),
        ("band_overlap", CHANGZHI, "start_month + early_term - 1))", "start_month + early_term))"),
        ("condition_idle", CHANGZHI, "loan_kind in (credit, guarantee)", "loan_kind == credit or loan_kind != credit"),
        ("condition_idle", CHANGZHI, "holds: converter_resident", "holds: transaction_amount < 0"),
        ("sentence_missing", CHANGZHI, "says: 只对信用贷款和保证贷款贴息；抵押、质押贷款不在范围内", "says: 不符合"),
        ("help_missing", CHANGZHI, "label: 贷款本金, evidence: 借款合同和放款凭证", "label: 贷款本金"),
        ("label_twice", CHANGZHI, "label: '贷款本金的{principal_share}'", "label: 贷款本金"),
        ("mixed_units", CHANGZHI, "label: '每个支持对象累计最高{cap}'", "label: 每个支持对象累计最高30万元"),
        ("nobody_decides", CHANGZHI, "      fact: decided_amount\n      floor: 0\n", "      floor: 0\n"),
        ("condition_idle", CHANGZHI, "capital_fifth >= least", "capital_fifth >= least and capital_fifth < least"),
        ("condition_idle", CHANGZHI, "capital_fifth >= least", "capital_fifth >= least or paid_in_capital < 5 * least"),
        ("condition_idle", CHANGZHI, "capital_fifth >= least", "min(most, capital_fifth) > most"),
        ("condition_idle", CHANGZHI, "capital_fifth >= least", "most - capital_fifth == 2 * most - capital_fifth"),
        (
            "condition_idle",
            CHANGZHI,
            "holds: converter_resident",
            "holds: converter_resident and not converter_resident and transaction_amount > 1",
        ),
        (
            "condition_idle",
            CHANGZHI,
            "holds: recognition_no in award",
            "holds: recognition_no in award or recognition_no != 2",
        ),
        ("condition_idle", CHANGZHI, "holds: area_left > 0", "holds: area_left > area_m2 or area_counted >= area_left"),
        ("condition_idle", CHANGZHI, "holds: first_month <= last_month", "holds: first_month < first_month + term"),
        (
            "condition_idle",
            CHANGZHI,
            "category in (state_key_lab, shanxi_laboratory)",
            "level != national or level != city",
        ),
        ("step_unused", CHANGZHI, "'min(interest_half, principal_part)'", "interest_half"),
        (
            "mixed_units",
            CHANGZHI,
            "{formula: least, label: '启动资金下限{least}'}",
            "{formula: 30, label: '启动资金下限{least}'}",
        ),
        ("mixed_units", CHANGZHI, "says: 启动资金最低{least}，又", "says: 启动资金最低25万元，又"),
        ("mixed_units", CHANGZHI, "占实缴资金的最高比例, value: 1/5", "占实缴资金的最高比例, value: 20"),
        ("mixed_units", CHANGZHI, "label: '贷款利息的{interest_share}'", "label: 贷款利息的5%"),
        ("mixed_units", CHANGZHI, "每平方米不超过{per_m2}，", "每平方米不超过100元，"),
        ("mixed_units", CHANGZHI, "label: 启动资金最低额,", "label: 启动资金最低额（万元）,"),
        ("mixed_units", JINCHENG, "'贴息贷款优惠额度（{subsidised_loan}以内）'", "贴息贷款优惠额度（400万元以内）"),
        ("bounds_empty", CHANGZHI, "启动资金最高额, value: 1000000", "启动资金最高额, value: 100000"),
        ("bounds_empty", JINCHENG, "购房补贴标准上限, value: 350000", "购房补贴标准上限, value: 35000"),
        ("figure_without_article", CHANGZHI, "{limit: city_part, label: 市财政}", "{limit: 200000, label: 市财政}"),
        ("month_wrong", CHANGZHI, "（2024年12月到2029年10月）", "（2024年12月到2030年10月）"),
    ],
)
def test_each_kind_of_fault_is_found_with_its_place(kind, file, old, new):
    found = [finding for finding in faults(file, old, new) if finding.kind == kind]
    assert found, kind
    assert found[0].line > 0
    assert found[0].scheme in library().schemes
    assert found[0].what
    assert found[0].todo


def test_a_table_without_its_first_band_or_some_of_its_values_is_found():
    """The sentences name the entries: what they name is taken out of them too."""
    prizes = "一等奖{prize.1}、二等奖{prize.2}、三等奖{prize.3}"
    first = faults(JINCHENG, "{1: 50000, 2: 30000, 3: 10000}", "{2: 30000, 3: 10000}", prizes, "二等奖{prize.2}")
    assert [row.what for row in first] == ["“山西赛区奖励标准”从2开始，没有写1到1"]
    said = "国家级{award.national}，省级{award.provincial}，市级{award.city}。\n      papers: [{name: 专精特新"
    kept = "国家级{award.national}。\n      papers: [{name: 专精特新"
    some = faults(CHANGZHI, "{national: 2000000, provincial: 200000, city: 100000}", "{national: 2000000}", said, kept)
    assert [row.kind for row in some] == ["table_gap"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CHANGZHI, "capital_fifth >= least", "capital_fifth >= least and capital_fifth <= least"),
        (CHANGZHI, "capital_fifth >= least", "capital_fifth > least or paid_in_capital < 5 * least"),
        (CHANGZHI, "capital_fifth >= least", "capital_fifth >= least and capital_fifth < most"),
        (CHANGZHI, "holds: recognition_no in award", "holds: recognition_no > 2 and recognition_no < 4"),
        (CHANGZHI, "holds: received_funds > 0", "holds: received_funds > 0 and level == national", ),
        (CHANGZHI, "holds: area_left > 0", "holds: area_left > area_m2 or area_counted >= area_m2 + 1"),
        (CHANGZHI, "holds: converter_resident", "holds: converter_resident or transaction_amount > 1"),
    ],
)  # fmt: skip
def test_a_condition_that_can_both_hold_and_fail_is_left_alone(file, old, new):
    text = policy_texts()[file].replace(old, new)
    assert "condition_idle" not in {finding.kind for finding in lint(load_library({file: text}), TODAY)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("label: 按到账经费计算的奖励}", "label: 按到账经费计算的奖励（最高200万元）}"),
        ("says: 启动资金最低{least}，又", "says: 启动资金最低{least}（最高{most}），又"),
        ("label: 每一档奖励, value", "label: 每1000万元奖励10万元, value"),
        ("label: 启动资金最高额, value", "label: '启动资金最高额1,000,000元', value"),
        ("的企业发放贷款的增加额", "的企业发放贷款的增加额，不含500元以下的"),
    ],
)
def test_words_that_name_what_the_scheme_has_are_left_alone(old, new):
    assert [row for row in faults(CHANGZHI, old, new) if row.kind == "mixed_units"] == []


def test_whole_numbers_know_what_lies_between_them():
    assert faults(CHANGZHI, "holds: recognition_no in award", "holds: recognition_no > 2 and recognition_no < 3")


NUMBERS = ("principal", "interest_half", "principal_part", "max(principal, interest_paid)", "least", "3 * most")
COMPARISONS = st.builds(
    "{} {} {}".format, st.sampled_from(NUMBERS), st.sampled_from(("<", "<=", "==", "!=", ">", ">=")),
    st.sampled_from(NUMBERS),
)  # fmt: skip
TRUTHS = st.recursive(
    COMPARISONS | st.just("loan_kind == credit"),
    lambda parts: (
        st.builds("({} {} {})".format, parts, st.sampled_from(("and", "or")), parts)
        | st.builds("(not {})".format, parts)
    ),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(TRUTHS, st.data())
def test_what_is_called_constant_never_comes_out_otherwise(holds, data):
    scheme = _with_condition(holds)
    always = never_changes(scheme, scheme.conditions[0].holds)
    program = compiled_of(scheme).single
    for _ in range(20):
        money = st.sampled_from((0, 1, 2_000_000, 9_999_900, 10_000_000, 10_000_001, 90_000_000, 10**11))
        env = [None] * program.size
        for name in ("principal", "interest_paid"):
            env[program.slots[name]] = data.draw(money)
        env[program.slots["loan_kind"]] = data.draw(st.sampled_from(list(scheme.facts["loan_kind"].values)))
        assert always in (None, bool(program.conditions[0].holds(env)))


@cache
def _small_file():
    """The head of the Changzhi document with article 16 alone and two figures more."""
    text = policy_texts()[CHANGZHI]
    own = text[text.index("  CZ-16:") : text.index("  CZ-18:")]
    more = "      least: {label: 甲, value: 100000, unit: 元}\n      most: {label: 乙, value: 300000, unit: 元}\n"
    return text[: text.index("  CZ-03:")] + own.replace("    figures:\n", "    figures:\n" + more)


def _with_condition(holds):
    text = _small_file().replace("holds: loan_kind in (credit, guarantee)", f"holds: {holds}")
    return load_library({CHANGZHI: text}).schemes["CZ-16"]


def test_two_documents_of_one_city_that_pay_for_the_same_are_listed():
    text = policy_texts()[CHANGZHI]
    head, own = text[: text.index("  CZ-03:")], text[text.index("  CZ-16:") : text.index("  CZ-18:")]
    other = head.replace("policy: changzhi-2024-15", "policy: changzhi-2027-1").replace("〔2024〕15号", "〔2027〕1号")
    lib = load_library({CHANGZHI: text, "other.yaml": other + own.replace("CZ-16", "CZ-99")})
    (found,) = [row for row in lint(lib, TODAY) if row.kind == "same_matter" and row.scheme == "CZ-99"]
    assert (found.policy, found.line) == ("changzhi-2027-1", head.count("\n") + 1)
    assert "与长政发〔2024〕15号的CZ-16（科技金融贷款贴息）" in found.what


def test_every_finding_says_where():
    for finding in lint(library(), date(2030, 1, 1)):
        assert shown(finding).startswith(("[条文未定] ", "[须改正] "))
        assert f"{library().policies[finding.policy].file} 第{finding.line}行" in shown(finding)
        assert finding.line > 0


def test_the_command_lists_them_and_ends_well():
    said = io.StringIO()
    call_command("lint_policies", stdout=said)
    assert "须改正 0 条" in said.getvalue()
    assert "文件没有写明“投资奖励比例”" in said.getvalue()
    assert "jincheng-2024-39.yaml 第" in said.getvalue()
