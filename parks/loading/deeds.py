"""What the demo's people do about moving in: an applicant asks for rooms, the park's operator answers and lets them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from accounts.cities.acting import acting
from accounts.cities.registry import DemoDeed, register_demo_deed
from accounts.cities.shaping import Shape, of, text, whole
from accounts.models import City
from core.values.money import to_fen
from core.values.periods import business_today
from enterprises.loading.deeds import NAME, WHO, applicant_of
from enterprises.models import Applicant
from enterprises.registers.certifying import certify
from parks.entry import answering, asking
from parks.loading.spaces import LET
from parks.models import Building, EntryRequest, Park, Premises, Space, Tenancy
from parks.tenancies.leasing import keep


def ask_entry(city: City, row: dict[str, Any]) -> None:
    """Rooms from a day on that is so many days ahead; the operator agrees, or does not, where the row says who."""
    by, today = acting(row["by"]), business_today()
    request = asking.ask(
        applicant=applicant_of(by), by=by, project=row["project"], about=row["about"], wished_kind=row["kind"],
        wished_area_m2=Decimal(row["area"]), wished_from=today + timedelta(days=row["in_days"]),
    )  # fmt: skip
    if "agreed_by" in row:
        answering.agree(request=request, agreement_no=row["agreement"], agreed_on=today, by=acting(row["agreed_by"]))
    if "denied_by" in row:
        answering.deny(request=request, reason=row["why"], by=acting(row["denied_by"]))


def lease(city: City, row: dict[str, Any]) -> None:
    """The operator lets a space of a park to an applicant; somebody else certifies the premises that this makes."""
    applicant = Applicant.objects.get(city=city, name=row["applicant"])
    building, _ = Building.objects.get_or_create(
        park=Park.objects.get(valley=city.valley, name=row["park"]), name=row["building"]
    )
    space, _ = Space.objects.get_or_create(
        building=building, number=row["number"], defaults={"kind": row["kind"], "area_m2": Decimal(row["area"])}
    )
    rent = to_fen(row["rent"])
    let = Tenancy(applicant=applicant, space=space, starts_on=row["from"], monthly_rent_fen=rent)
    keep(let, by=acting(row["by"]))
    certify(record=Premises.objects.get(applicant=applicant, space=space), by=acting(row["certified_by"]))


WISH = Shape(
    {
        "by": WHO, "project": of(EntryRequest, "project"), "about": text, "kind": of(EntryRequest, "wished_kind"),
        "area": of(EntryRequest, "wished_area_m2"), "in_days": whole(1000, 1),
    },
    {"agreed_by": WHO, "agreement": of(EntryRequest, "agreement_no"), "denied_by": WHO, "why": text},
)  # fmt: skip
LEASED = Shape({"by": WHO, "certified_by": WHO, "applicant": NAME, **LET.needed})
register_demo_deed(DemoDeed("lease", LEASED, lease))
register_demo_deed(DemoDeed("ask_entry", WISH, ask_entry))
