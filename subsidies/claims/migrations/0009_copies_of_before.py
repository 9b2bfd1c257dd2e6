"""Copies made before a claim named what it was copied from: the trail tells of which."""

from django.db import migrations

COPIES = """
UPDATE claims_claim AS made SET copied_from_id = (
    SELECT original.id FROM core_auditentry AS entry, claims_claim AS original
    WHERE entry.subject_type = 'claim' AND entry.action = 'copy_claim' AND entry.subject_id = made.id::text
        AND entry.detail ->> 'copied_of' IN (original.number, original.public_id::text)
        AND original.applicant_id = made.applicant_id
    ORDER BY entry.id DESC LIMIT 1
)
WHERE made.copied_from_id IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0008_copied_from"), ("core", "0001_initial")]

    operations = [migrations.RunSQL(COPIES, migrations.RunSQL.noop)]
