"""One test database for all mutants: made by the process that forks, found again by those that come after it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from django.db import connections
from django.test.utils import setup_databases, teardown_databases
from pytest_django.plugin import blocking_manager_key

from launcher.mutation import DATABASE

FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


class TheKeptOne:
    """Stands in for pytest-django's way of making a database."""

    @pytest.fixture(scope="session")
    def django_db_setup(self, django_test_environment: None) -> None:
        assert django_test_environment is None  # it comes first
        name = os.environ.get(DATABASE)
        if name:
            connections["default"].close()
            connections["default"].settings_dict["NAME"] = name


@contextmanager
def made_once(items: Sequence[pytest.Item]) -> Iterator[None]:
    """The database, where one of the tests needs it. No connection stays open: a fork must open its own."""
    if not any(needs_database(item) for item in items):
        yield
        return
    with items[0].config.stash[blocking_manager_key].unblock():
        made = setup_databases(verbosity=0, interactive=False)
        os.environ[DATABASE] = str(connections["default"].settings_dict["NAME"])
        connections.close_all()
    yield
    with items[0].config.stash[blocking_manager_key].unblock():
        teardown_databases(made, verbosity=0)


def needs_database(item: pytest.Item) -> bool:
    return bool(FIXTURES & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db"))
