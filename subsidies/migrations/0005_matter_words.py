from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("subsidies", "0004_settled_editions"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="matter",
            options={"verbose_name": "已核定事项", "verbose_name_plural": "已核定事项"},
        ),
    ]
