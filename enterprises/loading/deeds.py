"""What the demo's people do with records: declare and certify them, ask for a correction; with a team's charter and
with what is kept of a person."""

from typing import Any

from django.utils import timezone

from accounts.actor import Actor
from accounts.cities.acting import acting
from accounts.cities.demo_paper import demo_paper
from accounts.cities.registry import DemoDeed, register_demo_deed
from accounts.cities.shaping import Shape, as_typed, by_name, of, one_of, text
from accounts.cities.taking import CityBlock
from accounts.models import City, User
from core import audit
from core.values.money import parse_yuan
from enterprises.models import Applicant, RegisterRecord, TeamCharter
from enterprises.personal_data import requesting
from enterprises.registers import certifying, correcting, declaring
from enterprises.registers.register import register_of, registers
from enterprises.teams import answering

Row = dict[str, Any]
WHO = of(User, "username")
MADE_UP = "演示数据"


def applicant_of(by: Actor) -> Applicant:
    """The one applicant that a person of the demo files for."""
    return Applicant.objects.select_related("city").get(pk__in=by.applicant_ids)


def found(applicant: Applicant, register: str, by: Row) -> RegisterRecord:
    """The applicant's record of which the fields say so. Raises DoesNotExist where it is gone."""
    entry = registers()[register]
    record: RegisterRecord = entry.model._default_manager.get(**{entry.owner: applicant}, **by)
    return record


def declare(city: City, row: Row) -> None:
    """An applicant declares a record with its paper; an office compares the two where the row names somebody."""
    by = acting(row["by"])
    record = declaring.blank(registers()[row["register"]].model, applicant_of(by))
    for name, typed in typed_values(record, row["values"]).items():
        setattr(record, name, typed)
    for name, called in row.get("of", {}).items():
        setattr(record, name, _part(record, name, called))
    declaring.declare(record=record, by=by, upload=demo_paper(register_of(record).title))
    if "certified_by" in row:
        certifying.certify(record=record, by=acting(row["certified_by"]))


def typed_values(record: RegisterRecord, values: Row) -> Row:
    """Fields with their values as the model has them; money is typed in yuan under its name without _fen."""
    fields = {field.name: field for field in record._meta.concrete_fields}
    plain = {name: fields[name].to_python(typed) for name, typed in values.items() if name in fields}
    return plain | {f"{name}_fen": parse_yuan(typed) for name, typed in values.items() if name not in fields}


def _part(record: RegisterRecord, name: str, called: str) -> RegisterRecord:
    """The applicant's record that another hangs on, by the words that tell it."""
    model: Any = record._meta.get_field(name).related_model
    applicant = register_of(record).applicant_of(record)
    rows = [row for row in model.objects.filter(applicant=applicant) if called in str(row)]
    if len(rows) != 1:
        raise model.DoesNotExist(f"“{called}”有{len(rows)}条")
    one: RegisterRecord = rows[0]
    return one


def certify(city: City, row: Row) -> None:
    """An office compares a record with its paper."""
    applicant = Applicant.objects.get(city=city, name=row["applicant"])
    compare(found(applicant, row["register"], row["find"]), acting(row["by"]))


def compare(record: RegisterRecord, by: Actor) -> None:
    """The same; what came from a roster, which has no papers, rests on the demo's."""
    type(record)._default_manager.filter(pk=record.pk, source="", paper=None).update(source=MADE_UP)
    certifying.certify(record=record, by=by)


def correct(city: City, row: Row) -> None:
    """An applicant asks for a correction of a certified record; an office answers where the row names somebody."""
    by = acting(row["by"])
    record = found(applicant_of(by), row["register"], row["find"])
    values, paper = typed_values(record, row["values"]), demo_paper("更正依据")
    asked = correcting.propose(record=record, values=values, reason=row["why"], by=by, upload=paper)
    if "refused_by" in row:
        correcting.refuse(correction=asked, by=acting(row["refused_by"]), answer=row["answer"])


def attest(city: City, row: Row) -> None:
    """A person of an office stands for all records of the city that were loaded as certified: with the day, a paper and
    an entry in the trail, as those have it that came in by the portal."""
    by = acting(row["by"])
    for entry in registers().values():
        loaded = entry.model._default_manager.filter(certified=True, certified_by=None, **{entry.city_path: city})
        named = [(pk, {"record": str(record)}) for pk, record in loaded.select_related().in_bulk().items()]
        loaded.filter(source="").update(source=MADE_UP)
        loaded.update(certified_by=by.user_id, certified_at=timezone.now())
        if named:
            kind = entry.model
            audit.record_many(by=by, action=certifying.CERTIFY, kind=kind, subjects=named, chain=city.key)


def certify_team(city: City, row: Row) -> None:
    """An office compares a team's members and charter with its papers."""
    charter = TeamCharter.objects.in_force().get(applicant__city=city, applicant__name=row["applicant"])
    answering.certify(charter=charter, by=acting(row["by"]))


def ask_erasure(city: City, row: Row) -> None:
    """A person asks an office to delete what it may not delete itself; the office answers where the row says so."""
    by = acting(row["by"])
    request = requesting.ask(applicant=applicant_of(by), reason=row["why"], by=by)
    if "denied_by" in row:
        requesting.deny(request=request, by=acting(row["denied_by"]), answer=row["answer"])


def known_register(block: CityBlock, key: str) -> str:
    """The name of a register, of whatever wing."""
    return str(one_of(registers())(block, key))


FIND = by_name(as_typed)
NAME = of(Applicant, "name")
RECORD = Shape({"by": WHO, "register": known_register, "values": FIND}, {"of": FIND, "certified_by": WHO})
register_demo_deed(DemoDeed("declare", RECORD, declare))
register_demo_deed(
    DemoDeed("certify", Shape({"by": WHO, "applicant": NAME, "register": known_register, "find": FIND}), certify)
)
CORRECTION = Shape(
    {"by": WHO, "register": known_register, "find": FIND, "values": FIND, "why": text},
    {"refused_by": WHO, "answer": text},
)
register_demo_deed(DemoDeed("correct", CORRECTION, correct))
register_demo_deed(DemoDeed("attest", Shape({"by": WHO}), attest))
register_demo_deed(DemoDeed("certify_team", Shape({"by": WHO, "applicant": NAME}), certify_team))
ERASURE = Shape({"by": WHO, "why": text}, {"denied_by": WHO, "answer": text})
register_demo_deed(DemoDeed("ask_erasure", ERASURE, ask_erasure))
