"""Which doors there are: every address of the portal, with each of those who may open it."""

from functools import cache
from typing import Any

from django.contrib import admin

from accounts.actor import ANONYMOUS, actor_of
from tests.permissions.crawling import MISSING, Address, addresses, model_at
from tests.permissions.world import OWN, World

PEOPLE = (
    "applicant", "reviewer", "operator", "policy_editor", "policy_releaser", "treasurer", "official", "administrator",
    "provincial_official", "visitor",
)  # fmt: skip
OUT_OF_REACH = ("/accounts/logout/", "/admin/logout/")  # whoever goes out knocks at nothing else
Door = tuple[str, Address]


@cache
def doors(world: World) -> list[Door]:
    """Each address of an own record, of none and of a missing one, with each of those who may open it."""
    actors = {role: actor_of(world.people[role]) for role in PEOPLE if world.people[role]}
    found: list[Door] = []
    for address in addresses(world):
        if address.path in OUT_OF_REACH or address.place not in (OWN, MISSING):
            continue
        found += [(role, address) for role in PEOPLE if _opens(role, actors.get(role), address)]
    return found


@cache
def of_the_interface(world: World) -> list[Door]:
    """The doors for programs."""
    return [door for door in doors(world) if door[1].route.api_class is not None]


@cache
def for_sheets(world: World) -> list[Door]:
    """The doors that take a sheet with rows."""
    return [door for door in doors(world) if door[1].route.name.endswith("_import") or "roster" in door[1].path]


def page_at(address: Address) -> Any:
    """The page of the admin to which an address belongs; None for others."""
    return admin.site._registry.get(model_at(address.route)) if address.route.is_admin else None


def _opens(role: str, actor: Any, address: Address) -> bool:
    declared = getattr(address.route.view, "declared_permission", None)
    actor = actor or (ANONYMOUS if declared else None)
    if address.route.is_admin:
        page = page_at(address)
        asked = type("Asked", (), {"actor": actor})()
        return bool(actor and actor.is_staff and (page is None or page.has_view_permission(asked)))
    if declared is not None:
        return bool(declared(actor))
    return actor is not None
