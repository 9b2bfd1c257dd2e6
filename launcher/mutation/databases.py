"""One test database for all mutants: made by the process that forks, found again by those that come after it.

It is kept for the next row, whose process finds it made and migrated; the servers of `make mutate` are thrown away with
it. Registered as a pytest plugin.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from django.db import connections
from django.test.utils import setup_databases
from pytest_django.plugin import blocking_manager_key

from core.walls.owning import owning
from launcher.mutation import DATABASE

FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None) -> None:
    """Stands in for pytest-django's way of making a database."""
    assert django_test_environment is None  # it comes first
    name = os.environ.get(DATABASE)
    if name:
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = name


@contextmanager
def made_once(items: Sequence[pytest.Item]) -> Iterator[None]:
    """The database, where one of the tests needs it. No connection stays open: a fork must open its own."""
    if any(needs_database(item) for item in items):
        with items[0].config.stash[blocking_manager_key].unblock():
            with owning():
                setup_databases(verbosity=0, interactive=False, keepdb=True)
            os.environ[DATABASE] = str(connections["default"].settings_dict["NAME"])
            connections.close_all()
    yield


@contextmanager
def closed_afterwards(item: pytest.Item) -> Iterator[None]:
    yield
    with item.config.stash[blocking_manager_key].unblock():
        connections.close_all()


def needs_database(item: pytest.Item) -> bool:
    return bool(FIXTURES & set(getattr(item, "fixturenames", ())) or item.get_closest_marker("django_db"))
