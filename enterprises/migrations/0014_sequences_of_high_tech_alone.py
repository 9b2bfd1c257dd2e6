from django.db import migrations


def forget_settled(apps, schema_editor):
    """Certifying wrote a number into recognitions of every kind, though only high-tech certificates are numbered."""
    rows = apps.get_model("enterprises", "Recognition").objects.exclude(kind="high_tech")
    rows.filter(certified=True).update(stated_sequence=None)


class Migration(migrations.Migration):
    """Which recognition of its kind it is stands with those alone that are rewarded by it."""

    dependencies = [
        ("enterprises", "0013_whose_number_it_is"),
    ]

    operations = [
        migrations.RunPython(forget_settled, migrations.RunPython.noop),
    ]
