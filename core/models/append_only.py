"""Rows that are written once: the database itself refuses to change or delete them."""

import pgtrigger


def append_only(what: str) -> list[pgtrigger.Trigger]:
    """Triggers for `Meta.triggers` that refuse UPDATE and DELETE of the table called `what` in the trigger's name."""
    return [
        pgtrigger.Protect(name=f"{what}_no_update", operation=pgtrigger.Update),
        pgtrigger.Protect(name=f"{what}_no_delete", operation=pgtrigger.Delete),
    ]
