"""A stored file keeps the number of its user without a foreign key: the users' table stands above this app."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="storedfile",
            name="uploaded_by",
            field=models.BigIntegerField("上传人", null=True, db_column="uploaded_by_id"),
        ),
        migrations.RenameField(model_name="storedfile", old_name="uploaded_by", new_name="uploaded_by_id"),
        migrations.AlterField(
            model_name="storedfile",
            name="uploaded_by_id",
            field=models.BigIntegerField("上传人", null=True),
        ),
    ]
