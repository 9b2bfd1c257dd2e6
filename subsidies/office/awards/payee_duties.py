"""Whose identity number is still wanted before an award can be paid: a filter and a count, for those who pay alone."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.urls import reverse

from accounts.actor import Actor, Role
from accounts.adminkit.duties import Duty, tells_duties
from enterprises.payee_numbers.looking import number_words
from subsidies.awards.models import Award
from subsidies.awards.models.awards import AwardQuerySet
from subsidies.awards.selectors import revoked_whole, to_persons

WANTED, GIVEN = "wanted", "given"


class PayeeFilter(SimpleListFilter):
    """Awards to persons, by whether their number is there; but for treasurers it is none, in the address either."""

    title = "领款人身份证号"
    parameter_name = "payee"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, str]]:
        return [(WANTED, "没有登记"), (GIVEN, "已登记")] if request.actor.city_ids(Role.TREASURER) else []

    def queryset(self, request: Any, queryset: Any) -> Any:
        return _to_pay(request.actor, queryset, given=self.value() == GIVEN) if self.value() else queryset


def number_of_payee(award: Award, actor: Actor) -> str:
    """Whether the number of the person to be paid is there, for whoever may pay; nothing of an award that was ended."""
    claim = award.claim
    return "" if revoked_whole(award) else number_words(actor, claim.applicant, str(claim.number))


def _to_pay(actor: Actor, awards: AwardQuerySet, *, given: bool) -> AwardQuerySet:
    """Awards to persons that the actor pays, none of its own among them."""
    rows = awards.filter(claim__applicant__city__in=actor.city_ids(Role.TREASURER))
    return to_persons(rows.exclude(claim__applicant__in=actor.recused_from), given=given)


@tells_duties(place=30)
def numbers_wanted(actor: Actor) -> Iterator[Duty]:
    """For those who pay: awards of their cities that wait for a person's number."""
    count = _to_pay(actor, Award.objects.visible_to(actor), given=False).count()
    url = f"{reverse('admin:awards_award_changelist')}?payee={WANTED}"
    if count:
        yield Duty("领款人身份证号没有登记", count, url, "badge", "提醒本人在门户登记，或带身份证到窗口登记")
