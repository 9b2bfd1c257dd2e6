"""Entries that wait for the end of a long deed: nobody waits for its chain meanwhile, and what failed tells nothing."""

from contextlib import suppress

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actor import SYSTEM
from accounts.models import City
from core import audit
from core.models import AuditEntry

pytestmark = pytest.mark.django_db


def tell(city: City, reason: str) -> None:
    with transaction.atomic():
        audit.record(by=SYSTEM, action="accept", subject=city, chain=city.key, reason=reason)


def told(city: City) -> list[str]:
    return [row.reason for row in audit.history(city)]


def test_entries_are_written_at_the_end_in_their_order_each_in_its_chain(changzhi: City, jincheng: City) -> None:
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        with audit.held_back():
            for reason in ("甲", "乙", "丙"):
                tell(changzhi, reason)
            tell(jincheng, "丁")
            assert not AuditEntry.objects.exists() and not [row for row in queries if "advisory" in row["sql"]]
        assert len([row for row in queries if "advisory" in row["sql"]]) == 2
    assert told(changzhi) == ["甲", "乙", "丙"] and told(jincheng) == ["丁"]
    assert not any(audit.verify_all().values())


def test_what_fails_or_is_only_tried_tells_nothing(changzhi: City) -> None:
    with transaction.atomic(), audit.held_back():
        tell(changzhi, "先")
        with suppress(ZeroDivisionError), audit.held_back():
            tell(changzhi, "失败的")
            raise ZeroDivisionError
        with audit.held_back() as tried:
            tell(changzhi, "试的")
            tried.drop()
        with audit.held_back():
            tell(changzhi, "后")
        tell(changzhi, "末")
    assert told(changzhi) == ["先", "后", "末"]
    tell(changzhi, "平常的")
    assert told(changzhi)[-1] == "平常的" and not any(audit.verify_all().values())


def test_the_whole_that_fails_tells_nothing_either(changzhi: City) -> None:
    with suppress(ZeroDivisionError), transaction.atomic(), audit.held_back():
        tell(changzhi, "甲")
        raise ZeroDivisionError
    assert told(changzhi) == []
