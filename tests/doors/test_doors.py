"""Whatever comes to a door, no answer is an error of ours, nothing puts a traceback into the log, and every list opens
afterwards.

A small share of what `make fuzz` sends, with the same grammar; `--inputs` says how many, `--seed` which.
"""

from typing import Any

import pytest
from django.test import override_settings

from funds.models import Fund
from parks.models import Event
from tests.doors.knocking import Knocks
from tests.doors.odd import Odd
from tests.doors.surfaces import SURFACES
from tests.doors.telling import Tally
from tests.permissions.world import World

pytestmark = pytest.mark.django_db
A_BATCH = 4000  # after so many inputs every list is opened, and then the world is as before


def test_nothing_that_comes_to_a_door_breaks_it(world: World, tally: Tally, surfaces: list[str]) -> None:
    knocks = {name: (Knocks(world), Odd(f"{name} {tally.seed}")) for name in surfaces}
    while any(odd.made < tally.wanted for _, odd in knocks.values()):
        with knocks[surfaces[-1]][0].batch():
            for name, (sent, odd) in knocks.items():
                _send(name, sent, odd, min(tally.wanted, odd.made + A_BATCH))
        for name, (sent, odd) in knocks.items():
            tally.tell(name, sent, odd.made)
    broken = {line: what for sent, _ in knocks.values() for line, what in sent.broken.items()}
    assert not broken, "\n".join(f"{line}\n    {what}" for line, what in broken.items())


def _send(name: str, sent: Knocks, odd: Odd, until: int) -> None:
    with sent.listening():
        while odd.made < until:
            SURFACES[name](sent, odd)


@pytest.mark.parametrize("path", ["/raises/", "/tells-the-log/", "/gives-up/"])
def test_a_door_that_breaks_is_found(world: World, path: str) -> None:
    knocks = Knocks(world)
    with override_settings(ROOT_URLCONF="tests.doors.broken_doors"), knocks.listening():
        knocks.knock("applicant", "GET", path)
        knocks.knock("reviewer", "GET", path)
    (place, what), *others = knocks.broken.items()
    assert "broken_doors.py" in place and what.startswith(f"applicant GET {path}") and not others


def test_a_list_that_does_not_open_afterwards_is_found(world: World) -> None:
    knocks = Knocks(world)
    with override_settings(ROOT_URLCONF="tests.doors.broken_doors"), knocks.listening():
        knocks.open_lists([Event, Fund])
    told: list[Any] = [*knocks.broken.values()]
    assert [line.partition(" {")[0] for line in told] == ["administrator GET /admin/parks/event/"]


def test_the_same_seed_sends_the_same(world: World) -> None:
    """All but what Django makes up anew for each page."""
    for name in ("queries", "choices", "described", "bodies"):
        lines = []
        for _ in range(2):
            knocks, odd, told = Knocks(world), Odd(f"{name} 7"), []
            with knocks.listening():
                for _ in range(3):
                    SURFACES[name](knocks, odd)
                    told.append(knocks.last)
            lines.append(told)
        assert lines[0] == lines[1], name
