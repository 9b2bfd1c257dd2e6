"""Many made-up companies of a city, with tenancies, recognitions, yearly figures and applications."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import Shape, some_words, whole
from accounts.cities.spreading import spread
from accounts.cities.taking import CityBlock
from accounts.models import City
from core.values.identifiers import make_uscc
from enterprises.models import (
    Applicant,
    IntellectualProperty,
    PropertyKind,
    Recognition,
    RecognitionKind,
    RecognitionLevel,
    YearlyFacts,
)  # fmt: skip

MOST = 400  # companies, before their serials would be those of the service bodies
FIRST_SERIAL, FIRST_SERVICE_SERIAL = 101, 501
IP_KINDS = [
    (PropertyKind.INVENTION, "一种示例方法"),
    (PropertyKind.UTILITY_MODEL, "一种示例装置"),
    (PropertyKind.SOFTWARE_COPYRIGHT, "示例软件"),
]
LEVELS: dict[str, str] = {
    RecognitionKind.HIGH_TECH: RecognitionLevel.NATIONAL,
    RecognitionKind.SPECIALISED: RecognitionLevel.PROVINCIAL,
}
Plan = dict[str, Any]


def load_crowd(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """The city's crowd: the first so many of its companies hold what the plan counts."""
    words, plan = common["words"], demo.crowd
    companies = _load(ledger, _companies(city, words, plan))
    _load(ledger, _services(city, words, plan["service_bodies"]))
    ledger.add_all(Recognition, _recognitions(city, companies, plan), ("kind", "certificate_no"))
    ledger.add_all(YearlyFacts, _yearly(companies, plan), ("applicant", "year"))
    ledger.add_all(IntellectualProperty, _applications(city, companies, plan["ip"]), ("kind", "application_no"))


def crowd_of(city: City, demo: CityDemo, common: Plain) -> list[Applicant]:
    """The companies of the crowd as they were loaded, the service bodies last."""
    words, plan = common["words"], demo.crowd
    return [*_held_of(_companies(city, words, plan)), *_held_of(_services(city, words, plan["service_bodies"]))]


def _companies(city: City, words: list[str], plan: Plan) -> list[Plan]:
    rows = []
    for place in range(plan["companies"]):
        turn = place % len(plan["fields"])  # 24 words and 5 fields have no common factor: no name comes twice
        name = f"{city.name}{words[place % len(words)]}示例{plan['fields'][turn]}有限公司"
        rows.append(_row(city, FIRST_SERIAL + place, name, plan["industries"][turn]) | {"is_sci_tech": True})
    return rows


def _services(city: City, words: list[str], count: int) -> list[Plan]:
    rows = []
    for place, word in enumerate(words[:count]):
        name = f"{city.name}{word}示例科技服务有限公司"
        rows.append(_row(city, FIRST_SERVICE_SERIAL + place, name, "科技服务") | {"is_service_body": True})
    return rows


def _row(city: City, serial: int, name: str, industry: str) -> Plan:
    capital = (1 + serial % 9) * 1_000_000_00
    return {
        "city": city,
        "uscc": make_uscc(city.code, serial),
        "name": name,
        "industry": industry,
        "address": f"{city}示例路{serial}号",
        "registered_on": date(2024, 1 + serial % 12, 1 + serial % 28),
        "registered_capital_fen": 2 * capital,
        "paid_in_capital_fen": capital,
    }


def _load(ledger: Ledger, rows: list[Plan]) -> list[Applicant]:
    ledger.add_all(Applicant, rows, ("uscc",))
    return _held_of(rows)


def _held_of(rows: list[Plan]) -> list[Applicant]:
    return list(Applicant.objects.filter(uscc__in=[row["uscc"] for row in rows]).order_by("id"))


def _recognitions(city: City, companies: list[Applicant], plan: Plan) -> Iterator[Plan]:
    """High-tech firms from the front, SMEs after them in Changzhi's small numbers, from the front elsewhere."""
    high_tech, specialised = plan["high_tech"], plan["specialised"]
    overlap = 0 if high_tech + specialised + plan["tech_sme"] <= len(companies) // 2 else high_tech + specialised
    start = high_tech + specialised - overlap
    certified = companies[high_tech : high_tech + specialised]
    registered = companies[start : start + plan["tech_sme"]]
    yield from _held(RecognitionKind.HIGH_TECH, city, companies[:high_tech], date(2025, 3, 3), date(2026, 9, 21))
    yield from _held(RecognitionKind.SPECIALISED, city, certified, date(2025, 6, 2), date(2026, 7, 9))
    yield from _held(RecognitionKind.TECH_SME, city, registered, date(2026, 3, 9), date(2026, 8, 31))


def _held(kind: RecognitionKind, city: City, holders: list[Applicant], first: date, last: date) -> Iterator[Plan]:
    for place, (holder, day) in enumerate(zip(holders, spread(first, last, len(holders)), strict=True)):
        year_end = date(day.year, 12, 31)
        yield {
            "applicant": holder,
            "kind": kind,
            "level": LEVELS.get(kind, ""),
            "certificate_no": f"示例-{kind.upper().replace('_', '')}-{city.code}-{place + 1:04d}",
            "issued_on": day,
            "expires_on": year_end if kind == RecognitionKind.TECH_SME else _three_years(day),
            "certified": True,
        }


def _three_years(day: date) -> date:
    return date(day.year + 3, day.month, min(day.day, 28))


def _yearly(companies: list[Applicant], plan: Plan) -> Iterator[Plan]:
    """The first so many companies have reported this year's revenue; the others only how many people they employ."""
    for place, company in enumerate(companies):
        revenue = (plan["revenue"] + (place * 137 % 41 - 20) * 100_000) * 100
        employees = 8 + place * 7 % 60
        yield {
            "applicant": company,
            "year": 2026,
            "revenue_fen": revenue if place < plan["reported"] else None,
            "employees": employees,
        }
        earlier = {"revenue_fen": revenue * 3 // 5, "employees": employees - 5, "certified": True}
        yield {"applicant": company, "year": 2025} | earlier


def _applications(city: City, companies: list[Applicant], count: int) -> Iterator[Plan]:
    days = spread(date(2024, 12, 9), date(2026, 11, 13), count)
    for place, day in enumerate(days):
        kind, title = IP_KINDS[place % len(IP_KINDS)]
        yield {
            "applicant": companies[place % len(companies)],
            "kind": kind,
            "application_no": f"示例{city.code}{day.year}{place + 1:05d}",
            "title": f"{title}{place + 1}",
            "filed_on": day,
            "certified": True,
        }


def as_many_industries(block: CityBlock) -> None:
    """Each of the fields of work is of an industry."""
    fields, industries = block.words("fields"), block.words("industries")
    if block.is_sound("fields", "industries") and len(fields) != len(industries):
        block.fault("“industries”应当与“fields”一样多，一一对应", "industries")


COUNTS = ("companies", "service_bodies", "high_tech", "specialised", "tech_sme", "reported", "ip")
CROWD = Shape(
    {"fields": some_words, "industries": some_words, "revenue": whole(10**12)} | dict.fromkeys(COUNTS, whole(MOST)),
    also=as_many_industries,
)
register_demo_part(DemoPart("crowd", load_crowd, after=("companies",), crowd=CROWD))
