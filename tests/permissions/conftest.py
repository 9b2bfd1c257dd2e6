"""The world is built once for a module; each request is undone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.permissions.world import World, build

QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="module")
def media(tmp_path_factory: Any) -> Any:
    """The folder for files of this module."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, media: Any) -> Iterator[World]:
    """Every record three times, and everybody who may come by."""
    quick = override_settings(PASSWORD_HASHERS=QUICK, MEDIA_ROOT=media)
    with django_db_blocker.unblock(), quick, transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _quick_and_closed(settings: Any, media: Any) -> None:
    """As for all tests, but the files of the module stay."""
    settings.PASSWORD_HASHERS = QUICK
    settings.MEDIA_ROOT = media


@pytest.fixture
def inside(world: World) -> Any:
    """`inside(role)`: a client of that person."""

    def logged_in(role: str) -> Client:
        client = Client()
        user = world.people[role]
        assert user is not None
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return logged_in
