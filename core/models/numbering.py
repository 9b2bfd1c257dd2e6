"""Running numbers of documents, without gaps or twins."""

import pgtrigger
from django.db import models, transaction

COUNTS_ON = """
IF NEW.series IS DISTINCT FROM OLD.series OR NEW.last IS DISTINCT FROM OLD.last + 1 THEN
    RAISE EXCEPTION 'a series of numbers goes on by one';
END IF;
RETURN NEW;
"""


class NumberSequence(models.Model):
    """The last number given in a series, for example the notices of one city in one year."""

    series = models.CharField("编号序列", max_length=80, unique=True)
    last = models.PositiveIntegerField("末号", default=0)

    class Meta:
        verbose_name = "编号序列"
        verbose_name_plural = "编号序列"
        triggers = (
            pgtrigger.Trigger(
                name="number_counts_on", when=pgtrigger.Before, operation=pgtrigger.Update, func=COUNTS_ON
            ),
            pgtrigger.Protect(name="number_no_delete", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"

    @classmethod
    def next(cls, series: str) -> int:
        """The next number of `series`, counted from 1. Runs inside the caller's transaction, which holds the row."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("a document number is taken inside a transaction")
        cls.objects.get_or_create(series=series)
        row = cls.objects.select_for_update().get(series=series)
        row.last += 1
        row.save(update_fields=["last"])
        return row.last
