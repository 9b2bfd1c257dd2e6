"""Replay: a stored award comes to the same fen, and what differs is told."""

from typing import Any

import pgtrigger
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from core.models import AuditEntry, OutboxMessage
from core.outbox import NIGHTLY
from core.outbox.tasks import request_nightly_work
from subsidies.awards.awarding import content_hash
from subsidies.awards.models import Award
from subsidies.awards.replaying import HANDLER, Report, replay, replay_all, stored
from tests import road

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(policies: None, company: Any, applicant: Any, reviewer: Any) -> Award:
    """300,000 yuan for a first certificate."""
    road.awarded(road.resident(company), applicant, reviewer)
    return Award.objects.get()


def tampered(award: Award, **other: Any) -> None:
    with pgtrigger.ignore("awards.Award:award_no_update"):
        Award.objects.filter(pk=award.pk).update(**other)


def test_stored_awards_come_to_the_same(award: Award, company: Any, applicant: Any, reviewer: Any) -> None:
    road.awarded(company, applicant, reviewer, **road.RENT)
    road.decided_at_the_desk(road.beside(award.claim), reviewer)
    road.work_off("awards.reckon")
    report = replay(stored())
    assert (report.checked, report.differences) == (3, [])
    assert Award.objects.filter(outcome="not_payable", reasons=["duplicate_matter"]).exists()


def test_a_fen_of_difference_is_told(award: Award) -> None:
    tampered(award, amount_fen=300_000_01)
    items = {row.item for row in replay(stored()).differences}
    assert items == {"金额", "内容摘要"}


def test_other_facts_are_told(award: Award) -> None:
    tampered(award, claim_input=award.claim_input | {"facts": {"recognition_no": 2}})
    assert {"金额", "分担"} <= {row.item for row in replay(stored()).differences}


def test_steps_are_compared_with_those_of_the_same_version_alone(award: Award) -> None:
    reworded = [row | {"rule": f"{row['rule']}。"} for row in award.steps]
    tampered(award, steps=reworded)
    assert {row.item for row in replay(stored()).differences} == {"核算步骤", "内容摘要"}
    tampered(award, engine_version="1.0")
    tampered(award, sha256=content_hash(Award.objects.get()))
    assert replay(stored()).differences == []
    tampered(award, amount_fen=1)
    assert {row.item for row in replay(stored()).differences} == {"金额", "内容摘要"}


def test_rules_that_are_gone_are_told(award: Award) -> None:
    tampered(award, rules_sha256="0" * 64)
    assert "不能复算" in str(replay(stored()).differences[0])


def test_no_citys_trail_is_held_while_another_citys_awards_are_reckoned(policies: None, monkeypatch: Any) -> None:
    """An entry holds its chain until the commit, and a night's replay may take long."""
    taken, seen = trails_taken(), []

    def watched(awards: Any) -> Report:
        seen.append(trails_taken() - taken)
        return replay(awards)

    monkeypatch.setattr("subsidies.awards.replaying.replay", watched)
    replay_all()
    assert seen == [0, 0, 0] and trails_taken() - taken == 3


def trails_taken() -> int:
    """How many advisory locks this connection holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_command_answers_in_a_sentence(award: Award, capsys: Any) -> None:
    call_command("replay_awards")
    assert "全部一致" in capsys.readouterr().out
    tampered(award, amount_fen=1)
    with pytest.raises(CommandError, match="不一致"):
        call_command("replay_awards", "--city", "changzhi")


def test_command_never_says_that_all_is_well_of_what_is_not_there(award: Award, capsys: Any) -> None:
    number = str(award.claim.number)
    for options, sentence in [
        (["--claim", "NOPE"], "没有编号为“NOPE”的申报。"),
        (["--city", "mars"], "没有代号为“mars”的市。"),
        (["--claim", number, "--city", "jincheng"], f"申报“{number}”在所选范围内没有核定结果。"),
    ]:
        with pytest.raises(CommandError, match=f"^{sentence}$"):
            call_command("replay_awards", *options)
    call_command("replay_awards", "--city", "jincheng")
    assert capsys.readouterr().out == "还没有核定结果，没有复核任何一份。\n"
    call_command("replay_awards", "--claim", number, "--city", "changzhi")
    assert "复核 1 份核定结果，全部一致" in capsys.readouterr().out


def test_every_night_the_trail_of_each_city_says_so(award: Award) -> None:
    assert HANDLER in NIGHTLY
    request_nightly_work()
    request_nightly_work()
    assert OutboxMessage.objects.filter(handler=HANDLER).count() == 1
    road.work_off(HANDLER)
    entries = AuditEntry.objects.filter(action="replay_awards")
    assert {row.chain: row.detail["checked"] for row in entries} == {"changzhi": 1, "jincheng": 0, "luliang": 0}


def test_reviewer_replays_what_they_choose(award: Award, reviewer: Any, client_of: Any) -> None:
    typed = {"action": "replay_chosen", "_selected_action": [award.pk]}
    text = client_of(reviewer).post(reverse("admin:awards_award_changelist"), typed, follow=True).content.decode()
    assert "复核 1 份核定结果，全部一致" in text


def test_awards_of_another_city_are_not_replayed(award: Award, reviewer_elsewhere: Any, client_of: Any) -> None:
    typed = {"action": "replay_chosen", "_selected_action": [award.pk]}
    client = client_of(reviewer_elsewhere)
    text = client.post(reverse("admin:awards_award_changelist"), typed, follow=True).content.decode()
    assert "复核 1 份" not in text
