from django.db import migrations


class Migration(migrations.Migration):
    """Achievements are a register of enterprises now: the table goes over as it is, with its rows."""

    dependencies = [
        ("matching", "0001_initial"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.AlterModelTable("Achievement", "enterprises_achievement")],
            state_operations=[migrations.DeleteModel("Achievement")],
        ),
    ]
