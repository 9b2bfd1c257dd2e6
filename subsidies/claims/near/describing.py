"""A room of the park that somebody describes as rented elsewhere: its building and its number stand in the address."""

from collections.abc import Iterator

from enterprises.models.registered import joined
from parks.models import Premises
from parks.models.premises import names_room
from subsidies.claims.models import Claim, ClaimQuerySet
from subsidies.claims.near.kinds import MOST_COMPARED

SAME_ROOM = "地址写有同一楼栋和房号"


def same_room(claim: Claim, rows: ClaimQuerySet) -> Iterator[tuple[int, str]]:
    """Those of the claims whose rooms may be the claimed ones, one of the two being the park's, whoever rents them."""
    if claim.scheme.matter.record != Premises.trail_kind:
        return
    compared = rows.exclude(record="").exclude(record=claim.record)
    found = dict(compared.values_list("pk", "record")[:MOST_COMPARED])
    names = {claim.record, *found.values()}
    pks = [int(name.rpartition(":")[2]) for name in names if name.partition(":")[0] == Premises.trail_kind]
    rooms = {
        f"{Premises.trail_kind}:{row.pk}": row
        for row in Premises.objects.filter(pk__in=pks).select_related("space__building__park")
    }
    mine = rooms.get(claim.record)
    for pk, record in found.items():
        if mine is not None and record in rooms and _may_be_one(mine, rooms[record]):
            yield pk, SAME_ROOM


def _may_be_one(one: Premises, other: Premises) -> bool:
    return _described(one, other) or _described(other, one)


def _described(rented: Premises, of_the_park: Premises) -> bool:
    space = of_the_park.space
    return rented.space_id is None and space is not None and names_room(joined(rented.address), space, in_park=False)
