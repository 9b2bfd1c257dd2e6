"""Nothing ever wrote the hash of an identity number of a person, or its end."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("talent", "0002_registers")]

    operations = [
        migrations.RemoveConstraint(model_name="person", name="person_once_by_identity"),
        migrations.RemoveField(model_name="person", name="identity_hash"),
        migrations.RemoveField(model_name="person", name="identity_end"),
    ]
