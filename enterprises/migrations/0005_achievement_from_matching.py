import datetime

import django.db.models.deletion
from django.db import migrations, models

import core.values.text


class Migration(migrations.Migration):
    """The table of achievements, as it came over from matching."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("enterprises", "0004_persons_and_teams"),
        ("matching", "0002_achievement_moves_down"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Achievement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", core.values.text.CanonicalCharField(max_length=160, verbose_name="成果名称")),
                        ("owner", core.values.text.CanonicalCharField(max_length=120, verbose_name="成果单位")),
                        ("promoted_on", models.DateField(blank=True, null=True, verbose_name="推广（转化）日期")),
                        (
                            "city",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="achievements",
                                to="accounts.city",
                                verbose_name="市",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "科技成果",
                        "verbose_name_plural": "科技成果",
                        "ordering": ("city", "id"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("city", "title", "owner"), name="achievement_once_per_city"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("promoted_on__gte", datetime.date(1900, 1, 1)),
                                    ("promoted_on__lte", datetime.date(2100, 12, 31)),
                                ),
                                name="achievement_promoted_on_range",
                                violation_error_message="日期须在1900年1月1日至2100年12月31日之间。",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
