"""The day from which a plan runs, and two rules that a target keeps."""

import datetime

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="target",
            name="since",
            field=models.DateField(default=datetime.date(2024, 7, 16), verbose_name="起算日"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("figure__gt", 0)),
                name="target_figure_positive",
                violation_error_message="目标值须大于0。",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("by__gt", django.db.models.expressions.F("since"))),
                name="target_day_after_start",
                violation_error_message="目标日须晚于起算日。",
            ),
        ),
    ]
