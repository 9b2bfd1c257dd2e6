"""Where an office's page stands: the menu's own names, from its group down to the record."""

from typing import Any, NamedTuple

from django.urls import reverse

from accounts.adminkit.base import ScopedModelAdmin
from accounts.adminkit.menu import MenuEntry, menu_groups
from jinchuanggu.workbench.navigation import entries, is_active, link_of


class Crumb(NamedTuple):
    """A name of the way, and the address that it leads to where there is one."""

    title: str
    link: str = ""


def crumbs_of(path: str, context: Any) -> list[Crumb]:
    """The group, the entry, then the record or the page's own title. Empty for a page that no entry leads to."""
    found = _entry_of(path)
    if found is None:
        return []
    page, entry = found
    way = [Crumb(menu_groups()[entry.group]), Crumb(entry.title, link_of(page, entry))]
    if path == way[-1].link:
        return way
    record = context.get("original")
    if record is None or isinstance(record, str):
        return [*way, Crumb(str(context.get("title") or ""))] if context.get("title") else way
    meta = record._meta
    return [*way, Crumb(str(record), reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk]))]


def _entry_of(path: str) -> tuple[ScopedModelAdmin, MenuEntry] | None:
    rows = entries()
    links = [link_of(page, entry) for page, entry in rows]
    return next((row for row, link in zip(rows, links, strict=True) if is_active(path, link, links)), None)
