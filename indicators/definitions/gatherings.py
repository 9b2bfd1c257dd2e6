"""Events held, and service organisations resident."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from enterprises.models import Applicant
from indicators.definitions.registry import Column, counts
from indicators.models import Target
from parks.models import Event, EventKind, Tenancy


def residents(target: Target, on: date) -> QuerySet[Any]:
    """The city's applicants with a tenancy in its valley on that day, each once."""
    here = Tenancy.objects.current(on).filter(space__building__park__valley__city=target.city)
    return Applicant.objects.filter(city=target.city, pk__in=here.values("applicant_id"))


@counts(
    "科创活动",
    columns=(
        Column("活动", lambda row: row.name),
        Column("类别", lambda row: row.get_kind_display()),
        Column("举办日期", lambda row: row.held_on),
    ),
)
def events_held(target: Target, on: date) -> QuerySet[Any]:
    """Events held: matchmaking, forum, investment and financing."""
    kinds = [EventKind.MATCHMAKING, EventKind.FORUM, EventKind.INVESTMENT]
    return Event.objects.filter(city=target.city, kind__in=kinds, held_on__lte=on).order_by("-held_on", "pk")


@counts(
    "科技服务机构",
    columns=(
        Column("机构", lambda row: row.name),
        Column("主体类型", lambda row: row.get_kind_display()),
        Column("成立日期", lambda row: row.registered_on),
    ),
)
def service_bodies(target: Target, on: date) -> QuerySet[Any]:
    """Science and technology service organisations resident."""
    return residents(target, on).filter(is_service_body=True).order_by("name", "pk")
