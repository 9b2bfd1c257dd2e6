"""Whose identity number is still wanted before an award can be paid: a filter and a count."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.http import HttpRequest
from django.urls import reverse

from accounts.actor import Actor, Role
from accounts.adminkit.duties import Duty, tells_duties
from subsidies.awards.models import Award
from subsidies.awards.selectors import to_persons

WANTED, GIVEN = "wanted", "given"


class PayeeFilter(SimpleListFilter):
    """Awards to persons, by whether their number is there."""

    title = "领款人身份证号"
    parameter_name = "payee"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(WANTED, "没有登记"), (GIVEN, "已登记")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return to_persons(queryset, given=self.value() == GIVEN) if self.value() else queryset


@tells_duties(place=30)
def numbers_wanted(actor: Actor) -> Iterator[Duty]:
    """For those who pay: awards of their cities that wait for a person's number."""
    cities = actor.city_ids(Role.TREASURER)
    if not cities:
        return
    rows = to_persons(Award.objects.visible_to(actor).filter(claim__city__in=cities), given=False)
    count = rows.exclude(claim__applicant__in=actor.applicant_ids).count()
    url = f"{reverse('admin:awards_award_changelist')}?payee={WANTED}"
    if count:
        yield Duty("领款人身份证号没有登记", count, url, "badge", "提醒本人在门户登记，或带身份证到窗口登记")
