from django.db import migrations

# The fields of the key and of the identity make their values from the class, which a migration has not: so in SQL.
# Tenants of one space, one after the other, have a row each and one identity.
FILL = """
    INSERT INTO parks_premises (
        applicant_id, space_id, key, identity, certified, certified_at, source, address, kind, owner, lease_no
    )
    SELECT DISTINCT
        applicant_id, space_id, 'space|' || space_id, md5('space|' || space_id), true, now(), '园区租约',
        '', '', '', ''
    FROM parks_tenancy
    ON CONFLICT (applicant_id, key) DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("parks", "0002_registers")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
