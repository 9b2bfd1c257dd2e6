"""A new key: every sealed number is brought under it, so that the old one can go."""

from django.db import transaction

from core.sealing import reseal
from enterprises.models import PayeeNumber


def reseal_all() -> int:
    """Bring each number under the first of SEALING_KEYS, all or none; how many. Nobody reads one.

    Raises Refused where a number opens under none of the keys.
    """
    with transaction.atomic():
        rows = list(PayeeNumber.objects.select_for_update().order_by("pk"))
        for row in rows:
            row.sealed = reseal(row.sealed)
        PayeeNumber.objects.bulk_update(rows, ["sealed"], batch_size=1000)
    return len(rows)
