"""Claims that rest on a tenancy or a room: an open one is looked at again when that changes."""

from collections.abc import Iterable, Iterator

from accounts.actor import SYSTEM, Actor
from core import audit, outbox
from core.consequences import Consequence, offers
from core.models import AuditEntry
from core.values.months import months_between
from core.walls.acting import beyond_walls
from enterprises.models import RegisterRecord
from enterprises.registers.certifying import RecordChange
from enterprises.registers.correcting import tells_who_let_pass
from enterprises.registers.resting import rests
from parks.models import Premises, RentReceipt
from parks.places.keeping import SpaceChange
from parks.tenancies.leasing import TenancyChange
from subsidies.cases.picking import name_for, wholes_of
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.states import AGREED_STATES, OPEN_STATES, UNNUMBERED_STATES
from subsidies.policies import library
from subsidies.rules import Scheme

HANDLER = "claims.tenancy_changed"
CHANGED = audit.action("ground_changed", "所依据的入驻记录有变动", "本单位的入驻记录有变动")
RENTED_MONTHS = "premises_months"
APPROVALS = ("approve", "reckon_again")
FIRST_LET = "first_let_month"


def rests_on_tenancies(scheme: Scheme) -> bool:
    """Whether a scheme asks who is resident, or pays for rented months."""
    return scheme.resident_asked or scheme.matter.kind == RENTED_MONTHS


def resting_on_tenancies(applicant_id: int, city_id: int) -> ClaimQuerySet:
    """The applicant's open claims in the city whose scheme asks whether it is resident, or pays for rented months."""
    codes = [row.code for row in library().schemes.values() if rests_on_tenancies(row)]
    rows = Claim.objects.filter(applicant_id=applicant_id, city_id=city_id)
    return rows.filter(state__in=OPEN_STATES, scheme_code__in=codes).order_by("pk")


@offers(TenancyChange, makes_work=True)
def open_claims(change: TenancyChange) -> Iterator[Consequence]:
    """One consequence for all claims of the tenant in the tenancy's city; none where there is no open one."""
    tenancy = change.tenancy
    where = {"applicant_id": tenancy.applicant_id, "city_id": tenancy.space.building.park.valley.city_id}
    numbers = list(resting_on_tenancies(**where).values_list("number", flat=True))
    if numbers:
        sentence = f"{tenancy.applicant}有{len(numbers)}件办理中的申报以入驻记录为依据：{'、'.join(numbers)}。"
        told = sentence + "保存后会记入这些申报的办理记录，请提醒审核人员重新核对。"
        yield Consequence(told, HANDLER, {**where, "tenancy": str(tenancy.space)})


def claims_about(record: RegisterRecord) -> ClaimQuerySet:
    """The claims, handed in and not taken back, that are about the record, what it hangs on or what hangs on it."""
    rows = Claim.objects.filter(record__in=_family(record)).exclude(state__in=UNNUMBERED_STATES)
    return rows.order_by("pk")


def let_pass(actor: Actor, record: RegisterRecord) -> bool:
    """Whether the person approved a claim about the record that was paid, or will be."""
    with beyond_walls("claims that rest on a record"):
        return has_approved(actor, claims_about(record).filter(state__in=AGREED_STATES).values_list("pk", flat=True))


def ever_let_pass(actor: Actor) -> bool:
    """Whether the person ever approved a claim."""
    rows = AuditEntry.objects.filter(subject_type=Claim.trail_kind, action__in=APPROVALS, actor_id=actor.user_id)
    return actor.user_id is not None and rows.exists()


tells_who_let_pass(ever_let_pass, let_pass)


def has_approved(actor: Actor, claims: Iterable[int]) -> bool:
    """Whether the person let one of these claims, by key, pass."""
    keys = [str(pk) for pk in claims]
    about = AuditEntry.objects.filter(subject_type=Claim.trail_kind, subject_id__in=keys, action__in=APPROVALS)
    return actor.user_id is not None and about.filter(actor_id=actor.user_id).exists()


@rests
def claims_on(record: RegisterRecord) -> Iterator[str]:
    """Those of whatever city: the applicant changes the record no more."""
    with beyond_walls("claims that rest on a record"):
        numbers = [row.number for row in claims_about(record).select_related("city") if _shares_months(record, row)]
    yield from (f"申报 {number}" for number in numbers)


def _shares_months(record: RegisterRecord, claim: Claim) -> bool:
    """Whether a receipt is of a month that is claimed: of the rooms of a claim, others have nothing to do with it."""
    if not isinstance(record, RentReceipt):
        return True
    case, facts = claim.case_handed_in(), {row["name"]: row["value"] for row in claim.facts}
    months = case.matter.told_apart(case.scheme, case.on, facts).months
    return not set(months_between(record.first_month, record.last_month)).isdisjoint(months)


@offers(RecordChange)
def claims_under_way(change: RecordChange) -> Iterator[Consequence]:
    """The open claims of the record's own city that it is the ground of, as one sentence."""
    rows = claims_about(change.record).filter(city=change.record.city_id_of_record, state__in=OPEN_STATES)
    if numbers := list(rows.values_list("number", flat=True)):
        told = f"申报 {'、'.join(numbers)} 正在办理，以这条记录为依据。改动以后要重新核验，才能审核通过。"
        yield Consequence(told)


def _family(record: RegisterRecord) -> set[str]:
    """The names of the record, of those that it hangs on, and of all that hangs on one of them."""
    wholes = [record, *wholes_of(record)]
    parts = [
        part
        for whole in wholes
        for relation in whole._meta.related_objects
        if isinstance(relation.related_model, type) and issubclass(relation.related_model, RegisterRecord)
        for part in relation.related_model._default_manager.filter(**{relation.field.name: whole})
    ]
    return {name_for(row) for row in (*wholes, *parts)}


@offers(SpaceChange)
def counted_from_first_rooms(change: SpaceChange) -> Iterator[Consequence]:
    """The open claims of its tenants for other rooms: their months are counted from the first rooms that were let."""
    city = change.space.building.park.valley.city_id
    for rooms in Premises.objects.filter(space=change.space).select_related("applicant").order_by("pk"):
        rows: ClaimQuerySet = Claim.objects.filter(applicant=rooms.applicant_id, city_id=city, state__in=OPEN_STATES)
        rows = rows.filter(scheme_code__in=_counting_months()).exclude(record__in=_family(rooms)).order_by("pk")
        if numbers := list(rows.values_list("number", flat=True)):
            told = f"{rooms.applicant}的申报 {'、'.join(map(str, numbers))} 从最早租用的房屋起计算补贴期限，"
            told += "这处房屋也是依据。改动以后，这处房屋重新核验，它们才能审核通过；"
            yield Consequence(f"{told}改动用途会改变起算的月份，请先核对租赁合同。")


def _counting_months() -> list[str]:
    """The schemes that count months from the first rooms of an applicant."""
    schemes = library().schemes.values()
    return [row.code for row in schemes if any(fact.certified_by == FIRST_LET for fact in row.facts.values())]


@outbox.handles(HANDLER, words="提示申报所依据的入驻记录有变动")
def note_change(applicant_id: int, city_id: int, tenancy: str) -> None:
    """Worker: an entry in the trail of each open claim, so that its history says what changed under it. Runs inside the
    outbox's transaction."""
    claims = list(resting_on_tenancies(applicant_id, city_id).select_related("city"))
    if claims:
        pairs = [(row, {"record": tenancy}) for row in claims]
        audit.record_all(by=SYSTEM, action=CHANGED, subjects=pairs, chain=claims[0].city.key)
