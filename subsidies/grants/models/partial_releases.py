"""What the tables of caps and areas share: an amount given, and rows that free parts of it, never more than all."""

import pgtrigger
from django.db import models
from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce


def counted(rows: models.QuerySet, releases: models.QuerySet, given: str) -> models.QuerySet:
    """`rows` with `left`: the column `given` less what `releases` of each row freed, in the same unit."""
    freed = releases.filter(of=OuterRef("pk")).values("of").annotate(total=Sum("freed")).values("total")
    with_left: models.QuerySet = rows.annotate(
        left=F(given) - Coalesce(Subquery(freed), 0, output_field=models.BigIntegerField())
    )
    return with_left


def no_more_than(name: str, table: str, given: str, releases: str) -> pgtrigger.Trigger:
    """A trigger on `releases` that refuses to free more than the row's column `given` of `table`, all parts together.

    It locks the row that was given, so that two parts freed at once are counted one after the other.
    """
    check = f"""
PERFORM 1 FROM {table} WHERE id = NEW.of_id FOR UPDATE;
IF NEW.freed + (SELECT COALESCE(SUM(freed), 0) FROM {releases} WHERE of_id = NEW.of_id)
   > (SELECT {given} FROM {table} WHERE id = NEW.of_id) THEN
    RAISE EXCEPTION 'no more is released than was granted';
END IF;
RETURN NEW;
"""  # nosec B608: the names are those of our own tables, written beside the models
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=pgtrigger.Insert, func=check)
