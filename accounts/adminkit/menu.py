"""The places of the office's menu: each page of the admin says where it stands, under which words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MenuEntry:
    """One entry of the menu, named on the page (`ScopedModelAdmin.menu`) that it leads to.

    `group` is one of the workbench's groups and `place` the order within it; `address` names another view of the page
    than its list; `needs` is what of the page's `role_permissions` a person must hold to be shown the entry.
    """

    group: str
    place: int
    title: str
    icon: str
    address: str = ""
    needs: str = "view"
