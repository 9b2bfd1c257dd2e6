"""Every award and every notice that the demo's applicants get."""

from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from tests.pins.claims_of_the_demo import DAY, Made, made
from tests.pins.pinning import Pinned

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Made:
    """The claims, made once; nothing of them stays in the database."""
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(PASSWORD_HASHERS=quick, MEDIA_ROOT=media),
        time_machine.travel(DAY, tick=False),
        transaction.atomic(),
    ):
        found = made()
        transaction.set_rollback(True)
    return found


def test_awards_are_the_same_in_outcome_money_reasons_and_steps(demo: Made, pinned: Pinned) -> None:
    outcomes = [row.get("outcome") for row in demo.awards.values()]
    assert outcomes.count("payable") > 50 and outcomes.count("not_payable") > 20
    pinned("awards", demo.awards)


def test_notices_are_the_same_but_for_their_codes(demo: Made, pinned: Pinned) -> None:
    assert len(demo.notices) > 70
    pinned("notices", {name: paper.splitlines() for name, paper in demo.notices.items()})
