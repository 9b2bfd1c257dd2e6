"""What the rules say of a case: with who was paid already, the sum agreed on, and the bounds of what may be decided."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enterprises.models import Applicant
from parks.models import Premises
from subsidies.cases.already_granted import matters_of
from subsidies.cases.bulk import put
from subsidies.cases.case import Case
from subsidies.cases.deciding import bounds_of, decide, ruling_on, steps_added, without_what_follows
from subsidies.cases.explaining import explain
from subsidies.cases.facts import collect, decided_facts, line_of, on_record, recorded, unanswered
from subsidies.catalogue.in_force import with_released_figures
from subsidies.grants import granting
from subsidies.rules import Decision, evaluate
from tests import road
from tests.cases.asking import case_about, case_without
from tests.factories import (
    ApplicantFactory,
    EngagementFactory,
    FitOutFactory,
    HomeFactory,
    LoanFactory,
    LoanYearFactory,
    ProjectFactory,
    ProjectTransferFactory,
    RecognitionFactory,
    ScenarioProjectFactory,
    TeamCharterFactory,
    TenancyFactory,
    VoucherFactory,
)

pytestmark = pytest.mark.django_db

PAID_BEFORE, AGREED_SUM = "同一事项已核定", "议定金额"


@pytest.fixture
def firm(company: Applicant) -> Applicant:
    return road.resident(company)


@pytest.fixture
def loan(firm: Applicant) -> Case:
    """The interest of 2025."""
    row = LoanYearFactory(loan__applicant=firm)
    return case_about(row.loan, "CZ-16", year="2025")


def paid(case: Case, number: str) -> None:
    granting.grant(unit=case.unit, claim_number=number, turn=1, matters=matters_of(case, {}))


def told(case: Case) -> list[tuple[str, str]]:
    return [(step.label, step.figure) for step in decide(case).steps if step.label in (PAID_BEFORE, AGREED_SUM)]


# ------------------------------------------------------------------ paid already
def test_who_was_paid_stands_in_the_reckoning(loan: Case) -> None:
    before = ruling_on(loan)
    assert (before.paid, told(loan), before.decision.outcome) == ((), [], "payable")
    paid(loan, "CZ1")
    after = ruling_on(loan)
    assert after.decision.outcome == "not_payable" and [row.booking.claim_number for row in after.paid] == ["CZ1"]
    step = after.decision.steps[-1]
    assert (step.label, step.figure, step.rule, step.binding) == (
        PAID_BEFORE,
        "CZ1",
        "同一单位不得因同一事项重复享受政策",
        False,
    )


def test_it_does_not_where_the_rules_stop_for_another_cause(loan: Case) -> None:
    paid(loan, "CZ1")
    unclear = replace(loan, facts={"interest_paid": "若干"}, disputed=frozenset({"interest_paid"}))
    assert decide(unclear).outcome == "invalid" and told(unclear) == [] and len(ruling_on(unclear).paid) == 1


def test_of_months_paid_by_several_each_is_named_once(firm: Applicant) -> None:
    rooms = firm.premisess.get()
    facts = {"first_month": "2025-01", "last_month": "2025-03", "space": "workshop", "assessment_passed": "true"}
    case = case_about(rooms, "CZ-12", facts=facts)
    keys = matters_of(case, facts)
    for number, some in (("CZ2", keys[:1]), ("CZ1", keys[1:])):
        granting.grant(unit=case.unit, claim_number=number, turn=1, matters=some)
    assert told(case) == [(PAID_BEFORE, "CZ1、CZ2")]


def test_many_at_once_are_told_which_were_paid(loan: Case) -> None:
    other = case_about(LoanFactory(applicant=loan.applicant), "CZ-16", year="2025")
    paid(loan, "CZ1")
    assert [given.duplicate for given in put([loan, other], [])] == [True, False]


# ------------------------------------------------------------------ agreed and decided
def test_a_sum_that_was_agreed_on_is_the_amount(firm: Applicant) -> None:
    alone = case_about(ScenarioProjectFactory(applicant=firm), "CZ-10")
    assert not ruling_on(alone).agreed and (decide(alone).amount, told(alone)) == (None, [])
    decided = {"resolution": {"value": "123456.78", "reason": "纪要3号", "by": "审核人"}}
    agreed = replace(alone, decided=decided)
    assert ruling_on(agreed).agreed is True and decide(agreed).amount == 123_456_78
    step = decide(agreed).steps[-1]
    assert (step.label, step.figure, step.binding) == (AGREED_SUM, "¥123,456.78", False)
    assert step.rule == "一事一议，依据：纪要3号"
    other = replace(case_about(RecognitionFactory(applicant=firm), "CZ-04A"), decided=decided)
    assert decide(other).amount == 300_000_00 and told(other) == []


def test_bounds_are_those_without_what_was_decided_where_that_is_put_into_them(firm: Applicant) -> None:
    firm.paid_in_capital_fen = 2_000_000_00
    firm.save()
    typed = ("300000", "299999", "900000")
    for decided in ({}, *({"decided_amount": {"value": value, "reason": "", "by": ""}} for value in typed)):
        case = replace(case_without(firm, "CZ-03", "2026-03-31", facts=road.NEWLY_COME), decided=decided)
        assert bounds_of(ruling_on(case), "decided_amount") == (300_000_00, 500_000_00)
    assert ruling_on(case).decision.bounds != (300_000_00, 500_000_00)


def test_bounds_stand_in_the_answer_elsewhere(firm: Applicant, django_assert_num_queries: Any) -> None:
    fitted = ruling_on(case_about(FitOutFactory(premises__applicant=firm), "CZ-11"))
    certificate = ruling_on(case_about(RecognitionFactory(applicant=firm), "CZ-04A"))
    with django_assert_num_queries(0):
        assert bounds_of(fitted, "decided_amount") == fitted.decision.bounds == (0, 500_000_00)
        assert bounds_of(certificate, "decided_amount") == (None, None)


# ------------------------------------------------------------------ what nobody answers
def alone(case: Case, facts: dict[str, Any], *, duplicate: bool = False) -> Decision:
    """What the rules themselves say of these facts."""
    return evaluate(with_released_figures(), line_of(case, facts, resident=True), duplicate=duplicate)


def test_a_count_of_months_is_not_asked_for_as_long_as_the_months_are(jincheng: Any) -> None:
    row = EngagementFactory(person__applicant__city=jincheng, flexible=True)
    assert decide(case_about(row, "JC-11C")).reasons == ("header_missing:on",)
    unread = ruling_on(replace(case_about(row, "JC-11C", months="上个月"), on=date(2026, 3, 31)))
    assert set(unread.collected.errors) == {"months"} and unread.decision.reasons == ()


def test_only_what_nobody_answers_is_left_out_and_only_where_an_answer_is_wanting(jincheng: Any) -> None:
    dated = replace(case_about(EngagementFactory(person__applicant__city=jincheng, flexible=True), "JC-11C"),
                    on=date(2026, 3, 31))  # fmt: skip
    said = alone(dated, {"high_level_talent": "也许", "solves_key_problem": True, "monthly_standard": "若干"})
    wrong = ("fact_wrong:high_level_talent", "fact_wrong:monthly_standard")
    assert said.reasons == ("fact_missing:months_worked", *wrong)
    known = collect(dated)
    assert known.errors == {} and without_what_follows(known, said) == said
    assert without_what_follows(replace(known, errors={"months": "请写明。"}), said).reasons == wrong


def test_what_stands_against_a_payment_is_said_though_the_ledger_says_it(jincheng: Any) -> None:
    home = case_about(HomeFactory(person__applicant__city=jincheng), "JC-14")
    said = alone(home, {
        "newly_hired_full_time": True, "degree": "doctor", "contract_years": "3", "insurance_months": 6,
        "hired_month": "2025-01", "mode": "purchase", "purchase_standard": "350000", "other_mode_used": True,
    })  # fmt: skip
    assert (said.outcome, said.reasons) == ("not_payable", ("other_mode_used",))
    assert without_what_follows(replace(collect(home), errors={"degree": "请核对。"}), said) == said


def test_how_many_steps_stand_behind_those_of_the_rules(firm: Applicant, loan: Case) -> None:
    paid(loan, "CZ1")
    facts = collect(loan).values
    assert steps_added(alone(loan, facts, duplicate=True)) == 1
    assert len(ruling_on(loan).decision.steps) == len(alone(loan, facts, duplicate=True).steps) + 1
    assert alone(loan, facts).outcome == "payable" and steps_added(alone(loan, facts)) == 0
    assert alone(loan, {}).outcome == "invalid" and steps_added(alone(loan, {})) == 0
    agreed = replace(
        case_about(ScenarioProjectFactory(applicant=firm), "CZ-10"),
        decided={"resolution": {"value": "5", "reason": "纪要3号", "by": "审核人"}},
    )
    assert steps_added(alone(agreed, {})) == 1
    assert len(decide(agreed).steps) == len(alone(agreed, {}).steps) + 1


# ------------------------------------------------------------------ what is known
def test_what_a_team_says_of_itself_is_a_ground_and_a_company_says_nothing(jincheng: Any) -> None:
    charter = TeamCharterFactory(applicant__city=jincheng, applicant__uscc="")
    known = collect(case_without(charter.applicant, "JC-03"))
    assert (known.charter, known.uncertified) == (charter, [charter])
    firm = ApplicantFactory(city=jincheng)
    assert collect(case_without(firm, "JC-03")).charter is None


@pytest.mark.parametrize(("scheme", "let_in", "on", "asked"), [
    ("CZ-10", False, "2026-03-31", True),
    ("CZ-08", True, "2026-03-31", True),  # who was let in from outside is so where the text lets such in
    ("CZ-10", True, "2026-03-31", False),
    ("CZ-09", False, "2026-03-31", False),  # its text does not ask for residence
    ("CZ-10", False, "2024-12-31", False),  # before the tenancy
    ("CZ-10", False, "", False),
])  # fmt: skip
def test_residence_rests_on_rooms_that_nobody_has_certified_yet(
    firm: Applicant, scheme: str, let_in: bool, on: str, asked: bool
) -> None:
    rooms = _rooms_of(firm)
    firm.approved_outside = let_in
    assert collect(case_without(firm, scheme, on)).uncertified == ([rooms] if asked else [])


def test_one_of_two_rooms_that_is_certified_is_enough_for_residence(firm: Applicant) -> None:
    rooms = _rooms_of(firm)
    TenancyFactory(applicant=firm, office=True)
    others = _rooms_of(firm)
    assert collect(case_without(firm, "CZ-10", "2026-03-31")).uncertified == [rooms, others]
    Premises.objects.filter(pk=others.pk).update(certified=True)
    assert collect(case_without(firm, "CZ-10", "2026-03-31")).uncertified == []


def _rooms_of(firm: Applicant) -> Premises:
    """The rooms of the newest tenancy, which nobody has certified."""
    rooms = Premises.objects.get(applicant=firm, space=firm.tenancies.latest("pk").space)
    rooms.certified = False
    rooms.save()
    return rooms


def test_what_a_case_rests_on_is_each_record_once(firm: Applicant) -> None:
    project = ProjectFactory(applicant=firm, certified=False)
    transfer = ProjectTransferFactory(applicant=firm, project=project)
    known = collect(case_about(transfer, "CZ-06"))
    assert known.grounds == [transfer, project] and known.uncertified == [project]
    assert collect(case_without(firm, "CZ-06")).grounds == []


def test_a_record_gives_way_to_what_is_declared_where_it_is_disputed(loan: Case) -> None:
    fact = loan.scheme.facts["interest_paid"]
    found = on_record(loan, fact)
    assert found is not None and (found.value, found.source, len(found.records)) == ("90000.00", "certified", 1)
    assert on_record(replace(loan, disputed=frozenset({fact.name})), fact) is None
    assert set(recorded(loan)) == {"loan_kind", "interest_paid", "principal"}
    assert set(recorded(replace(loan, disputed=frozenset({fact.name})))) == set(recorded(loan))
    typed = replace(loan, disputed=frozenset({fact.name}), facts={fact.name: "5 "})
    assert collect(typed).known[fact.name].as_json() == {
        "name": fact.name, "value": "5", "source": "declared", "note": "",
    }  # fmt: skip
    assert unanswered(loan, fact) == ""


def test_what_hangs_on_the_day_is_not_read_before_it_is_known(firm: Applicant) -> None:
    RecognitionFactory(applicant=firm)
    fact = case_without(firm, "CZ-03").scheme.facts["recognition"]
    assert on_record(case_without(firm, "CZ-03"), fact) is None
    known = on_record(case_without(firm, "CZ-03", "2026-03-31"), fact)
    assert known is not None and known.value == "high_tech"


def test_a_text_that_is_no_value_is_named_and_nothing_typed_is_nothing(firm: Applicant) -> None:
    facts = {"newly_resident": "也许", "used_as_capital": "  ", "fits_industry": "是"}
    known = collect(case_without(firm, "CZ-03", "2026-03-31", facts=facts))
    assert set(known.errors) == {"newly_resident"}
    assert "used_as_capital" not in known.known and known.known["fits_industry"].value is True
    decided = {"decided_amount": {"value": "若干", "reason": "", "by": ""}}
    wrong = collect(replace(case_about(FitOutFactory(premises__applicant=firm), "CZ-11"), decided=decided))
    assert set(wrong.errors) == {"decided_amount"} and "decided_amount" not in wrong.known


def test_what_is_an_offices_is_not_declared_and_what_is_the_applicants_is_not_decided(firm: Applicant) -> None:
    made = {"value": "5", "reason": "", "by": ""}
    fitted = case_about(FitOutFactory(premises__applicant=firm), "CZ-11", facts={"decided_amount": "5"})
    assert "decided_amount" not in collect(fitted).known
    assert decided_facts(replace(fitted, decided={"completed": made, "resolution": made})) == {}
    assert decided_facts(replace(fitted, decided={"decided_amount": made})) == {"decided_amount": "5"}
    voucher = case_about(VoucherFactory(applicant=firm), "CZ-08", facts={"rate": "0.5"})
    assert "rate" not in collect(voucher).known and decided_facts(replace(voucher, decided={"rate": made})) == {}
    loan = case_about(LoanFactory(applicant=firm), "CZ-16", year="2025", facts={"prior_awarded": "7"})
    assert collect(loan).known["prior_awarded"].value == "0.00"
    assert decided_facts(replace(loan, decided={"prior_awarded": made, "principal": made})) == {}


def test_the_line_for_the_rules(firm: Applicant) -> None:
    case = case_without(firm, "CZ-03", "2026-03-31", other_policy_amount="1,200元")
    assert line_of(case, {"a": 1}, resident=True) == {
        "scheme": "CZ-03", "applicant_kind": "enterprise", "resident": True, "approved_outside": False,
        "on": "2026-03-31", "other_policy_amount": "1200", "facts": {"a": 1},
    }  # fmt: skip
    assert line_of(case_without(firm, "CZ-03"), {}, resident=False) == {
        "scheme": "CZ-03", "applicant_kind": "enterprise", "resident": False, "approved_outside": False, "facts": {},
    }  # fmt: skip
    assert collect(case).resident and not collect(case_without(firm, "CZ-03")).resident
    assert not collect(case_without(firm, "CZ-03", "2024-12-31")).resident


def test_what_the_portal_itself_granted_is_read_of_its_register(loan: Case, jincheng: Any) -> None:
    cap = granting.Capped("CZ-16", f"applicant:{loan.unit}", 100_05)
    granting.grant(unit=loan.unit, claim_number="CZ1", turn=1, matters=[], cap=cap)
    known = collect(loan).known["prior_awarded"]
    assert (known.value, known.source, known.note) == ("100.05", "ledger", "本门户兑付记录")
    assert "prior_awarded" not in collect(replace(loan, on=None)).known
    home = HomeFactory(person__applicant__city=jincheng, rented=True)
    facts = {"first_month": "2025-01", "last_month": "2025-02"}
    assert collect(case_about(home, "JC-14", facts=facts)).known["other_mode_used"].value is False


def test_months_that_are_listed_are_counted(jincheng: Any) -> None:
    row = EngagementFactory(person__applicant__city=jincheng, flexible=True)
    found = collect(case_about(row, "JC-11C", months="2026-01至2026-03")).known["months_worked"]
    assert (found.value, found.source) == (3, "declared")
    dated = replace(case_about(row, "JC-11C"), on=date(2026, 3, 31))
    assert "months_worked" not in collect(dated).known


def test_the_area_that_is_subsidised_is_known_with_the_months_and_the_kind(firm: Applicant) -> None:
    span = {"first_month": "2025-01", "last_month": "2025-02", "space": "office"}
    found = collect(case_without(firm, "CZ-12", facts=span)).known
    assert set(found) == {*span, "other_subsidised_area_m2"} and found["other_subsidised_area_m2"].value == "0"
    turned = case_without(firm, "CZ-12", facts=span | {"first_month": "2025-03"})
    assert collect(turned).known["other_subsidised_area_m2"].value == "0"
    for name in span:
        less = {key: text for key, text in span.items() if key != name}
        assert "other_subsidised_area_m2" not in collect(case_without(firm, "CZ-12", facts=less)).known


def test_a_fact_of_another_mode_is_not_asked(jincheng: Any) -> None:
    home = HomeFactory(person__applicant__city=jincheng)
    facts = {"first_month": "2025-01", "last_month": "2025-02"}
    bought, rented = (
        collect(case_about(row, "JC-14", facts=facts)) for row in (home, HomeFactory(person=home.person, rented=True))
    )
    assert "first_month" not in bought.known and rented.known["first_month"].value == "2025-01"


def test_figures_are_looked_up_only_where_the_scheme_waits_for_one_and_the_day_is_known(firm: Applicant) -> None:
    voucher = case_about(VoucherFactory(applicant=firm), "CZ-08")
    alone = case_about(LoanFactory(applicant=firm), "CZ-16", year="2025")
    for case, looked in ((voucher, True), (replace(voucher, on=None), False), (alone, False)):
        with CaptureQueriesContext(connection) as asked:
            collect(case)
        assert any("parametervalue" in query["sql"] for query in asked.captured_queries) == looked


def test_of_published_figures_those_of_the_mode_are_taken(policies: None, jincheng: Any) -> None:
    for number, name in enumerate(("purchase_standard", "monthly_standard"), start=2):
        road.released("jincheng-2024-39", number, "JC-14", name, "doctor", "1500")
    bought = HomeFactory(person__applicant__city=jincheng)
    facts = {"degree": "doctor", "first_month": "2025-01", "last_month": "2025-09"}
    standards = [
        set(collect(case_about(row, "JC-14", facts=facts)).known) & {"purchase_standard", "monthly_standard"}
        for row in (bought, HomeFactory(person=bought.person, rented=True))
    ]
    assert standards == [{"purchase_standard"}, {"monthly_standard"}]


def test_a_published_figure_says_where_it_stands_and_since_when(policies: None, firm: Applicant) -> None:
    project = ProjectFactory(applicant=firm, level="national")
    case = case_about(ProjectTransferFactory(applicant=firm, project=project), "CZ-P03")
    assert "rate" not in collect(case).known and collect(case).figures == []
    road.released("changzhi-2024-15", 8, "CZ-P03", "rate", "national", "0.5")
    known = collect(case)
    assert (known.known["rate"].value, known.known["rate"].source) == ("0.5", "parameter")
    assert known.known["rate"].note == "试行〔2025〕8号（2025-01-01印发），自2025-01-01起"
    assert [figure.name for figure in known.figures] == ["rate"]
    assert "rate" not in collect(replace(case, on=None)).known


# ------------------------------------------------------------------ not resident on its day
def test_who_moved_in_after_the_day_or_out_before_it_is_told_so(changzhi: Any) -> None:
    late, gone = ApplicantFactory(city=changzhi), ApplicantFactory(city=changzhi)
    TenancyFactory(applicant=late, starts_on=date(2026, 6, 1))
    TenancyFactory(applicant=gone, starts_on=date(2024, 1, 1), ends_on=date(2025, 1, 31))
    told = []
    for applicant in (late, gone):
        case = case_about(RecognitionFactory(applicant=applicant, issued_on=date(2026, 3, 31)), "CZ-04A")
        decision = decide(case)
        said = explain(case.scheme, decision)
        told += said.reasons
        steps = "".join(step.rule for step in said.steps)
        assert said.reasons[0].rstrip("。") in steps and "办理入驻后" not in steps
    assert "事项日期2026年3月31日时还没有入驻（租约自2026年6月1日起），这一事项不能申报" in told[0]
    assert "事项日期2026年3月31日时已不在园区（租约到2025年1月31日止），这一事项不能申报" in told[1]
