"""A browser for each person of a journey, and the processes that work behind the pages."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from tests.conftest import LOGIN_BACKEND
from tests.faults.processes import RELAY, WORKER, running
from tests.journeys.browsing import ARGUMENTS, OPTIONS, PATIENCE, executable
from tests.journeys.guarding import Guard

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return browser_type_launch_args | executable() | {"args": ARGUMENTS}


def session_of(user: User) -> Any:
    """The cookie of somebody who logged in earlier. How one logs in by the form is a journey of its own."""
    client = Client()
    client.force_login(user, backend=LOGIN_BACKEND)
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}


@pytest.fixture
def visit(browser: Browser, live_server: Any, transactional_db: None) -> Iterator[Visit]:
    """`visit(user)`: the first page in a browser of that person's own, logged in; `visit()`: an empty visitor's page.

    Takes what a browser context takes. When the journey ends, nothing may have gone wrong behind any page.
    """
    expect.set_options(timeout=PATIENCE)
    guards: list[Guard] = []
    with ExitStack() as open_contexts:

        def opened(user: User | None = None, **context_options: Any) -> Page:
            context = browser.new_context(base_url=live_server.url, **(OPTIONS | context_options))
            open_contexts.callback(context.close)
            context.set_default_timeout(PATIENCE)
            guards.append(Guard(context, live_server.url))
            page = context.new_page()
            if user is not None:
                context.add_cookies([{**session_of(user), "url": live_server.url}])
                page.goto("/")
            return page

        yield opened
    assert not [trouble for guard in guards for trouble in guard.troubles]


@pytest.fixture
def worker(transactional_db: None, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A real worker and a real relay on the test's database and broker."""
    monkeypatch.setenv("PUBLIC_ADDRESS", live_server.url)
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    with running(*WORKER), running(*RELAY):
        yield


@pytest.fixture
def paper(tmp_path: Path) -> Callable[..., Path]:
    """`paper("租赁合同.png")`: a small picture with that name, as a scanner would make it."""

    def made(name: str = "租赁合同.png", colour: str = "white") -> Path:
        from PIL import Image

        path = tmp_path / name
        Image.new("RGB", (40, 40), colour).save(path, "PNG")
        return path

    return made
