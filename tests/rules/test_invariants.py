"""What must hold of every award, whatever the claim (numbers as in the list of invariants of the reliability goals)."""

import io
import json
import random
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from subsidies.policies import library, policy_texts
from subsidies.rules import Supersession, evaluate, load_library, with_figures
from subsidies.rules.batch.batch import run_batch
from tests.rules.making import PAYING, SCHEMES, any_claim, claims
from tests.rules.test_batch_columns import line_of

LIB = library()
CAPPED = [scheme for scheme in PAYING if scheme.cap]
RISING = {
    "JC-05B": "provincial_subsidy", "JC-06B": "provincial_assessment_award", "JC-08": "transaction_amount",
    "JC-10": "deal_amount", "JC-12A": "upper_reward", "JC-13": "monthly_standard", "JC-16": "invested_amount",
    "CZ-06": "received_funds", "CZ-07": "upper_reward", "CZ-09": "transaction_amount", "CZ-12": "area_m2",
    "CZ-15": "eligible_loan_increase", "CZ-16": "interest_paid", "LL-06B": "transaction_amount",
}  # fmt: skip


def text(fen: int) -> str:
    """Fen as a claim writes them."""
    return f"{fen // 100}.{fen % 100:02d}"


MONEY = st.integers(0, 10**11).map(text)


def answer(claim, **options):
    return evaluate(LIB, claim, **options)


def paid(claim, lib=LIB) -> int:
    """The amount in fen; 0 where nothing is paid."""
    return evaluate(lib, claim, explain=False).amount or 0


def sound(code, **facts):
    """A claim of the scheme that pays, with these facts."""
    base = GOOD[code]
    return base | {"facts": base["facts"] | facts}


def good_claims():
    """One payable claim of each scheme that can pay, from the worked examples."""
    from tests.rules.test_golden import answers

    found = {}
    for example, reply in answers():
        claim = example.claim
        if reply["outcome"] == "payable" and "other_policy_amount" not in claim:
            found.setdefault(claim["scheme"], claim)
    return found


GOOD = good_claims()


def all_values(thing):
    yield thing
    if isinstance(thing, dict):
        thing = list(thing.items())
    if isinstance(thing, list | tuple):
        for part in thing:
            yield from all_values(part)


@given(any_claim(sound=True))
def test_i1_amounts_are_whole_fen_never_negative_and_no_float_is_anywhere(claim):
    decision = answer(claim)
    assert decision.amount is None or (type(decision.amount) is int and decision.amount > 0)
    assert not any(isinstance(value, float) for value in all_values([tuple(decision), dict(decision.shares)]))
    assert (decision.outcome == "payable") == (decision.amount is not None)


@pytest.mark.parametrize("scheme", CAPPED, ids=lambda scheme: scheme.code)
@given(data=st.data())
def test_i2_no_split_and_no_order_of_claims_exceeds_the_cap(scheme, data):
    name = RISING[scheme.code]
    parts = data.draw(st.lists(MONEY, min_size=1, max_size=8))
    for order in (parts, parts[::-1], sorted(parts)):
        total = 0
        for part in order:
            total += paid(sound(scheme.code, **{name: part, "prior_awarded": text(total)}))
        assert total <= scheme.cap.amount


@pytest.mark.parametrize("code", RISING)
@given(data=st.data())
def test_i3_more_of_the_base_never_lowers_the_award(code, data):
    name = RISING[code]
    bounds = (100_000, 500_000) if code == "JC-13" else (1, 10**10)
    low, high = sorted(data.draw(st.lists(st.integers(*bounds), min_size=2, max_size=2)))
    texts = [text(fen) for fen in (low, high)]
    fixed = data.draw(st.sampled_from([{}, {"other_policy_amount": "1234.56"}]))
    assert paid(sound(code, **{name: texts[0]}) | fixed) <= paid(sound(code, **{name: texts[1]}) | fixed)


@pytest.mark.parametrize("scheme", CAPPED, ids=lambda scheme: scheme.code)
@given(st.integers(0, 10**9), MONEY)
def test_i3_a_higher_cap_never_lowers_the_award(scheme, more, base):
    raised = Fraction(scheme.cap.amount, 100) + more
    lib = with_figures(LIB, [Supersession(scheme.code, "cap", "", str(raised), scheme.policy.first)])
    claim = sound(scheme.code, **{RISING[scheme.code]: base})
    assert paid(claim) <= paid(claim, lib)


@given(any_claim(sound=True), st.data())
def test_i3_a_condition_that_fails_never_raises_the_award(claim, data):
    scheme = LIB.schemes[claim["scheme"]]
    truths = [name for name, fact in scheme.facts.items() if fact.type == "bool" and fact.given_by == "applicant"]
    assume(truths)
    spoilt = claim | {"facts": claim["facts"] | {data.draw(st.sampled_from(truths)): False}}
    assert paid(spoilt) <= paid(claim)


@pytest.mark.parametrize(
    ("code", "fact", "least", "reason"),
    [
        ("JC-11A", "contract_years", "3", "contract_too_short"),
        ("CZ-03", "paid_in_capital", "1500000", "paid_in_capital_too_low"),
        ("CZ-06", "received_funds", "0.01", "no_upper_level_grant"),
        ("CZ-15", "eligible_loan_increase", "10000000", "zero_amount"),
    ],
)
def test_i4_a_threshold_is_met_to_the_fen(code, fact, least, reason):
    extra = {"decided_amount": "300000"} if code == "CZ-03" else {}
    for step, fits in ((-1, False), (0, True), (1, True)):
        value = Fraction(least) + Fraction(step, 100)
        reply = answer(sound(code, **{fact: text(int(value * 100))} | extra))
        assert (reason not in reply.reasons) == fits


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.code)
def test_i4_i13_the_first_and_the_last_day_count_and_their_neighbours_do_not(scheme):
    claim = {"scheme": scheme.code, "applicant_kind": scheme.kinds[0], "resident": True}
    claim["facts"] = GOOD.get(scheme.code, {}).get("facts", {})
    if any(fact.type == "month" for fact in scheme.facts.values()) or (scheme.facts and not claim["facts"]):
        return
    for day, inside in ((scheme.policy.first, True), (scheme.policy.last, True)):
        assert ("outside_effective_period" in answer(claim | {"on": str(day)}).reasons) != inside
    for day in (scheme.policy.first.toordinal() - 1, scheme.policy.last.toordinal() + 1):
        reply = answer(claim | {"on": str(scheme.policy.first.fromordinal(day))})
        assert reply.reasons == ("outside_effective_period",)
        assert reply.amount is None


@given(any_claim(sound=True), MONEY)
def test_i5_together_with_another_policy_the_higher_of_the_two_is_reached(claim, other):
    alone = paid(claim | {"other_policy_amount": "0"})
    reply = answer(claim | {"other_policy_amount": other})
    given_elsewhere = int(Fraction(other) * 100)
    if alone:
        assert (reply.amount or 0) + given_elsewhere == max(alone, given_elsewhere)
        assert reply.amount or reply.reasons == ("other_policy_higher",)


@given(st.lists(any_claim(sound=True), min_size=2, max_size=12), st.data())
def test_i6_i7_one_matter_of_one_unit_is_paid_once(batch, data):
    named = [
        claim | {"unit": data.draw(st.sampled_from("uv")), "matter": data.draw(st.sampled_from("mn"))}
        for claim in batch
    ]
    replies = run_lines(named)
    seen = set()
    for claim, reply in zip(named, replies, strict=True):
        key = (claim["unit"], claim["matter"])
        if reply["outcome"] == "payable":
            assert key not in seen
            seen.add(key)
        elif reply["outcome"] != "invalid" and key in seen:
            assert "duplicate_matter" in reply["reasons"]


def run_lines(batch):
    sink = io.BytesIO()
    run_batch(library, io.BytesIO(b"\n".join(map(line_of, batch))), sink)
    return [json.loads(line) for line in sink.getvalue().splitlines()]


def test_i7_the_three_recognitions_pay_each_step_and_no_fourth():
    amounts = [paid(sound("CZ-04A", recognition_no=number)) for number in range(6)]
    assert amounts == [0, 300_000_00, 200_000_00, 200_000_00, 0, 0]


@given(st.integers(1, 3), MONEY)
def test_i8_city_and_zone_pay_the_award_together_the_city_first(number, other):
    reply = answer(sound("CZ-04A", recognition_no=number) | {"other_policy_amount": other})
    if reply.outcome == "payable":
        assert sum(reply.shares.values()) == reply.amount
        assert min(reply.shares.values()) >= 0
        city = 200_000_00 if number == 1 else 100_000_00
        assert reply.shares["city"] == min(reply.amount, city)


@pytest.mark.parametrize(
    ("code", "share", "most"), [("JC-03", Fraction(1, 2), 500_000), ("CZ-03", Fraction(1, 5), 1_000_000)]
)
@given(capital=st.integers(0, 10**10), decided=st.integers(0, 2 * 10**8))
def test_i9_start_up_money_keeps_to_its_share_and_its_ceiling(code, share, most, capital, decided):
    reply = answer(sound(code, paid_in_capital=text(capital), decided_amount=text(decided)))
    if reply.outcome == "payable":
        assert reply.amount == decided <= min(share * capital, most * 100)


@given(st.integers(1, 10**7), st.integers(0, 10**10), st.integers(0, 10**9))
def test_i9_fit_out_keeps_to_both_bounds(area, cost, decided):
    facts = {"area_m2": text(area), "assessed_cost": text(cost), "decided_amount": text(decided)}
    reply = answer(sound("CZ-11", **facts))
    if reply.outcome == "payable":
        assert reply.amount <= min(1000 * area, cost // 2)


@given(
    st.sampled_from(["workshop", "office"]),
    st.integers(1, 5 * 10**6),
    st.integers(2022 * 12, 2027 * 12),
    st.integers(0, 62),
    st.integers(1, 12),
)
def test_i10_rent_is_the_sum_of_its_months(space, area, start, skip, count):
    first = start + skip

    def rent(begin, months):
        facts = {"space": space, "area_m2": text(area), "start_month": month(start)}
        facts |= {"first_month": month(begin), "last_month": month(begin + months - 1)}
        return paid(sound("CZ-12", **facts) | {"on": "2029-11-27"})

    def month(number):
        return f"{number // 12}-{number % 12 + 1:02d}"

    assume(first + count - 1 <= 2029 * 12 + 10)
    limit = 30_000_00 if space == "workshop" else 2_000_00
    early, late = (10, 5) if space == "workshop" else (30, 15)
    single = [rent(first + number, 1) for number in range(count)]
    assert rent(first, count) == sum(single)
    for number, fen in enumerate(single):
        place, now = skip + number + 1, first + number
        rate = early if place <= 36 else late if place <= 60 else 0
        inside = 2024 * 12 + 11 <= now <= 2029 * 12 + 9
        assert fen == (rate * min(area, limit) if inside else 0)


@given(st.integers(0, 12), st.integers(0, 600), st.integers(0, 25_000_000))
def test_i11_people_need_three_years_and_six_months_and_flexible_hires_get_half(months, hundredths, fen):
    decided = text(fen)
    facts = {"contract_years": text(hundredths), "insurance_months": months}
    reply = answer(sound("JC-11A", **facts, decided_amount=decided))
    assert reply.outcome != "payable" or (hundredths >= 300 and months >= 6 and fen <= 20_000_000)
    flexible = answer(sound("JC-11B", fulltime_standard=decided))
    assert flexible.amount == (fen // 2 if 1 < fen <= 20_000_000 else None)


@given(st.integers(2020 * 12, 2028 * 12), st.integers(0, 70), st.integers(1, 24))
def test_i11_living_allowance_ends_after_sixty_months(hired, skip, count):
    first = hired + skip
    last = first + count - 1
    assume(last <= 2029 * 12 + 10)
    begin, start, end = (f"{number // 12}-{number % 12 + 1:02d}" for number in (hired, first, last))
    claim = sound("JC-13", hired_month=begin, first_month=start, last_month=end, monthly_standard="1000")
    counted = [n for n in range(first, last + 1) if n < hired + 60 and 2025 * 12 <= n <= 2029 * 12 + 10]
    assert paid(claim | {"on": "2029-12-01"}) == len(counted) * 1000_00


@pytest.mark.parametrize(
    ("code", "fact", "more", "share"),
    [
        ("JC-05B", "provincial_subsidy", {}, Fraction(1, 5)),
        ("JC-06B", "provincial_assessment_award", {}, Fraction(1, 2)),
        ("JC-09", "provincial_reward", {}, Fraction(1)),
        ("JC-12A", "upper_reward", {}, Fraction(1, 2)),
        ("CZ-07", "upper_reward", {"level": "national", "prize": "progress", "grade": "first"}, Fraction(2)),
        ("CZ-07", "upper_reward", {"level": "provincial", "prize": "progress", "grade": "first"}, Fraction(1)),
    ],
)
@given(fen=st.integers(0, 10**8))
def test_i12_matching_follows_what_the_upper_level_gave(code, fact, more, share, fen):
    reply = answer(sound(code, **more, **{fact: text(fen)}))
    most = 100_000_000 if code == "JC-05B" else 10**10
    assert (reply.amount or 0) == min(int(share * fen), most)
    assert fen or reply.reasons == ("no_upper_level_grant",)


@given(claims(LIB.schemes["CZ-16"], sound=True), st.dates())
def test_i14_a_figure_that_changes_later_leaves_earlier_matters_as_they_were(claim, day):
    lib = with_figures(LIB, [Supersession("CZ-16", "interest_share", "", "1", day)])
    claim = claim | {"on": "2026-06-30"}
    before, after = answer(claim), evaluate(lib, claim)
    if str(day) > "2026-06-30":
        assert before == after
    else:
        assert (after.amount or 0) >= (before.amount or 0)


@given(any_claim())
def test_i15_asking_again_changes_nothing(claim):
    assert answer(claim) == answer(claim)


@given(st.lists(any_claim(), min_size=1, max_size=10), st.randoms(use_true_random=False))
def test_i16_the_order_of_a_batch_changes_no_answer(batch, draw: random.Random):
    named = [claim | {"id": number} for number, claim in enumerate(batch)]
    shuffled = draw.sample(named, len(named))
    by_id = {reply["id"]: reply for reply in run_lines(shuffled)}
    assert [by_id[number] for number in range(len(named))] == run_lines(named)


@given(any_claim())
def test_i21_another_citys_policy_changes_nothing(claim):
    policy = LIB.schemes[claim["scheme"]].policy
    alone = load_alone(policy.file)
    assert evaluate(alone, claim) == answer(claim)


def load_alone(file, kept={}):  # noqa: B006
    if file not in kept:
        kept[file] = load_library({file: policy_texts()[file]})
    return kept[file]


@given(any_claim(sound=True), st.data())
def test_i22_a_fact_that_is_not_known_never_raises_the_award(claim, data):
    scheme = LIB.schemes[claim["scheme"]]
    names = [name for name in claim["facts"] if scheme.facts[name].given_by != "ledger"]
    assume(names)
    gone = data.draw(st.sampled_from(names))
    fewer = claim | {"facts": {name: value for name, value in claim["facts"].items() if name != gone}}
    assert paid(fewer) <= paid(claim)


@given(any_claim(), st.randoms(use_true_random=False))
def test_i24_order_names_and_spacing_change_nothing(claim, draw: random.Random):
    facts = dict(draw.sample(list(claim["facts"].items()), len(claim["facts"])))
    other = dict(draw.sample(list((claim | {"facts": facts}).items()), len(claim)))
    assert answer(other) == answer(claim)
    assert answer(claim | {"id": "x", "unit": "u"})._replace(id=None) == answer(claim)


@pytest.mark.parametrize("scheme", PAYING, ids=lambda scheme: scheme.code)
@given(data=st.data())
def test_i25_what_is_paid_is_never_more_than_reckoned_and_less_than_a_fen_below(scheme, data):
    """I23 and the rest of I25 are in test_reckoning: the last line is the exact value rounded down once."""
    claim = data.draw(claims(scheme, sound=True)) | {"other_policy_amount": "0"}
    reply = answer(claim)
    if reply.outcome == "payable":
        from tests.rules.interpreter import Redo, figure_value

        above = {step.label: figure_value(step.figure) for step in reply.steps if step.figure[:1].isdigit()}
        last = next(step for step in reply.steps if step.label == "应给予的金额")
        inner = last.rule.partition("：")[2].removeprefix("向下取到分（").removesuffix("）")
        exact = Redo(inner, above).value() * 100
        assert exact - 1 < reply.amount <= exact
