"""The admin's navigation, grouped by work: each person sees what their roles let them open.

Groups are registered by the wings; which entries they hold is said by the pages (`ScopedModelAdmin.menu`).
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.urls import reverse

from accounts.actor import StandingKind
from accounts.actor.roles import ROLE_NAMES
from accounts.adminkit.base import ScopedModelAdmin
from accounts.adminkit.duties import Duty
from accounts.adminkit.menu import MenuEntry, menu_groups
from accounts.requests.portal_request import PortalRequest
from jinchuanggu.workbench.duties import duties


def navigation(request: PortalRequest) -> list[dict[str, Any]]:
    """Groups with the entries that this person may open; what waits for them comes first."""
    groups: list[dict[str, Any]] = [{"title": "待办", "items": [_home(), *(_duty(row) for row in duties(request))]}]
    links = [link_of(page, entry) for page, entry in entries()]
    for group, title in menu_groups().items():
        rows = [(page, entry) for page, entry in entries() if entry.group == group]
        shown = [_entry(entry, link_of(page, entry), links) for page, entry in rows if page.holds(request, entry.needs)]
        if shown:
            groups.append({"title": title, "items": shown, "separator": True, "collapsible": len(shown) > 6})
    return groups


def entries() -> list[tuple[ScopedModelAdmin, MenuEntry]]:
    """Every entry with its page, in the order of their places."""
    return sorted(_entries(), key=lambda row: row[1].place)


def _entries() -> Iterator[tuple[ScopedModelAdmin, MenuEntry]]:
    for page in admin.site._registry.values():
        if isinstance(page, ScopedModelAdmin):
            yield from ((page, entry) for entry in page.menu)


def _home() -> dict[str, Any]:
    return {"title": "工作台", "icon": "dashboard", "link": reverse("admin:index")}


def _duty(row: Duty) -> dict[str, Any]:
    badge = {"badge": str(row.count), "badge_variant": "warning"} if row.count else {}
    return {"title": row.title, "icon": row.icon, "link": row.url, "active": lambda _: False, **badge}


def link_of(page: ScopedModelAdmin, entry: MenuEntry) -> str:
    """The address that an entry leads to."""
    return reverse(entry.address or f"admin:{page.opts.app_label}_{page.opts.model_name}_changelist")


def _entry(entry: MenuEntry, link: str, links: list[str]) -> dict[str, Any]:
    return {
        "title": entry.title, "icon": entry.icon, "link": link,
        "active": lambda asked: is_active(asked.path, link, links),
    }  # fmt: skip


def is_active(path: str, link: str, links: list[str]) -> bool:
    """The entry whose address is the longest that the page's begins with."""
    return link == max((row for row in links if path.startswith(row)), key=len, default="")


def offices_of(request: PortalRequest) -> str:
    """For whom the person acts, under the name of the site."""
    actor = request.actor
    rows = [row for row in actor.standings if row.kind == StandingKind.DEPARTMENT]
    return "、".join(dict.fromkeys(f"{row.organisation} {ROLE_NAMES[row.role]}" for row in rows))


def account_links(request: PortalRequest) -> list[dict[str, Any]]:
    """The person's own menu."""
    return [{"title": "修改密码", "link": reverse("accounts:password_change")}]
