"""Records that nobody has compared with their paper yet: what waits for those who certify, register by register."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.urls import reverse

from accounts.actor import Actor
from accounts.adminkit.duties import Duty, tells_duties
from enterprises.registers.register import Register, registers

NOTE = "对照原件核验；核验前没有钱款以此为据"


@tells_duties(70)
def records_to_certify(actor: Actor) -> Iterator[Duty]:
    """Those that the actor may certify: of the own cities, entered by others, of applicants for whom others act."""
    asked = [entry for entry in registers().values() if actor.city_ids(*entry.certifiers)]
    parts = [_waiting(entry, actor) for entry in asked]
    counted = dict(parts[0].union(*parts[1:], all=True)) if parts else {}
    for entry in asked:
        if counted.get(entry.name):
            meta = entry.model._meta
            address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
            yield Duty(f"待核验：{entry.title}", counted[entry.name], f"{address}?certified__exact=0", "verified", NOTE)


def _waiting(entry: Register, actor: Actor) -> QuerySet[Any, Any]:
    rows: Any = entry.model._default_manager
    of_city = any(field.name == "city" for field in entry.model._meta.concrete_fields)
    cities = {f"{'city' if of_city else f'{entry.owner}__city'}__in": actor.city_ids(*entry.certifiers)}
    others = Q(entered_by=None) | ~Q(entered_by=actor.user_id)
    own = Q(**{f"{entry.owner}__in": actor.applicant_ids})
    found = rows.filter(others, certified=False, **cities).exclude(own).order_by()
    counted: QuerySet[Any, Any] = (
        found.annotate(register=Value(entry.name)).values("register").annotate(number=Count("pk"))
    ).values_list("register", "number")
    return counted
