"""A figure is released while an award is reckoned: the award rests on one set of figures, and replays to the fen."""

import threading
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import Role, actor_of
from accounts.models import User
from core import outbox
from enterprises.models import Applicant
from subsidies.awards import awarding
from subsidies.awards.models import Award
from subsidies.awards.replaying import replay, stored
from subsidies.catalogue import releasing
from subsidies.catalogue.models import Edition, PolicyDocument
from tests import road
from tests.core.files.uploads_for_tests import PDF
from tests.factories import office_user
from tests.races.test_money import waiting
from tests.races.together import Meeting, together


@pytest.fixture
def edition(ready: None, changzhi: Any) -> Edition:
    """A dearer rent, entered and not yet released."""
    document = PolicyDocument.objects.get(city=changzhi)
    source = releasing.Source("superior", "长政办发〔2026〕1号", date(2026, 1, 5), date(2025, 1, 1))
    return releasing.enter(
        document=document, source=source, upload=SimpleUploadedFile("依据.pdf", PDF),
        values=[releasing.Entered(("CZ-12", "early_rate", "workshop"), "12")],
        by=actor_of(office_user(Role.POLICY_EDITOR, changzhi)),
    )  # fmt: skip


def release_in_the_middle(patch: pytest.MonkeyPatch, edition: Edition) -> Meeting:
    """Reckon what waits, and release the edition as soon as the engine has answered."""
    meeting, answered, original = Meeting(2), threading.Event(), awarding.ruling_on
    by = actor_of(office_user(Role.POLICY_RELEASER, edition.document.city))

    def paused(*args: Any) -> Any:
        answer = original(*args)
        answered.set()
        meeting.wait()
        return answer

    def release() -> None:
        answered.wait(30)
        releasing.release(edition=edition, by=by)
        meeting.wait()

    (key,) = waiting()
    patch.setattr(awarding, "ruling_on", paused)
    assert together([lambda: outbox.run(key), release])[1] is None
    return meeting


@pytest.fixture
def approved(ready: None, company: Applicant, applicant: User, reviewer: User) -> None:
    road.approved(road.resident(company), applicant, reviewer, **road.RENT)


def test_a_release_waits_for_the_award_that_is_being_reckoned(
    approved: None, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not release_in_the_middle(monkeypatch, edition).met
    award = Award.objects.get()
    assert (award.amount_fen, award.figures) == (10 * 1000 * 12 * 100, [])
    assert replay(stored()).differences == []
    edition.refresh_from_db()
    assert edition.state == "released"


def test_without_waiting_the_award_could_not_be_reckoned_again(
    approved: None, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (awarding, releasing):
        monkeypatch.setattr(module, "hold_figures", lambda **kwargs: None)
    assert release_in_the_middle(monkeypatch, edition).met
    assert replay(stored()).differences
