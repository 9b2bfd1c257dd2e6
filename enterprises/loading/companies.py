"""Made-up applicants that are described one by one."""

from decimal import Decimal
from typing import Any

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.people import load_person
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import Shape, by_name, by_year, day, flag, of, rows, text, text_or_none, together, whole
from accounts.cities.taking import CityBlock
from accounts.models import City, District, User
from core.sealing import keyed_hash
from core.values.identifiers import make_uscc
from core.values.identity_numbers import make_identity_number, masked_end
from core.values.money import to_fen
from enterprises.applicants.registering import IDENTITY
from enterprises.models import (
    Applicant,
    ApplicantKind,
    ApplicantMembership,
    IntellectualProperty,
    Recognition,
    TeamCharter,
    TeamMember,
    YearlyFacts,
)

# Leading characters of the credit code: 12 public institutions, 52 private non-enterprise units, else 91 enterprises.
REGISTRIES = {ApplicantKind.UNIVERSITY: "12", ApplicantKind.INSTITUTION: "12", ApplicantKind.TEAM: "52"}
Row = dict[str, Any]


def load_companies(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """The city's described applicants with all that is recorded about them."""
    for row in demo.companies:
        applicant = _applicant(ledger, city, row)
        if applicant is not None:
            _facts(ledger, applicant, row)
            _login(ledger, applicant, row, common["password"])


def uscc_of(city: City, row: Row) -> str:
    """The credit code of a described applicant."""
    return make_uscc(city.code, row["serial"], REGISTRIES.get(_kind(row), "91"))


def _kind(row: Row) -> ApplicantKind:
    return ApplicantKind(row.get("kind", ApplicantKind.ENTERPRISE))


def _applicant(ledger: Ledger, city: City, row: Row) -> Applicant | None:
    fill = {"city": city, "kind": _kind(row)} | _description(city, row)
    found = _found_by(city, row)
    applicant = ledger.add(Applicant, found, {name: value for name, value in fill.items() if name not in found})
    if applicant is not None and "members" in row:
        _team(ledger, applicant, row)
    return applicant


def _found_by(city: City, row: Row) -> Row:
    """A person by the number that its day of birth makes, a team without a credit code by its name, else the code."""
    if "born" in row:
        number = make_identity_number(city.code, row["born"])
        return {"identity_hash": keyed_hash(number, IDENTITY), "identity_end": masked_end(number)}
    return {"city": city, "name": row["name"]} if "members" in row else {"uscc": uscc_of(city, row)}


def _team(ledger: Ledger, applicant: Applicant, row: Row) -> None:
    charter = ledger.add(TeamCharter, {"applicant": applicant}, {"text": row["charter"]})
    if charter is None:
        return
    for place, (name, employer) in enumerate(row["members"].items()):
        ledger.add(
            TeamMember,
            {"applicant": applicant, "name": name},
            {"employer": employer, "leads": place == 0, "charter": charter},
        )


def _description(city: City, row: Row) -> Row:
    return {
        "name": row["name"],
        "district": District.objects.filter(city=city, code=row.get("district")).first(),
        "address": row.get("address", f"{city}示例路{row['serial']}号"),
        "legal_person": "" if "born" in row else f"示例人{row['serial']}",
        "contact_name": row["name"] if "born" in row else f"示例联系人{row['serial']}",
        "contact_phone": f"000-0000{row['serial']:04d}",
        "industry": row.get("industry", ""),
        "registered_on": row.get("registered_on"),
        "registered_capital_fen": _fen(row.get("registered_capital")),
        "paid_in_capital_fen": _fen(row.get("paid_in_capital")),
        "is_sci_tech": row.get("sci_tech", False),
        "is_service_body": row.get("service_body", False),
    }


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else to_fen(yuan)


def _facts(ledger: Ledger, applicant: Applicant, row: Row) -> None:
    for year, (revenue, employees) in row.get("yearly", {}).items():
        fill = {"revenue_fen": _fen(revenue), "employees": employees, "certified": year < 2026}
        ledger.add(YearlyFacts, {"applicant": applicant, "year": year}, fill)
    for held in row.get("recognitions", ()):
        plain = {name: held[name] for name in ("level", "issued_on", "expires_on", "stated_sequence") if name in held}
        find = {"kind": held["kind"], "certificate_no": held["number"]}
        checked = held.get("certified", True)
        ledger.add(Recognition, find, plain | {"applicant": applicant, "certified": checked})
    for filed in row.get("ip", ()):
        find = {"kind": filed["kind"], "application_no": filed["number"]}
        fill = {"title": filed["title"], "filed_on": filed["filed_on"], "certified": True}
        ledger.add(IntellectualProperty, find, fill | {"applicant": applicant})


def reported(block: CityBlock, key: str) -> tuple[Decimal | None, int | None]:
    """Revenue in yuan and how many people work there, as [18600000, 46]; null for what was not reported."""
    pair = block.pair(key)
    return of(YearlyFacts, "revenue_fen")(pair, "1"), of(YearlyFacts, "employees")(pair, "2")


def asked_together(block: CityBlock) -> None:
    """Whoever has a login is told what to try with it, and members of a team have signed a charter."""
    for first, second in (("login", "try"), ("members", "charter")):
        together(first, second)(block)


def _login(ledger: Ledger, applicant: Applicant, row: Row, password: str) -> None:
    if "login" in row:
        user = load_person(ledger, row["login"], password, {"name": f"{applicant.city.name}演示·企业申报人"})
        ledger.add(ApplicantMembership, {"user": user, "applicant": applicant})


CERTIFICATE = Shape(
    {"kind": of(Recognition, "kind"), "number": of(Recognition, "certificate_no")},
    {
        "level": of(Recognition, "level"), "issued_on": day, "expires_on": day,
        "stated_sequence": of(Recognition, "stated_sequence"), "certified": flag,
    },
)  # fmt: skip
FILED = Shape(
    {
        "kind": of(IntellectualProperty, "kind"), "number": of(IntellectualProperty, "application_no"),
        "title": of(IntellectualProperty, "title"), "filed_on": day,
    }
)  # fmt: skip
PLAIN = ("kind", "address", "industry", "registered_on")
COMPANY = Shape(
    {"name": of(Applicant, "name"), "serial": whole(999_999)},
    {name: of(Applicant, name) for name in PLAIN}
    | {name: of(Applicant, f"{name}_fen") for name in ("registered_capital", "paid_in_capital")}
    | {
        "district": of(District, "code"), "sci_tech": flag, "service_body": flag, "born": day, "try": text,
        "login": of(User, "username"), "members": by_name(text_or_none), "charter": text, "yearly": by_year(reported),
        "recognitions": rows(CERTIFICATE), "ip": rows(FILED),
    },
    asked_together,
)  # fmt: skip
register_demo_part(DemoPart("companies", load_companies, company=COMPANY))
