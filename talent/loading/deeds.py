"""What the demo's people do with the roster: an employer enters its people, an office certifies them."""

from typing import Any

from accounts.cities.acting import acting
from accounts.cities.registry import DemoDeed, register_demo_deed
from accounts.cities.shaping import Shape, as_typed, by_name
from accounts.models import City
from core.values.verdict import Refused
from enterprises.loading.deeds import WHO, applicant_of, compare
from talent.models import Engagement, Person
from talent.roster.reading import StaffRow
from talent.roster.staffing import Faulty, enter_staff


def enter_people(city: City, row: dict[str, Any]) -> None:
    """People by their names, each with the cells of its row of the roster."""
    by = acting(row["by"])
    applicant = applicant_of(by)
    sheet = [StaffRow(number, {"name": name} | cells) for number, (name, cells) in enumerate(row["people"].items(), 2)]
    try:
        enter_staff(applicant=applicant, rows=sheet, told=True, by=by)
    except Faulty as faulty:
        raise Refused("；".join(said for one in faulty.rows for said in one.faults)) from faulty
    if "certified_by" in row:
        looks = acting(row["certified_by"])
        for record in (
            *Person.objects.filter(applicant=applicant, name__in=row["people"]),
            *Engagement.objects.filter(applicant=applicant, person__name__in=row["people"]),
        ):
            compare(record, looks)


PEOPLE = Shape({"by": WHO, "people": by_name(by_name(as_typed))}, {"certified_by": WHO})
register_demo_deed(DemoDeed("enter_people", PEOPLE, enter_people))
