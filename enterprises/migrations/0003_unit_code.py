import core.values.identifiers
import enterprises.models.unit_code
from django.db import migrations, models

from core.models.migrating import AddConstraint
from django.db.models import F


def name_by_credit_code(apps, schema_editor):
    """All who are there have a credit code, and go on being known by it."""
    apps.get_model("enterprises", "Applicant").objects.update(unit_code=F("uscc"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("enterprises", "0002_registers"),
    ]

    operations = [
        migrations.AddField(
            model_name="applicant",
            name="unit_code",
            field=enterprises.models.unit_code.UnitCodeField(
                default="", editable=False, max_length=18, verbose_name="申请人代码"
            ),
        ),
        migrations.RunPython(name_by_credit_code, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="applicant",
            name="unit_code",
            field=enterprises.models.unit_code.UnitCodeField(
                default="", editable=False, max_length=18, unique=True, verbose_name="申请人代码"
            ),
        ),
        migrations.AlterField(
            model_name="applicant",
            name="uscc",
            field=models.CharField(
                blank=True,
                help_text="没有统一社会信用代码的科创团队和个人不填。",
                max_length=18,
                null=True,
                unique=True,
                validators=[core.values.identifiers.validate_uscc],
                verbose_name="统一社会信用代码",
            ),
        ),
        AddConstraint(
            model_name="applicant",
            constraint=models.CheckConstraint(
                condition=models.Q(("uscc__isnull", False), ("kind__in", ("team", "individual")), _connector="OR"),
                name="applicant_has_credit_code",
                violation_error_message="除科创团队和个人外，须填写统一社会信用代码。",
            ),
        ),
        AddConstraint(
            model_name="applicant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("uscc", None),
                    ("unit_code", models.F("uscc")),
                    ("unit_code__startswith", "P"),
                    _connector="OR",
                ),
                name="applicant_is_known_by_its_own_code",
                violation_error_message="申请人代码应为其统一社会信用代码或门户编号。",
            ),
        ),
    ]
