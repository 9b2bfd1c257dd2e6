"""What somebody saw: a page of records knows how far the trail of each city had come before they were read.

The mark is read before the rows that it stands for: one that is too old only asks to look once more, one that is too
young would cover what was not shown. Each chain of the trail has its own number: within a chain they are in the order
in which the changes came to stand, over several they are not.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Subquery

from accounts.actor import Actor
from accounts.models import City
from accounts.requests.portal_request import PortalRequest
from core import audit
from core.models import AuditEntry
from core.values.numbers import whole_number

Seen = Mapping[str, int]  # by chain, its newest entry


def mark_for(actor: Actor) -> str:
    """How far the trails of this person's cities have come, as a page keeps it; others' doings show on none."""
    last = AuditEntry.objects.filter(chain=OuterRef("key")).order_by("-id").values("id")[:1]
    cities = City.objects.filter(pk__in=actor.city_ids()).annotate(last=Subquery(last)).order_by("key")
    return " ".join(f"{key}:{number or 0}" for key, number in cities.values_list("key", "last"))


def seen_in(request: PortalRequest) -> Seen:
    """The mark of the page from which this is sent; of what it does not say nothing was seen."""
    told = (part.rpartition(":") for part in request.POST.get("seen", "").split())
    return {chain: whole_number(number) for chain, mark, number in told if mark}


def is_overtaken(record: Any, seen: Seen) -> bool:
    """Whether something was done to the record that whoever saw so much has not seen; who says nothing saw nothing."""
    return not seen or any(number > seen.get(chain, 0) for chain, number in audit.newest(record).items())
