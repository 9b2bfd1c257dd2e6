"""Notices of one city made at once: a number for each, no gap, and nobody waits for another's paper."""

import pytest

from accounts.models import User
from core import outbox
from core.models import OutboxMessage
from enterprises.models import Applicant
from subsidies.awards.models import Notice
from tests import road
from tests.races.together import Meeting, together

MANY = 4


def run_all(handler: str) -> None:
    """Each open message of the handler by a worker of its own."""
    keys = OutboxMessage.objects.filter(handler=handler, done_at=None).values_list("pk", flat=True)
    together([lambda key=key: outbox.run(str(key)) for key in keys])


@pytest.fixture
def _awarded(ready: None, company: Applicant, applicant: User, reviewer: User) -> None:
    road.resident(company)
    for number in range(MANY):
        typed = road.answers(reference=f"GR2026140{number:05d}", recognition_no="1")
        road.awarded(company, applicant, reviewer, typed=typed)


@pytest.mark.usefixtures("_awarded")
def test_papers_of_one_city_are_laid_out_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A layout may take half a minute; who waits for a lock gives up after ten seconds."""
    meeting = Meeting(MANY)

    def laid_out(page: str) -> bytes:
        meeting.wait()
        return page.encode()

    monkeypatch.setattr("subsidies.awards.papers.noticing.render_pdf", laid_out)
    run_all("awards.notice")
    run_all("awards.notice_paper")
    assert meeting.met
    serials = [row.rpartition("〕")[2] for row in Notice.objects.values_list("number", flat=True)]
    assert sorted(serials) == [f"{serial}号" for serial in range(1, MANY + 1)]
