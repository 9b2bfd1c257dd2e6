import core.values.text
import datetime
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
        ("enterprises", "0007_registers_of_enterprises"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("register", models.CharField(max_length=40, verbose_name="记录类别")),
                ("record_id", models.BigIntegerField(verbose_name="记录编号")),
                ("record_name", models.CharField(max_length=300, verbose_name="记录")),
                ("changes", models.JSONField(default=dict, verbose_name="更改内容")),
                ("reason", core.values.text.CanonicalTextField(max_length=1000, verbose_name="更正理由")),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "待处理"), ("taken", "已采纳"), ("refused", "未采纳")],
                        default="proposed",
                        max_length=20,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="提出时间")),
                ("answer", core.values.text.CanonicalTextField(blank=True, max_length=1000, verbose_name="答复")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="答复人",
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="enterprises.applicant",
                        verbose_name="单位",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                        verbose_name="凭据",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提出人",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正申请",
                "verbose_name_plural": "更正申请",
                "ordering": ("-id",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("register", "record_id"),
                        name="correction_open_once",
                        violation_error_message="这条记录已有一件待处理的更正申请，请等部门答复。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_by", None), ("state", "proposed")),
                            models.Q(models.Q(("state", "proposed"), _negated=True), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_answered_by_somebody",
                        violation_error_message="已答复的更正申请须记明答复人。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_refused_for_a_reason",
                        violation_error_message="不采纳的，请写明理由。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Designation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sci_tech_applicant", "科技型企业"),
                            ("service_body", "科技服务机构"),
                            ("approved_outside", "经专班审核的谷外企业"),
                        ],
                        max_length=30,
                        verbose_name="核定事项",
                    ),
                ),
                ("holds", models.BooleanField(verbose_name="是否属于")),
                ("document", core.values.text.CanonicalCharField(max_length=200, verbose_name="依据文件")),
                ("decided_on", models.DateField(verbose_name="核定日期")),
                ("entered_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                (
                    "applicant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="designations",
                        to="enterprises.applicant",
                        verbose_name="单位",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "主体核定",
                "verbose_name_plural": "主体核定",
                "ordering": ("-id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__gte", datetime.date(1900, 1, 1)),
                            ("decided_on__lte", datetime.date(2100, 12, 31)),
                        ),
                        name="designation_decided_on_range",
                        violation_error_message="日期须在1900年1月1日至2100年12月31日之间。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True),
                        name="designation_by_a_document",
                        violation_error_message="请写明依据文件。",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="designation",
            trigger=pgtrigger.compiler.Trigger(
                name="designation_no_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="09840077f1736778b97a395bd1099eb716535688",
                    operation="UPDATE",
                    pgid="pgtrigger_designation_no_update_73a20",
                    table="enterprises_designation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="designation",
            trigger=pgtrigger.compiler.Trigger(
                name="designation_no_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="8618cfeb71f1a1448077fef458f448cba2ad4f49",
                    operation="DELETE",
                    pgid="pgtrigger_designation_no_delete_1be89",
                    table="enterprises_designation",
                    when="BEFORE",
                ),
            ),
        ),
    ]
