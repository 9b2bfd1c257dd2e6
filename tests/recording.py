"""The record that a claim picks, made from what a test types: its reference names it, its facts fill it."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from core.values.money import parse_yuan as to_fen
from core.values.months import month_index, month_text
from enterprises.models import (
    Achievement,
    AchievementTransfer,
    Applicant,
    ContractYear,
    Deal,
    Institute,
    Platform,
    PlatformAssessment,
    PlatformCategory,
    Prize,
    Project,
    ProjectTransfer,
    Recognition,
    RegisterRecord,
    ScenarioProject,
    StartUpProject,
    TechnologyContract,
    Voucher,
    sequences_of,
)
from enterprises.models.registered import joined
from enterprises.registers.writing import write
from funds.models import Guarantee, Investment, Loan, LoanYear, MarketListing
from parks.models import FitOut, Premises
from subsidies.cases.picking import name_for, picked
from subsidies.catalogue.questions import asks_months, asks_year
from subsidies.policies import library
from subsidies.rules import Scheme
from talent.models import Engagement, Home, Person, TeamRecognition

Typed = Mapping[str, str]
Maker = Callable[[Applicant, Scheme, str, date, Typed], RegisterRecord]
MAKERS: dict[str, Maker] = {}
SOME_DAY = date(2026, 3, 31)


def makes(register: str) -> Callable[[Maker], Maker]:
    def keep(maker: Maker) -> Maker:
        MAKERS[register] = maker
        return maker

    return keep


def recorded(applicant: Applicant, code: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What is typed, with the record picked that its reference names; one that is there already is taken."""
    scheme = library().schemes[code]
    if not scheme.matter.record and asks_year(scheme):
        return _periods(scheme, _day(typed), {}) | dict(typed)
    if not scheme.matter.record or typed.get("record") or not typed.get("reference"):
        return dict(typed)
    facts = {name: str(value) for name, value in typed.get("facts", {}).items()}
    facts["achievement"] = str(typed.get("achievement") or "示例成果")
    on = _day(typed)
    row = kept(MAKERS[scheme.matter.record](applicant, scheme, typed["reference"], on, facts))
    record = name_for(row)
    assert picked(applicant, scheme, record), f"{code} does not take {record}"
    return {**_periods(scheme, on, facts), **typed, "record": record}


def kept(row: Any) -> Any:
    """The row, or the one of its applicant that names the same thing."""
    if row.pk:
        return row
    found = type(row)._default_manager.filter(applicant=row.applicant, key=row.natural_key()).first()
    if found is None:
        row.certified = True
        with transaction.atomic():
            write(row)
    return found or row


def _periods(scheme: Scheme, on: date, facts: Typed) -> dict[str, str]:
    """The months up to the day, as many as are said to have been worked; the year of the day, or that which ended."""
    last = month_index(f"{on:%Y-%m}")
    first = last - int(facts.get("months_worked") or 1) + 1
    months = {"months": f"{month_text(first)}至{month_text(last)}"} if asks_months(scheme) else {}
    return months | ({"year": str(_year(scheme, on))} if asks_year(scheme) else {})


def _year(scheme: Scheme, on: date) -> int:
    """The year of the day; where the year ends with the day of the matter, the last one that is over."""
    return on.year if not scheme.matter.day_ends or (on.month, on.day) == (12, 31) else on.year - 1


def _day(typed: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(str(typed.get("on")))
    except ValueError:
        return SOME_DAY


@makes("recognition")
def recognition(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    kind = next(iter(scheme.matter.only["kind"]))
    kind = "ip_advantage" if facts.get("title", "").endswith("advantage") else kind
    level = facts.get("level") or facts.get("title", "").partition("_")[0]
    stated = int(facts["recognition_no"]) if facts.get("recognition_no", "").isdecimal() else None
    others = applicant.recognitions.filter(kind=kind).exclude(key=joined(kind, reference))
    if kind == "high_tech" and others.filter(
        issued_on__year=on.year
    ):  # the next recognition, as only its paper can say
        stated = max(stated or 1, max(sequences_of(others).values()) + 1)
    return Recognition(
        applicant=applicant, kind=kind, level=level, certificate_no=reference, issued_on=on, stated_sequence=stated
    )


LEVELS = {"state": "national", "national": "national", "academician": "national", "city": "city", "other_city": "city"}


@makes("platform")
def platform(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    """At the level that is typed, or that its category says."""
    typed = facts.get("category", "")
    known = {ours: theirs for theirs, ours in scheme.facts["category"].register_values.items()} if typed else {}
    category = facts.get("carrier") or known.get(typed) or (typed if typed in PlatformCategory else "other")
    if "category" in scheme.matter.only and category not in scheme.matter.only["category"]:
        category = scheme.matter.only["category"][0]
    level = facts.get("level") or next((LEVELS[word] for word in LEVELS if typed.startswith(word)), "provincial")
    return Platform(
        applicant=applicant, city=applicant.city, name=reference, category=category, level=level, recognised_on=on
    )


@makes("premises")
def premises(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    """Rooms of that kind and area that the applicant has; else some that it rents by itself."""
    area = Decimal(facts.get("area_m2") or "300")
    kind = facts.get("space") or "office"
    for row in Premises.objects.filter(applicant=applicant):
        fits = "area_m2" not in facts or row.let_area_m2 == area
        if row.used_as == kind and (row.address == reference or (fits and not row.is_self_rented)):
            return row
    since = facts.get("start_month") or facts.get("first_month") or "2024-12"
    return Premises(
        applicant=applicant, address=reference, kind=kind, area_m2=area, leased_from=_first_day(since), owner="示例物业"
    )


def _first_day(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return date(2024, 12, 1)


@makes("fit_out")
def fit_out(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    area = Decimal(facts.get("area_m2") or "0.01")
    rooms = Premises(applicant=applicant, address=reference, kind="office", area_m2=max(area, 500), leased_from=on)
    cost = facts.get("assessed_cost")
    return FitOut(
        applicant=applicant, premises=kept(rooms), completed_on=on if facts.get("completed") == "true" else None,
        area_m2=area, assessed_cost_fen=to_fen(cost) if cost else 0,
        third_party_assessed=facts.get("third_party_assessed") == "true",
    )  # fmt: skip


@makes("engagement")
def engagement(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    person = kept(
        Person(
            applicant=applicant, name=f"示例人才{reference}", person_no=reference,
            high_level_talent=facts.get("high_level_talent") == "true",
        )
    )  # fmt: skip
    mode = scheme.matter.only["mode"][0] if scheme.matter.only else "full_time"
    hired = on if scheme.matter.day_from == "hired_on" else _first_day(facts.get("hired_month") or "2024-12")
    return Engagement(
        applicant=applicant, person=person, mode=mode, hired_on=hired,
        contract_years=Decimal(facts["contract_years"]) if "contract_years" in facts else None,
        insurance_months=int(facts["insurance_months"]) if "insurance_months" in facts else None,
        degree=facts.get("degree") or ("master" if mode == "full_time" else ""),
        newly_hired=facts.get("newly_hired_full_time") == "true",
        solves_key_problem=facts.get("solves_key_problem") == "true",
    )  # fmt: skip


@makes("home")
def home(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    work: Any = kept(
        engagement(applicant, scheme, reference, on, {**facts, "hired_month": facts.get("hired_month", "")})
    )
    bought = facts.get("mode") == "purchase"
    return Home(
        applicant=applicant, person=work.person, mode=facts.get("mode") or "rent", address="示例小区",
        contract_no=reference, bought_on=on if bought else None,
    )  # fmt: skip


@makes("team_recognition")
def team_recognition(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    of_province = facts.get("recognised_by_province") == "true"
    return TeamRecognition(
        applicant=applicant, team_name="示例团队", approval_no=reference, recognised_on=on,
        level="provincial" if of_province else facts.get("level") or "city", new_team=facts.get("new_team") == "true",
        recognised_by_province=of_province, upper_reward_fen=to_fen(facts.get("upper_reward") or "0"),
    )  # fmt: skip


@makes("listing")
def listing(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    financed = {"true": True, "false": False}.get(facts.get("financed", ""))
    return MarketListing(
        applicant=applicant,
        market=facts.get("market") or "beijing",
        code=reference[:30],
        listed_on=on,
        financed=financed,
    )


@makes("loan")
def loan(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    """With the interest of the year of the day."""
    row = kept(
        Loan(
            applicant=applicant, bank="示例银行", contract_no=reference, loan_kind=facts.get("loan_kind") or "credit",
            principal_fen=to_fen(facts.get("principal") or "1"), drawn_on=on,
        )
    )  # fmt: skip
    if "interest_paid" in facts:
        kept(
            LoanYear(
                applicant=applicant, loan=row, year=_year(scheme, on), interest_paid_fen=to_fen(facts["interest_paid"])
            )
        )
    return row


@makes("guarantee")
def guarantee(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    borrowed = kept(
        Loan(
            applicant=applicant,
            bank="示例银行",
            contract_no=reference,
            loan_kind="guarantee",
            principal_fen=1,
            drawn_on=on,
        )
    )
    return Guarantee(
        applicant=applicant, loan=borrowed, guarantor="示例担保", contract_no=reference, signed_on=on,
        guarantee_fee_fen=to_fen(facts.get("guarantee_fee") or "0"),
    )  # fmt: skip


@makes("investment")
def investment(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    return Investment(
        applicant=applicant, agreement_no=reference, investee_name="示例公司", invested_on=on,
        invested_amount_fen=to_fen(facts.get("invested_amount") or "1"),
    )  # fmt: skip


def _fen(facts: Typed, name: str) -> int | None:
    return to_fen(facts[name]) if facts.get(name) else None


def _yes(facts: Typed, name: str) -> bool:
    return facts.get(name) == "true"


@makes("platform_assessment")
def platform_assessment(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    """Of the year before the money arrived; the platform was recognised two years before where it is an old one."""
    category = facts.get("carrier") or scheme.matter.only["platform__category"][0]
    since = date(on.year - (2 if _yes(facts, "existing") else 0), 1, 1)
    host: Any = kept(
        Platform(
            applicant=applicant, city=applicant.city, name=reference, category=category, level="provincial",
            recognised_on=since,
        )
    )  # fmt: skip
    award = _fen(facts, "provincial_subsidy") or _fen(facts, "provincial_assessment_award")
    return PlatformAssessment(
        applicant=applicant, platform=host, year=on.year, level="provincial", award_fen=award or 0, arrived_on=on,
        passed=_yes(facts, "passed_evaluation"),
    )  # fmt: skip


@makes("technology_contract")
def technology_contract(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    """With what was transacted in the year of the day."""
    result = Achievement.objects.filter(applicant=applicant, title=facts["achievement"]).first()
    result = result or kept(
        Achievement(applicant=applicant, city=applicant.city, title=facts["achievement"], owner="示例课题组")
    )
    row = kept(
        TechnologyContract(
            applicant=applicant, registered_no=reference, contract_kind=facts.get("contract_kind") or "other",
            title="示例合同", **_sides(applicant, scheme), achievement=result, signed_on=on,
            total_fen=_fen(facts, "transaction_amount"), equity_value_fen=_fen(facts, "equity_value"),
        )
    )  # fmt: skip
    if facts.get("transaction_amount"):
        paid = to_fen(facts["transaction_amount"])
        kept(ContractYear(applicant=applicant, contract=row, year=on.year, transacted_fen=paid))
    return row


def _sides(applicant: Applicant, scheme: Scheme) -> dict[str, str]:
    """The parties of a contract, with the applicant where the scheme pays it."""
    return {"seller": "示例卖方", "buyer": "示例买方"} | {scheme.matter.party or "seller": applicant.name}


@makes("achievement_transfer")
def achievement_transfer(
    applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed
) -> RegisterRecord:
    result = Achievement.objects.filter(key=Achievement(title=reference, owner="示例大学").natural_key()).first()
    result = result or kept(Achievement(applicant=applicant, city=applicant.city, title=reference, owner="示例大学"))
    told = AchievementTransfer.objects.filter(achievement=result).first()  # by whom it was passed on, whoever says so
    return AchievementTransfer(
        applicant=applicant, achievement=result, from_party=told.from_party if told else applicant.name,
        to_party="示例公司", transferred_on=on,
        local_contribution_fen=_fen(facts, "local_contribution"),
    )  # fmt: skip


@makes("project")
def project(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    kind = scheme.matter.only["kind"][0] if "kind" in scheme.matter.only else "research"
    well = {"true": True, "false": False}.get(facts.get("performing_well", ""))
    since = on if facts.get("new_project") != "false" else date(2020, 1, 1)
    return Project(
        applicant=applicant, number=reference, title="示例项目", kind=kind, level=facts.get("level") or "national",
        approved_on=since, performing_well=well,
    )  # fmt: skip


@makes("project_transfer")
def project_transfer(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    parent: Any = kept(project(applicant, scheme, reference, on, facts))
    amount = _fen(facts, "received_funds") or 0
    return ProjectTransfer(applicant=applicant, project=parent, voucher_no=reference, amount_fen=amount, arrived_on=on)


@makes("prize")
def prize(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    rank = facts.get("rank", "")
    return Prize(
        applicant=applicant, kind=scheme.matter.only["kind"][0], name="示例奖项", certificate_no=reference,
        awarded_on=on, level=facts.get("level") or "national", prize=facts.get("prize", ""),
        grade=facts.get("grade", ""),
        contest=facts.get("contest", ""), rank=int(rank) if rank.isdecimal() and int(rank) < 99 else None,
        upper_reward_fen=_fen(facts, "upper_reward") or _fen(facts, "provincial_reward") or 0,
        first_completing_unit=_yes(facts, "first_completing_unit"),
    )  # fmt: skip


@makes("deal")
def deal(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    return Deal(
        applicant=applicant, contract_no=reference, product=facts.get("product") or "other", product_name="示例产品",
        buyer="示例用户", deal_fen=_fen(facts, "deal_amount") or 0, closed_on=on,
        purchase_agreement=_yes(facts, "purchase_agreement"),
    )  # fmt: skip


@makes("voucher")
def voucher(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    return Voucher(
        applicant=applicant, voucher_no=reference, service="检测", provider="示例机构", used_on=on,
        cost_fen=_fen(facts, "service_cost") or 0,
    )  # fmt: skip


@makes("startup_project")
def startup_project(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    return StartUpProject(
        applicant=applicant, number=reference, title="示例项目", qualification=facts.get("qualification") or "other",
        review_passed=_yes(facts, "review_passed"), passed_on=on,
    )  # fmt: skip


@makes("scenario_project")
def scenario_project(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    return ScenarioProject(applicant=applicant, number=reference, title="示例场景", approved_on=on)


@makes("institute")
def institute(applicant: Applicant, scheme: Scheme, reference: str, on: date, facts: Typed) -> RegisterRecord:
    return Institute(applicant=applicant, approval_no=reference, name="示例研究院", approved_on=on)
