"""The keys by which all registers compare their records, those of old among them, fold traditional characters too.

What is there keeps its identity: something may have been paid under it. Where two rows would now bear one key, the
later keeps its own until it is written again; whoever does that is told that it is there twice.
"""

from contextlib import suppress
from typing import Any

from django.db import IntegrityError, migrations, transaction
from opencc import OpenCC

from core.values.keys import key_of

SIMPLIFIED = OpenCC("t2s")
WINGS = ("enterprises", "parks", "talent", "funds")


def fold(apps: Any, schema_editor: Any) -> None:
    for wing in WINGS:
        for model in apps.get_app_config(wing).get_models():
            if {"key", "identity"} <= {field.name for field in model._meta.fields}:
                _fold_rows(model.objects)


def folded(key: str) -> str:
    """Part by part, since a part may be the identity of another record, which is no text."""
    return "|".join(part if _simplified(part) == part else key_of(part) for part in key.split("|"))


def _simplified(text: str) -> str:
    """Character by character, as keys are folded: by itself the library keeps 乾坤."""
    return "".join(map(SIMPLIFIED.convert, text))


def _fold_rows(rows: Any) -> None:
    for pk, key in rows.order_by("pk").values_list("pk", "key"):
        if folded(key) != key:
            with suppress(IntegrityError), transaction.atomic():
                rows.filter(pk=pk).update(key=folded(key))


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0006_walls"),
        ("enterprises", "0016_walls"),
        ("parks", "0007_walls"),
        ("talent", "0004_walls"),
        ("funds", "0003_walls"),
    ]

    operations = [migrations.RunPython(fold, migrations.RunPython.noop)]
