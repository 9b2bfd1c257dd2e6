"""Made-up premises of the demo: rooms rented elsewhere, fit-outs and rent that was paid; and requests to move in."""

from decimal import Decimal
from typing import Any

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import Shape, Take, day, inside, of, rows, text
from accounts.models import City
from core.values.money import to_fen
from enterprises.loading.companies import uscc_of
from enterprises.models import Applicant
from parks.models import EntryRequest, FitOut, Premises, RentReceipt

Row = dict[str, Any]
CHECKED = {"certified": True, "source": "演示数据"}


def load_demo_premises(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """Where the demo's described companies work, beside the tenancies of the park."""
    for row in demo.companies:
        for applicant in Applicant.objects.filter(uscc=uscc_of(city, row)):
            for rented in row.get("self_rented", ()):
                _hang_on(ledger, _rented(ledger, applicant, rented), rented)
            for space in row.get("spaces", ()):
                _hang_on(ledger, _let(applicant, space), space)
            for wish in row.get("entry_requests", ()):
                _asked(ledger, applicant, wish)


def _rented(ledger: Ledger, applicant: Applicant, row: Row) -> Premises | None:
    find = {"applicant": applicant, "address": row["address"], "kind": row["kind"]}
    fill = {
        "area_m2": Decimal(row["area"]), "owner": row["owner"], "lease_no": row["number"], "leased_from": row["from"],
        "leased_to": row.get("to"),
    }  # fmt: skip
    return ledger.add(Premises, find, fill | CHECKED)


def _let(applicant: Applicant, row: Row) -> Premises | None:
    rows = Premises.objects.filter(applicant=applicant, space__number=row["number"])
    return rows.filter(space__building__name=row["building"], space__building__park__name=row["park"]).first()


def _hang_on(ledger: Ledger, premises: Premises | None, row: Row) -> None:
    if premises is None:
        return
    own = {"applicant": premises.applicant} | CHECKED
    if "fit_out" in row:
        done = row["fit_out"]
        work = {"completed_on": done["completed_on"], "area_m2": Decimal(done["area"])}
        cost = {"third_party_assessed": True, "assessed_cost_fen": to_fen(done["cost"])}
        ledger.add(FitOut, {"premises": premises}, own | work | cost)
    for paid in row.get("paid", ()):
        months = {"first_month": paid["first"], "last_month": paid["last"]}
        money = {"paid_fen": to_fen(paid["amount"]), "paid_on": paid["paid_on"]}
        ledger.add(RentReceipt, {"premises": premises, "voucher_no": paid["number"]}, own | months | money)


def _asked(ledger: Ledger, applicant: Applicant, row: Row) -> None:
    people = applicant.memberships.order_by("pk")
    person = people.first()
    if person is None:
        return
    wish = {"wished_kind": row["kind"], "wished_area_m2": Decimal(row["area"]), "wished_from": row["from"]}
    find = {"applicant": applicant, "project": row["project"]}
    ledger.add(EntryRequest, find, wish | {"about": row.get("about", ""), "asked_by": person.user})


FIT_OUT = Shape({"completed_on": day, "area": of(FitOut, "area_m2"), "cost": of(FitOut, "assessed_cost_fen")})
PAID = Shape(
    {
        "first": of(RentReceipt, "first_month"), "last": of(RentReceipt, "last_month"), "paid_on": day,
        "amount": of(RentReceipt, "paid_fen"), "number": of(RentReceipt, "voucher_no"),
    }
)  # fmt: skip
HUNG_ON: dict[str, Take] = {"fit_out": inside(FIT_OUT), "paid": rows(PAID)}  # of what is let by the park too
RENTED = Shape(
    {
        "address": of(Premises, "address"), "kind": of(Premises, "kind"), "area": of(Premises, "area_m2"),
        "owner": of(Premises, "owner"), "number": of(Premises, "lease_no"), "from": day,
    },
    {"to": day, **HUNG_ON},
)  # fmt: skip
WISH = Shape(
    {
        "project": of(EntryRequest, "project"), "kind": of(EntryRequest, "wished_kind"),
        "area": of(EntryRequest, "wished_area_m2"), "from": day,
    },
    {"about": text},
)  # fmt: skip
COMPANY = Shape({}, {"self_rented": rows(RENTED), "entry_requests": rows(WISH)})
register_demo_part(DemoPart("premises", load_demo_premises, after=("companies", "spaces"), company=COMPANY))
