"""What a number names: that of a sale its seller's, that of a certificate its prize's; a platform that state or province
recognised is one in all cities.

What is there keeps its identity: something may have been paid under it.
"""

from typing import Any

from django.db import migrations, models

from core.models.migrating import AddConstraint

from core.values.keys import key_of

TAKEN = "这个编号已经登记过，请核对；确为本单位的，请联系园区服务窗口核实。"
MOST = 200


def joined(*parts: object) -> str:
    return "|".join(key_of(str(part)) if part not in (None, "") else "" for part in parts)[:MOST]


def name_deals(apps: Any, schema_editor: Any) -> None:
    """By seller and number; known besides by number, buyer and day."""
    for row in apps.get_model("enterprises", "Deal").objects.order_by("pk"):
        _name(row, joined(row.applicant_id, row.contract_no))
        _know(apps, "deal", row, joined(row.contract_no, row.buyer, row.closed_on))


def name_prizes(apps: Any, schema_editor: Any) -> None:
    """By kind, name and number; known besides by which prize it is, its day and number."""
    for row in apps.get_model("enterprises", "Prize").objects.order_by("pk"):
        _name(row, joined(row.kind, row.name, row.certificate_no))
        _know(apps, "prize", row, joined(row.kind, row.prize or row.contest, row.awarded_on, row.certificate_no))


def name_platforms(apps: Any, schema_editor: Any) -> None:
    """Without the city, where state or province recognised it."""
    for row in apps.get_model("enterprises", "Platform").objects.filter(level__in=["national", "provincial"]):
        _name(row, joined("", row.name, row.level))


def _name(row: Any, key: str) -> None:
    """Where a very long name is cut and equals another, the later keeps its key, which nothing new can equal."""
    rows = type(row).objects
    whose = {"city": row.city_id} if hasattr(row, "city_id") else {}
    if not rows.filter(key=key, **whose).exclude(pk=row.pk).exists():
        rows.filter(pk=row.pk).update(key=key)


def _know(apps: Any, register: str, row: Any, key: str) -> None:
    known = apps.get_model("enterprises", "KnownKey").objects
    known.get_or_create(register=register, key=key, defaults={"identity": row.identity})


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0012_payee_numbers")]

    operations = [
        migrations.RemoveConstraint(model_name="platform", name="platform_once"),
        migrations.RunPython(name_deals, migrations.RunPython.noop),
        migrations.RunPython(name_prizes, migrations.RunPython.noop),
        migrations.RunPython(name_platforms, migrations.RunPython.noop),
        AddConstraint(
            model_name="platform",
            constraint=models.UniqueConstraint(
                fields=("city", "key"), name="platform_once", violation_error_message=TAKEN
            ),
        ),
    ]
