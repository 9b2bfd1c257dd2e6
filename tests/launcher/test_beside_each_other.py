"""Several test processes at once: each its own broker, and only when everything is run."""

import pytest

from launcher import reporting
from launcher.testing import beside_each_other


@pytest.mark.parametrize(("worker", "database"), [("gw0", "1"), ("gw1", "2"), ("", "0")])
def test_each_process_has_a_database_of_its_own(monkeypatch: pytest.MonkeyPatch, worker: str, database: str) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6379/0")
    monkeypatch.setenv("PYTEST_XDIST_WORKER", worker)
    reporting.own_broker()
    assert reporting.os.environ["REDIS_URL"].endswith(f"/{database}")


def test_a_choice_of_tests_runs_in_one_process() -> None:
    assert beside_each_other(["tests/core"]) == []
