"""A team's charter and members get versions: what stands there becomes the version in force."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from core.models.migrating import AddConstraint
from django.db.models import F, Q

import core.values.text

IN_FORCE, PROPOSED, REFUSED, ANSWERED = ["declared", "certified"], "proposed", "refused", ["certified", "refused"]


def hang_members_on_charters(apps, schema_editor):
    """Each member becomes one of its team's version; a team that has members alone gets a version that says so."""
    charters, members = apps.get_model("enterprises", "TeamCharter"), apps.get_model("enterprises", "TeamMember")
    for applicant in members.objects.filter(charter=None).values_list("applicant_id", flat=True).distinct():
        charter = charters.objects.filter(applicant_id=applicant).first()
        if charter is None:
            charter = charters.objects.create(applicant_id=applicant, text="登记时没有填写。")
        members.objects.filter(applicant_id=applicant).update(charter=charter)
    # Rows written above wait for their deferred checks, and a table that waits cannot be altered below.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [
        ("enterprises", "0008_corrections_and_designations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="teamcharter",
            options={"ordering": ("-id",), "verbose_name": "团队组成", "verbose_name_plural": "团队组成"},
        ),
        migrations.AlterField(
            model_name="teamcharter",
            name="applicant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="team_charters", to="enterprises.applicant",
                verbose_name="团队",
            ),
        ),
        migrations.AddField(
            model_name="teamcharter",
            name="state",
            field=models.CharField(
                choices=[
                    ("declared", "待核验"), ("certified", "已核验"), ("proposed", "待核对"), ("refused", "未采纳"),
                    ("withdrawn", "已撤回"), ("past", "已更换"),
                ],
                default="declared", max_length=20, verbose_name="状态",
            ),
        ),
        migrations.AddField(
            model_name="teamcharter",
            name="reason",
            field=core.values.text.CanonicalTextField(blank=True, default="", max_length=500, verbose_name="更改理由"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="teamcharter",
            name="entered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL,
                verbose_name="填写人",
            ),
        ),
        migrations.AddField(
            model_name="teamcharter",
            name="entered_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="填写时间"),
        ),
        migrations.AddField(
            model_name="teamcharter",
            name="answered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL,
                verbose_name="核验人",
            ),
        ),
        migrations.AddField(
            model_name="teamcharter",
            name="answered_at",
            field=models.DateTimeField(null=True, verbose_name="核验时间"),
        ),
        migrations.AddField(
            model_name="teamcharter",
            name="answer",
            field=core.values.text.CanonicalTextField(blank=True, default="", max_length=500, verbose_name="答复"),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(model_name="teammember", name="team_has_one_leader"),
        migrations.AddField(
            model_name="teammember",
            name="charter",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="members",
                to="enterprises.teamcharter", verbose_name="团队组成",
            ),
        ),
        migrations.RunPython(hang_members_on_charters, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="teammember",
            name="charter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="members", to="enterprises.teamcharter",
                verbose_name="团队组成",
            ),
        ),
        AddConstraint(
            model_name="teammember",
            constraint=models.UniqueConstraint(
                condition=Q(("leads", True)), fields=("charter",), name="team_has_one_leader",
                violation_error_message="一个团队只有一位负责人。",
            ),
        ),
        AddConstraint(
            model_name="teamcharter",
            constraint=models.UniqueConstraint(
                condition=Q(("state__in", IN_FORCE)), fields=("applicant",), name="team_charter_in_force_once",
                violation_error_message="团队的组成刚有变动，请刷新后再办。",
            ),
        ),
        AddConstraint(
            model_name="teamcharter",
            constraint=models.UniqueConstraint(
                condition=Q(("state", PROPOSED)), fields=("applicant",), name="team_charter_proposed_once",
                violation_error_message="已有一件更改申请等待核对。",
            ),
        ),
        AddConstraint(
            model_name="teamcharter",
            constraint=models.CheckConstraint(
                condition=~Q(("state__in", ANSWERED))
                | (Q(("answered_by__isnull", False)) & ~Q(("answered_by", F("entered_by")))),
                name="team_charter_answered_by_another",
                violation_error_message="填写人不能核验自己填写的内容。",
            ),
        ),
        AddConstraint(
            model_name="teamcharter",
            constraint=models.CheckConstraint(
                condition=~Q(("state", REFUSED)) | ~Q(("answer", "")), name="team_charter_refused_for_a_reason",
                violation_error_message="不采纳的，请写明理由。",
            ),
        ),
    ]  # fmt: skip
