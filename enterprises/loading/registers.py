"""Made-up records of the registers: what the demo's described companies have under `registers`, each by its fields."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, Model

from accounts.cities.demo import CityDemo, Plain
from accounts.cities.registry import DemoPart, Ledger, register_demo_part
from accounts.cities.shaping import Shape, inside, of_all, rows
from accounts.models import City
from core.values.money import to_fen
from enterprises.loading.companies import uscc_of
from enterprises.models import (
    Achievement,
    AchievementTransfer,
    Applicant,
    ContractYear,
    Deal,
    Institute,
    Platform,
    PlatformAssessment,
    Prize,
    Project,
    ProjectTransfer,
    ScenarioProject,
    StartUpProject,
    TechnologyContract,
    Voucher,
)

# By which fields a row is found again; by the first of them it is named where another one hangs on it.
FOUND_BY: dict[type[Model], tuple[str, ...]] = {
    Platform: ("name",),
    PlatformAssessment: ("platform", "year"),
    Achievement: ("title", "owner"),
    TechnologyContract: ("registered_no",),
    ContractYear: ("contract", "year"),
    AchievementTransfer: ("achievement", "to_party"),
    Project: ("number",),
    ProjectTransfer: ("project", "voucher_no"),
    Prize: ("certificate_no",),
    Deal: ("contract_no",),
    Voucher: ("voucher_no",),
    StartUpProject: ("number",),
    ScenarioProject: ("number",),
    Institute: ("approval_no",),
}
Row = dict[str, Any]


def load_demo_registers(ledger: Ledger, city: City, demo: CityDemo, common: Plain) -> None:
    """The records of the city's described companies; an office has certified them but where a row says otherwise."""
    for described in demo.companies:
        applicant = Applicant.objects.filter(uscc=uscc_of(city, described)).first()
        if applicant is not None:
            _load(ledger, applicant, described.get("registers", {}))


def _load(ledger: Ledger, applicant: Applicant, registers: dict[str, list[Row]]) -> None:
    for model, names in FOUND_BY.items():
        for row in registers.get(str(model.trail_kind), ()):  # type: ignore[attr-defined]  # each register says it
            values = dict(_value(model, applicant, name, value) for name, value in row.items())
            values = {"source": "演示数据", "certified": True} | values
            if hasattr(model, "city"):
                values["city"] = applicant.city
            find = {"applicant": applicant} | {name: values.pop(name) for name in names}
            ledger.add(model, find, values)


def _value(model: type[Model], applicant: Applicant, name: str, value: Any) -> tuple[str, Any]:
    """A field as the database has it. Money is written in yuan under its name without _fen, a record by its number."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return f"{name}_fen", to_fen(value)
    if not isinstance(field, ForeignKey):
        return name, value
    hung_on: Any = field.related_model
    return name, hung_on.objects.filter(applicant=applicant, **{FOUND_BY[hung_on][0]: value}).first()


NOT_WRITTEN = ("id", "applicant", "city")
ROWS = {str(model.trail_kind): rows(of_all(model, names, NOT_WRITTEN)) for model, names in FOUND_BY.items()}  # type: ignore[attr-defined]  # each register says it
COMPANY = Shape({}, {"registers": inside(Shape({}, ROWS))})
register_demo_part(DemoPart("registers", load_demo_registers, after=("companies",), company=COMPANY))
