"""The office's menu: each wing registers its group, each page of the admin says where it stands in one."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the menu, named on the page (`ScopedModelAdmin.menu`) that it leads to.

    `group` is the key of a registered group and `place` the order within it; `address` names another view of the page
    than its list; `needs` is what of the page's `role_permissions` a person must hold to be shown the entry.
    """

    group: str
    place: int
    title: str
    icon: str
    address: str = ""
    needs: str = "view"


_GROUPS: dict[str, tuple[int, str]] = {}


def register_group(key: str, title: str, place: int) -> None:
    """Open a group of the menu under its title; `place` is its order among the groups."""
    _GROUPS[key] = (place, title)


def menu_groups() -> dict[str, str]:
    """The titles of the groups by their keys, in the order of their places."""
    return {key: title for key, (_, title) in sorted(_GROUPS.items(), key=lambda row: row[1])}
