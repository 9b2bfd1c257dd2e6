"""The world of the permissions' tests is the one whose doors are tried."""

import pytest

from tests.doors.surfaces import SURFACES
from tests.doors.telling import Tally
from tests.permissions.conftest import _quick_and_closed, inside, media, world

__all__ = ["_quick_and_closed", "inside", "media", "tally", "world"]
A_FEW = 100  # up to so many inputs a surface all are sent in one test, and the lists are opened once


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test for each surface, or one for all when only a few inputs are sent."""
    if "surfaces" in metafunc.fixturenames:
        few = metafunc.config.getoption("--inputs") <= A_FEW
        names = ["all"] if few else [*SURFACES]
        metafunc.parametrize("surfaces", [[*SURFACES]] if few else [[name] for name in names], ids=names)


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """What is to be sent, and what is told of it."""
    return Tally(int(request.config.getoption("--inputs")), str(request.config.getoption("--seed")))
