"""By what the queue is narrowed; each is a word in the address that can be passed on.

Django's filters take any request, so that those which ask for the actor cannot name the portal's.
"""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.http import HttpRequest

from accounts.models import City
from subsidies.claims.clocks.overdue import overdue_in
from subsidies.claims.messaging import with_unread
from subsidies.claims.states import CLAIM, OFFICE_STEPS, OPEN_STATES, PRIVATE_STATES
from subsidies.policies import library

OVERDUE = "overdue"


class ClaimStateFilter(SimpleListFilter):
    """By state, in the office's words; the tabs above the list lead here too."""

    title = "状态"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [choice for choice in CLAIM.choices() if choice[0] not in PRIVATE_STATES]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(state=self.value()) if self.value() else queryset


class ClockFilter(SimpleListFilter):
    """Those that lie with an office beyond the days that it promised."""

    title = "办理时限"
    parameter_name = "clock"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(OVERDUE, "已超期")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() != OVERDUE:
            return queryset
        cities = set(City.objects.values_list("pk", flat=True))
        return queryset.filter(pk__in=overdue_in(queryset, cities, OFFICE_STEPS))


class UnreadFilter(SimpleListFilter):
    """Those in which the applicant has written what nobody of the office has read yet."""

    title = "消息"
    parameter_name = "unread"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("1", "有新消息")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if not self.value():
            return queryset
        return queryset.filter(pk__in=with_unread(queryset.filter(state__in=OPEN_STATES).values("pk"), of_office=True))


class CityFilter(SimpleListFilter):
    """By city, for those who see several."""

    title = "市"
    parameter_name = "city"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        rows = City.objects.visible_to(request.actor)
        if not request.actor.is_administrator:
            rows = rows.filter(pk__in=request.actor.city_ids(*model_admin.role_permissions["view"]))
        return [(row.key, str(row)) for row in rows]

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(city__key=self.value()) if self.value() else queryset


class ClaimSchemeFilter(SimpleListFilter):
    """By scheme: those of the cities that are seen."""

    title = "事项"
    parameter_name = "scheme"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        actor = request.actor
        keys = set(City.objects.filter(pk__in=actor.city_ids()).values_list("key", flat=True))
        rows = library().schemes.values()
        return [
            (row.code, f"{row.code} {row.title}") for row in rows if actor.is_administrator or row.policy.city in keys
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(scheme_code=self.value()) if self.value() else queryset
