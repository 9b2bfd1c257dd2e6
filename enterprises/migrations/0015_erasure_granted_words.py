from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enterprises", "0014_sequences_of_high_tech_alone"),
    ]

    operations = [
        migrations.AlterField(
            model_name="erasurerequest",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "待办理"),
                    ("granted", "已按申请删除"),
                    ("denied", "不予删除"),
                    ("taken_back", "已撤回"),
                ],
                default="asked",
                max_length=20,
                verbose_name="状态",
            ),
        ),
    ]
