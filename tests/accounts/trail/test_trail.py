"""The audit trail is read through every night and on demand; what was edited or taken out is told."""

from typing import Any

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.trail.verifying import HANDLER, verify_trail
from core import audit
from core.models import AuditEntry
from core.outbox import NIGHTLY

pytestmark = pytest.mark.django_db


class Somebody:
    user_id, name, organisation = None, "某人", "某局"


@pytest.fixture
def entries(changzhi: Any, jincheng: Any) -> list[AuditEntry]:
    """Two entries in the chain of Changzhi, one in that of Jincheng."""
    with transaction.atomic():
        return [
            audit.record(by=Somebody(), action="change_record", subject=city, chain=city.key)
            for city in (changzhi, changzhi, jincheng)
        ]


def edited(entry: AuditEntry) -> None:
    with pgtrigger.ignore("core.AuditEntry:audit_no_update"):
        AuditEntry.objects.filter(pk=entry.pk).update(reason="改过")


def test_a_whole_trail_says_so_every_night(entries: list[AuditEntry]) -> None:
    verify_trail()
    noted = AuditEntry.objects.filter(action="check_trail")
    assert {row.chain: row.detail["problems"] for row in noted} == {"changzhi": 0, "jincheng": 0}
    assert HANDLER in NIGHTLY
    assert not any(audit.verify_all().values())


def test_an_edited_entry_is_told_in_its_chain_and_in_the_log(entries: list[AuditEntry], caplog: Any) -> None:
    edited(entries[0])
    verify_trail()
    noted = {row.chain: row.detail["sentences"] for row in AuditEntry.objects.filter(action="check_trail")}
    assert noted == {"changzhi": [f"第 {entries[0].pk} 条内容被改动。"], "jincheng": []}
    assert "内容被改动" in caplog.text


def test_the_command_ends_with_status_one_when_an_entry_was_taken_out(entries: list[AuditEntry], capsys: Any) -> None:
    call_command("verify_audit")
    assert "changzhi：完整" in capsys.readouterr().out
    with pgtrigger.ignore("core.AuditEntry:audit_no_delete"):
        AuditEntry.objects.filter(pk=entries[0].pk).delete()
    with pytest.raises(CommandError, match="缺损"):
        call_command("verify_audit")
    assert "与上一条不相接" in capsys.readouterr().out
