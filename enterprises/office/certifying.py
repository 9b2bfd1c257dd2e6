"""Records that nobody has compared with their paper yet: what waits for those who certify, register by register."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet, Value
from django.urls import reverse

from accounts.actor import Actor
from accounts.adminkit.duties import Duty, DutyPart, tells_duties
from enterprises.models import CharterState
from enterprises.office import teams
from enterprises.registers.certifying import written_by
from enterprises.registers.register import Register, registers

TEAMS = "team_charter"
TITLE, NOTE = "待核验", "对照原件核验；核验前没有钱款以此为据"
PLACE = "records-to-certify"  # on the workbench


@tells_duties(70)
def records_to_certify(actor: Actor) -> Iterator[Duty]:
    """Those that the actor may certify: of the own cities, entered by others, of applicants for whom others act. One
    duty with a part for each register, and one for what teams say of themselves."""
    kinds = list(_kinds(actor))
    if kinds:
        # with several registers each has its own count on the workbench
        url = kinds[0].url if len(kinds) == 1 else f"{reverse('admin:index')}#{PLACE}"
        yield Duty(TITLE, sum(row.count for row in kinds), url, "verified", NOTE, tuple(kinds), decides=False)


def _kinds(actor: Actor) -> Iterator[DutyPart]:
    asked = _certified_by(actor)
    counted = _counts(actor) if asked else {}
    for entry in asked:
        if counted.get(entry.name):
            meta = entry.model._meta
            address = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
            yield DutyPart(entry.title, counted[entry.name], f"{address}?certified__exact=0")
    if counted.get(TEAMS):
        yield DutyPart("团队组成", counted[TEAMS], teams.listed(CharterState.DECLARED))


def _certified_by(actor: Actor) -> list[Register]:
    return [entry for entry in registers().values() if actor.city_ids(*entry.certifiers)]


def _counts(actor: Actor) -> dict[str, int]:
    sql, values = _question(actor, actor.recused_from)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return dict(cursor.fetchall())


@lru_cache(maxsize=256)
def _question(actor: Actor, recused_from: frozenset[int]) -> tuple[str, tuple[Any, ...]]:
    """The question of the counts as SQL. It stands on every page of the office, and to put it into words takes longer
    than to answer it; all that it rests on is who asks. `recused_from` is the actor's, for the memory to tell apart."""
    charters = _counted(teams.waiting(actor, CharterState.DECLARED), TEAMS)
    asked = charters.union(*(_waiting(entry, actor) for entry in _certified_by(actor)), all=True)
    sql, values = asked.query.sql_with_params()
    return sql, tuple(values)


def _waiting(entry: Register, actor: Actor) -> QuerySet[Any, Any]:
    rows: Any = entry.model._default_manager
    cities = {f"{entry.city_path}__in": actor.city_ids(*entry.certifiers)}
    others = ~written_by(actor, entry.model)
    own = Q(**{f"{entry.owner}__in": actor.recused_from})
    return _counted(rows.filter(others, certified=False, **cities).exclude(own), entry.name)


def _counted(rows: QuerySet[Any], name: str) -> QuerySet[Any, Any]:
    """One row: the name, and how many there are; none where there are none."""
    named = rows.order_by().annotate(register=Value(name)).values("register")
    counted: QuerySet[Any, Any] = named.annotate(number=Count("pk")).values_list("register", "number")
    return counted
