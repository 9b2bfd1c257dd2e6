"""A tenancy is entered, changed or ended by the park's operator; somebody else certifies it, for money rests on it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError, Q

from accounts.actor import Actor, Role
from accounts.adminkit.auditing import DELETE
from core import audit
from core.consequences import carry_out, consequences
from core.values.verdict import YES, Refused, Verdict, no, require
from enterprises.registers.certifying import chain_of
from enterprises.registers.resting import rests_on
from parks.models import Premises, Space, Tenancy
from parks.registers.entering import put_right

BY_TENANCY = "园区租约"


@dataclass(frozen=True)
class TenancyChange:
    """A tenancy that is about to change, as it is stored; one that is new, as it will be."""

    tenancy: Tenancy


def can_keep(actor: Actor, tenancy: Tenancy) -> Verdict:
    """The operator of the valley that the space is in, never for whom it acts itself."""
    if tenancy.applicant_id in actor.recused_from:
        return no("不能登记本人代办过的单位的租约。")
    spaces = Space.objects.filter(pk=tenancy.space_id)
    city: int = spaces.values_list("building__park__valley__city", flat=True).get()
    return YES if Role.OPERATOR in actor.roles_in(city) else no("由房源所在市的园区运营登记租约。")


@transaction.atomic
def keep(tenancy: Tenancy, *, by: Actor) -> Tenancy:
    """Write a new or changed tenancy, its tenant's premises, and with it the work that it makes in the rooms above.

    What rested on the tenancy as it was is told, and what rests on it as it is: it may have another tenant now. The
    premises of either are to be certified (anew) by somebody else. Raises Refused for other people.
    """
    stored = Tenancy.objects.select_for_update(of=("self",)).filter(pk=tenancy.pk).first() if tenancy.pk else None
    for row in (stored, tenancy):
        if row is not None:
            require(can_keep(by, row))
    before = consequences(TenancyChange(stored), work_alone=True) if stored else []
    tenancy.save()
    for applicant, space in {(row.applicant_id, row.space_id) for row in (stored, tenancy) if row is not None}:
        _certified_anew(applicant, space, by)
    after = consequences(TenancyChange(tenancy), work_alone=True)
    carry_out([*before, *(row for row in after if row not in before)])
    return tenancy


@transaction.atomic
def take_back(tenancy: Tenancy, *, by: Actor) -> None:
    """A tenancy that was entered by mistake goes, and with the last of its tenant's terms the premises that it made.

    Raises Refused for other people, and where somebody has certified the premises or anything rests on either.
    """
    stored = Tenancy.objects.select_for_update(of=("self",)).get(pk=tenancy.pk)
    require(can_keep(by, stored))
    rooms = Premises.objects.filter(applicant=stored.applicant_id, space=stored.space_id).first()
    if rooms is not None and rooms.certified:
        raise Refused("已有人核验租约的经营场所，保持现状。")
    found = rests_on(rooms) if rooms is not None else []
    work = consequences(TenancyChange(stored), work_alone=True)
    if found or (work and not _said_by_another(stored)):
        raise Refused(f"{'、'.join(found) or '正在办理的申报'}以这份租约为依据，保持现状。")
    stored.delete()
    carry_out(work)
    if Tenancy.objects.filter(applicant=stored.applicant_id, space=stored.space_id).exists():
        _certified_anew(stored.applicant_id, stored.space_id, by)
    elif rooms is not None:
        _unmade(rooms, by)


def _said_by_another(tenancy: Tenancy) -> bool:
    """Whether its tenant is resident as long, in rooms of the same use, by another tenancy in the city."""
    space = tenancy.space
    rows = Tenancy.objects.filter(
        applicant=tenancy.applicant_id, space__building__park__valley__city=space.building.park.valley.city_id,
        space__kind=space.kind, starts_on__lte=tenancy.starts_on,
    ).exclude(pk=tenancy.pk)  # fmt: skip
    as_long = Q(ends_on=None) if tenancy.ends_on is None else Q(ends_on=None) | Q(ends_on__gte=tenancy.ends_on)
    return rows.filter(as_long).exists()


def _unmade(rooms: Premises, by: Actor) -> None:
    chain = chain_of(rooms)
    audit.record(by=by, action=DELETE, subject=rooms, chain=chain, detail={"record": str(rooms)})
    try:
        with transaction.atomic():
            rooms.delete()
    except ProtectedError as error:
        raise Refused("已有别的记录挂在租约的经营场所下面，保持现状。") from error


def _certified_anew(applicant_id: int, space_id: int, by: Actor) -> None:
    """The tenant's premises in that space, one for all its terms there, as its tenancies say by now."""
    row = Premises.objects.filter(applicant=applicant_id, space=space_id).first()
    put_right(row or Premises(applicant_id=applicant_id, space_id=space_id, source=BY_TENANCY), by=by)
