"""Made-up loans, guarantees, investments and listings of the demo's described companies."""

from typing import Any

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import Shape, by_year, day, flag, money, of, rows
from accounts.models import City
from core.values.money import to_fen
from enterprises.loading.companies import uscc_of
from enterprises.models import Applicant
from funds.models import Guarantee, Investment, Loan, LoanYear, MarketListing

Row = dict[str, Any]
MADE_UP = {"source": "演示数据"}


def load_demo_registers(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """What the demo says of the money of its described companies."""
    for row in demo.companies:
        for applicant in Applicant.objects.filter(uscc=uscc_of(city, row)):
            for loan in row.get("loans", ()):
                _loan(ledger, applicant, loan)
            for invested in row.get("investments", ()):
                _investment(ledger, applicant, invested)
            for listed in row.get("listings", ()):
                find = {"market": listed["market"], "code": listed["code"]}
                fill = {"applicant": applicant, "listed_on": listed["listed_on"], "financed": listed.get("financed")}
                ledger.add(MarketListing, find, fill | _checked(listed))


def _checked(row: Row) -> Row:
    return MADE_UP | {"certified": row.get("certified", True)}


def _loan(ledger: Ledger, applicant: Applicant, row: Row) -> None:
    find = {"applicant": applicant, "bank": row["bank"], "contract_no": row["number"]}
    fill = {"loan_kind": row["kind"], "principal_fen": to_fen(row["principal"]), "drawn_on": row["drawn_on"]}
    loan = ledger.add(Loan, find, fill | _checked(row))
    for year, interest in row.get("interest", {}).items():
        of_year = {"applicant": applicant, "interest_paid_fen": to_fen(interest)}
        ledger.add(LoanYear, {"loan": loan, "year": year}, of_year | _checked(row))
    for held in row.get("guarantees", ()):
        terms = {"signed_on": held["signed_on"], "guarantee_fee_fen": to_fen(held["fee"]), "paid_on": held["paid_on"]}
        by = {"loan": loan, "guarantor": held["guarantor"], "contract_no": held["number"]}
        ledger.add(Guarantee, by, {"applicant": applicant} | terms | _checked(held))


def _investment(ledger: Ledger, applicant: Applicant, row: Row) -> None:
    find = {"applicant": applicant, "agreement_no": row["number"], "investee_name": row["into"]}
    fill = {
        "investee": Applicant.objects.filter(city=applicant.city, name=row["into"]).first(),
        "invested_amount_fen": to_fen(row["amount"]), "invested_on": row["invested_on"],
    }  # fmt: skip
    ledger.add(Investment, find, fill | _checked(row))


GUARANTEE = Shape(
    {
        "guarantor": of(Guarantee, "guarantor"), "number": of(Guarantee, "contract_no"), "signed_on": day,
        "fee": of(Guarantee, "guarantee_fee_fen"), "paid_on": day,
    },
    {"certified": flag},
)  # fmt: skip
LOAN = Shape(
    {
        "bank": of(Loan, "bank"), "number": of(Loan, "contract_no"), "kind": of(Loan, "loan_kind"),
        "principal": of(Loan, "principal_fen"), "drawn_on": day,
    },
    {"interest": by_year(money), "guarantees": rows(GUARANTEE), "certified": flag},
)  # fmt: skip
INVESTMENT = Shape(
    {
        "number": of(Investment, "agreement_no"), "into": of(Investment, "investee_name"),
        "amount": of(Investment, "invested_amount_fen"), "invested_on": day,
    },
    {"certified": flag},
)  # fmt: skip
LISTING = Shape(
    {"market": of(MarketListing, "market"), "code": of(MarketListing, "code"), "listed_on": day},
    {"financed": flag, "certified": flag},
)
COMPANY = Shape({}, {"loans": rows(LOAN), "investments": rows(INVESTMENT), "listings": rows(LISTING)})
register_demo_part(DemoPart("money_registers", load_demo_registers, after=("companies",), company=COMPANY))
