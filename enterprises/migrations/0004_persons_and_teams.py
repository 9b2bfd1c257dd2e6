import core.values.text
import django.db.models.deletion
import enterprises.values.applicant_kinds
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from core.models.migrating import AddConstraint


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_city_footer"),
        ("core", "0001_initial"),
        ("enterprises", "0003_unit_code"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("notice", "个人信息告知书"),
                            ("identity", "用公民身份号码核对是否重复注册"),
                            ("staff", "已告知名册所列人员"),
                        ],
                        max_length=20,
                        verbose_name="同意事项",
                    ),
                ),
                ("version", models.CharField(max_length=20, verbose_name="文本版本")),
                ("given_at", models.DateTimeField(auto_now_add=True, verbose_name="同意时间")),
            ],
            options={
                "verbose_name": "同意记录",
                "verbose_name_plural": "同意记录",
                "ordering": ("given_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="TeamCharter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "text",
                    core.values.text.CanonicalTextField(blank=True, max_length=5000, verbose_name="章程或组建协议"),
                ),
            ],
            options={
                "verbose_name": "团队章程",
                "verbose_name_plural": "团队章程",
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", core.values.text.CanonicalCharField(max_length=60, verbose_name="姓名")),
                ("employer", core.values.text.CanonicalCharField(blank=True, max_length=120, verbose_name="工作单位")),
                ("leads", models.BooleanField(default=False, verbose_name="负责人")),
            ],
            options={
                "verbose_name": "团队成员",
                "verbose_name_plural": "团队成员",
                "ordering": ("-leads", "id"),
            },
        ),
        migrations.AddField(
            model_name="applicant",
            name="identity_end",
            field=models.CharField(blank=True, editable=False, max_length=4, verbose_name="身份证号末四位"),
        ),
        migrations.AddField(
            model_name="applicant",
            name="identity_hash",
            field=models.CharField(
                blank=True, editable=False, max_length=64, null=True, unique=True, verbose_name="身份证号校验值"
            ),
        ),
        AddConstraint(
            model_name="applicant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("identity_hash", None),
                    ("kind", enterprises.values.applicant_kinds.ApplicantKind["INDIVIDUAL"]),
                    _connector="OR",
                ),
                name="applicant_identity_of_a_person",
                violation_error_message="只有个人登记身份证号的校验值。",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="applicant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consents",
                to="enterprises.applicant",
                verbose_name="申请人",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="同意人",
            ),
        ),
        migrations.AddField(
            model_name="teamcharter",
            name="applicant",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="team_charter",
                to="enterprises.applicant",
                verbose_name="团队",
            ),
        ),
        migrations.AddField(
            model_name="teamcharter",
            name="paper",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.storedfile",
                verbose_name="章程文件",
            ),
        ),
        migrations.AddField(
            model_name="teammember",
            name="applicant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="team_members",
                to="enterprises.applicant",
                verbose_name="团队",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="consent_no_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="1355c806e9e7c89054fc3065d0a16fbe750a8c34",
                    operation="UPDATE",
                    pgid="pgtrigger_consent_no_update_5657a",
                    table="enterprises_consent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="consent_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="30af13585d4891db64f5bffc88df8cddde6aaf68",
                    operation="DELETE",
                    pgid="pgtrigger_consent_no_delete_2e1a6",
                    table="enterprises_consent",
                    when="BEFORE",
                ),
            ),
        ),
        AddConstraint(
            model_name="teamcharter",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("text", ""), _negated=True), ("paper__isnull", False), _connector="OR"),
                name="team_charter_says_something",
                violation_error_message="请填写章程或组建协议的主要内容，或上传文件。",
            ),
        ),
        AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("leads", True)),
                fields=("applicant",),
                name="team_has_one_leader",
                violation_error_message="一个团队只有一位负责人。",
            ),
        ),
    ]
