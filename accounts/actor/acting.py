"""The one actor of a request: a person with what they may act for."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from accounts.actor import roles
from accounts.actor.roles import Role
from core.walls.acting import beyond_walls


class StandingKind(StrEnum):
    """What gives a person a standing."""

    DEPARTMENT = "department"
    APPLICANT = "applicant"
    SYSTEM = "system"


@dataclass(frozen=True)
class Standing:
    """One thing that a person acts for: a role in an organisation. `city_id` is None for the province's offices."""

    kind: StandingKind
    role: str
    organisation_id: int
    organisation: str
    city_id: int | None


Source = Callable[[Any], Iterable[Standing]]
PastSource = Callable[[int], Iterable[int]]
_SOURCES: list[Source] = []
_PAST: list[PastSource] = []


def register_standings(source: Source) -> None:
    """An app with memberships of its own tells how to read a user's standings from them."""
    _SOURCES.append(source)


def register_past(source: PastSource) -> None:
    """And for which applicants a user (by key) ever acted, be it over."""
    _PAST.append(source)


@dataclass(frozen=True)
class Actor:
    """Who acts. Equal for page, API, task and command, so that one permission function serves all."""

    user_id: int | None
    name: str
    standings: tuple[Standing, ...] = ()

    @property
    def is_authenticated(self) -> bool:
        return self.user_id is not None

    @cached_property
    def is_administrator(self) -> bool:
        return any(row.role == Role.ADMINISTRATOR for row in self.standings)

    @cached_property
    def is_provincial(self) -> bool:
        return any(row.role == Role.PROVINCIAL_OFFICIAL for row in self.standings)

    @cached_property
    def organisation(self) -> str:
        """For whom the actor acts, in the trail: its offices; of somebody with none, the applicants."""
        offices = [row.organisation for row in self.standings if row.kind == StandingKind.DEPARTMENT]
        return "、".join(dict.fromkeys(offices or [row.organisation for row in self.standings]))

    def acting_for(self, applicant_id: int) -> "Actor":
        """The same person as one who files for this applicant and is nothing else; unchanged where it does not."""
        standings = (row for row in self.standings if row.kind == StandingKind.APPLICANT)
        own = tuple(row for row in standings if row.organisation_id == applicant_id)
        return replace(self, standings=own) if own else self

    @cached_property
    def applicant_ids(self) -> frozenset[int]:
        """Applicants that the actor files claims for."""
        return frozenset(row.organisation_id for row in self.standings if row.kind == StandingKind.APPLICANT)

    @cached_property
    def recused_from(self) -> frozenset[int]:
        """Applicants in whose matters the actor takes no office step (回避): those that it files for or once filed for,
        so that nobody decides what he has written himself by laying down what he wrote it as. Read when first asked."""
        if self.user_id is None:
            return self.applicant_ids
        with beyond_walls("whom somebody once acted for"):
            return self.applicant_ids.union(*(source(self.user_id) for source in _PAST))

    @cached_property
    def home_city_ids(self) -> frozenset[int]:
        """Cities of the applicants that the actor files for."""
        of_applicants = (row.city_id for row in self.standings if row.kind == StandingKind.APPLICANT)
        return frozenset(city for city in of_applicants if city is not None)

    def city_ids(self, *wanted: str) -> frozenset[int]:
        """Cities in which the actor holds any of the roles `wanted` (any office role when none is named)."""
        names = set(wanted) or roles.STAFF_ROLES
        return frozenset(row.city_id for row in self.standings if row.role in names and row.city_id is not None)

    def roles_in(self, city_id: int | None) -> frozenset[str]:
        """The office roles that count for a record of this city; an administrator's counts everywhere."""
        return frozenset(
            row.role
            for row in self.standings
            if row.kind == StandingKind.DEPARTMENT and (row.role == Role.ADMINISTRATOR or row.city_id == city_id)
        )

    @property
    def is_staff(self) -> bool:
        """Whether the admin is theirs to enter."""
        return any(row.kind == StandingKind.DEPARTMENT for row in self.standings)


ANONYMOUS = Actor(user_id=None, name="访客")
SYSTEM = Actor(
    user_id=None,
    name="系统",
    standings=(Standing(StandingKind.SYSTEM, Role.SYSTEM, 0, "晋创谷门户", None),),
)


@beyond_walls("who acts is read before anybody acts")
def actor_of(user: Any) -> Actor:
    """The actor of a user account, read from its active memberships."""
    if not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    standings = tuple(row for source in _SOURCES for row in source(user))
    return Actor(user_id=user.pk, name=user.name, standings=standings)


def _from_departments(user: Any) -> Iterable[Standing]:
    rows = user.departmentmemberships.filter(active=True).select_related("department")
    for row in rows:
        yield Standing(
            StandingKind.DEPARTMENT,
            row.role,
            row.department_id,
            row.department.name,
            row.department.city_id,
        )


register_standings(_from_departments)
