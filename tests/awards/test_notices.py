"""Notices: numbered without gaps, printed once, whatever fails between."""

from datetime import date
from typing import Any

import pytest
import time_machine

from core.files import stored_path
from core.models import NumberSequence, OutboxMessage
from subsidies.awards.models import Award, Notice
from subsidies.awards.papers.noticing import PAPER, number_notice
from tests import road

pytestmark = pytest.mark.django_db


@pytest.fixture
def awards(ready, company, applicant, reviewer, monkeypatch: pytest.MonkeyPatch) -> list[Award]:
    """Two awards of one city; papers are laid out at once."""
    monkeypatch.setattr("subsidies.awards.papers.noticing.render_pdf", lambda page: page.encode())
    road.awarded(company, applicant, reviewer)
    road.awarded(company, applicant, reviewer, **road.RENT)
    return list(Award.objects.order_by("pk"))


def numbers() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("number", flat=True))


def test_a_paper_that_fails_keeps_its_number_for_the_next_try(awards: list[Award], monkeypatch: Any) -> None:
    road.work_off("awards.notice")
    first, second = OutboxMessage.objects.filter(handler=PAPER).order_by("created_at")
    pages: list[str] = []

    def failing(page: str) -> bytes:
        pages.append(page)
        if len(pages) == 1:
            raise ValueError("the worker died")
        return page.encode()

    monkeypatch.setattr("subsidies.awards.papers.noticing.render_pdf", failing)
    road.work_off(PAPER)
    assert numbers() == [second.arguments["number"]]
    road.work_off(PAPER)
    assert pages[0] == pages[2]
    notice = Notice.objects.get(award=awards[0])
    assert (notice.number, notice.verify_code) == (first.arguments["number"], first.arguments["code"])
    assert NumberSequence.objects.get(series__startswith="notice:").last == 2


def test_an_award_is_numbered_once_however_often_it_is_asked_for(awards: list[Award]) -> None:
    for _ in range(2):
        number_notice(awards[0].pk)
    road.noticed()
    number_notice(awards[0].pk)
    road.noticed()
    assert Notice.objects.count() == len(set(numbers())) == 2
    assert NumberSequence.objects.get(series__startswith="notice:").last == 2


def test_a_notice_printed_in_the_new_year_keeps_the_day_of_its_number(awards: list[Award]) -> None:
    with time_machine.travel("2026-12-31T15:59:00Z", tick=False):  # a minute before midnight in Shanxi
        road.work_off("awards.notice")
    with time_machine.travel("2026-12-31T16:01:00Z", tick=False):
        road.work_off(PAPER)
    notice = Notice.objects.get(award=awards[0])
    assert notice.issued_on == date(2026, 12, 31) and "〔2026〕1号" in notice.number
    assert "2026年12月31日" in stored_path(notice.file.storage_name).read_text()
