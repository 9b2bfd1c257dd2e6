from django.db import migrations, models


def forget_ones(apps, schema_editor):
    """1 was what stood there where nobody had said anything; the number is told from the days of issue."""
    apps.get_model("enterprises", "Recognition").objects.filter(stated_sequence__lte=1).update(stated_sequence=None)


class Migration(migrations.Migration):
    """Which recognition of its kind it is follows from the certificates; kept is what was stated."""

    dependencies = [
        ("enterprises", "0005_achievement_from_matching"),
    ]

    operations = [
        migrations.RenameField("recognition", "sequence", "stated_sequence"),
        migrations.AlterField(
            model_name="recognition",
            name="stated_sequence",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="以前的证书没有全部登记的填写，首次认定为1；都登记了的不填，按发证日期排定。",
                null=True,
                verbose_name="第几次认定",
            ),
        ),
        migrations.RunPython(forget_ones, migrations.RunPython.noop),
    ]
