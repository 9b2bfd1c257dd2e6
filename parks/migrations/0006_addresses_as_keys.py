"""Rooms that a tenant rents by itself are named by their address alone, folded like every other key."""

from typing import Any

from django.db import migrations

from core.values.keys import key_of


def fold(apps: Any, schema_editor: Any) -> None:
    """Of two rows that now name one place, the later keeps its key, which nothing new can equal."""
    rows = apps.get_model("parks", "Premises").objects.filter(space=None).order_by("pk")
    seen: set[tuple[int, str]] = set()
    for row in rows:
        key = key_of(row.address)[:200]
        if (row.applicant_id, key) not in seen:
            seen.add((row.applicant_id, key))
            rows.filter(pk=row.pk).update(key=key)


class Migration(migrations.Migration):
    dependencies = [("parks", "0005_services")]

    operations = [migrations.RunPython(fold, migrations.RunPython.noop)]
