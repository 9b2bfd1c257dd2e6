"""Knocking at a door and noting what breaks: an answer of 500 or more, a traceback in the log, a list that then does
not open."""

import io
import logging
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib import admin
from django.core.handlers.wsgi import LimitedStream
from django.core.signals import request_started
from django.db import DatabaseError, close_old_connections, transaction
from django.test import Client

from accounts.requests.decoding import ReadingHandler
from tests.permissions.world import World
from tests.road import work_off

OURS = f"{settings.BASE_DIR}/"
TOKEN = "t" * 32  # that proves a form to be the portal's own: asked for as of a browser
PAGES = ("/", "/claims/", "/enterprise/", "/enterprise/my-data/", "/api/claims/")  # what an applicant sees first


class Listener(logging.Handler):
    """Hands on what the log of the portal would say with a traceback, and keeps the rest from the terminal."""

    def __init__(self, hear: Callable[[str], None], like: list[logging.Handler]) -> None:
        super().__init__()
        self.hear, self.filters = hear, [each for handler in like for each in handler.filters]

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[0]:
            self.hear(_in_a_line(*record.exc_info))


def _in_a_line(kind: Any, error: Any, trace: Any) -> str:
    """An exception by its kind, the place where it broke and the last of ours before it: the same for all that break
    there."""
    frames = traceback.extract_tb(trace)[::-1]
    places = [(row.filename.rpartition("site-packages/"), row.lineno) for row in frames]
    ours = [f"{name[2].removeprefix(OURS)}:{line}" for name, line in places[1:] if not name[1]]
    first = [f"{name[2].removeprefix(OURS)}:{line}" for name, line in places[:1]]
    return f"{kind.__name__} at {' < '.join([*first, *ours[:2]])} ({str(error)[:120]!r})"


@dataclass
class Knocks:
    """What was tried at a surface and what broke."""

    world: World
    tried: int = 0
    opened: int = 0
    broken: dict[str, str] = field(default_factory=dict)
    last: str = ""

    def __post_init__(self) -> None:
        self.handler, self.numbers = ReadingHandler(), count(1)
        self.handler.load_middleware()
        self.cookies = {role: _cookies(user) for role, user in self.world.people.items()}
        self.offered: dict[tuple[str, str], dict[str, list[str]]] = {}
        self.heard = ""

    def knock(self, role: str, method: str, path: str, **told: Any) -> Any:
        """Send an input: ask as this person, from an address that nobody else has. What breaks is kept by its place."""
        self.tried += 1
        return self.ask(role, method, path, **told)

    def ask(self, role: str, method: str, path: str, **told: Any) -> Any:
        """The answer to a request; None when the database gave up on it."""
        self.last, self.heard = f"{role} {method} {path[:300]} {str(told)[:600]}", ""
        environ = self.environ(role, method, path, **told)
        try:
            with transaction.atomic():
                answer = self.handler(environ, lambda *head: None)
                if answer.status_code >= 500:
                    transaction.set_rollback(True)
        except DatabaseError as error:
            self.breaks(_in_a_line(type(error), error, error.__traceback__))
            return None
        if answer.status_code >= 500 or self.heard:
            self.breaks(f"{answer.status_code} {self.heard}")
        if answer.streaming:
            answer.file_to_stream.close()  # not the answer itself, which would end the connection
        return answer

    def work(self) -> None:
        """Do what a request has asked a worker for, as soon as it is asked; what breaks is kept like that of a door."""
        self.heard = ""
        work_off("core.run_job")
        if self.heard:
            self.breaks(self.heard)

    def breaks(self, what: str) -> None:
        """Keep the first input that broke something in this place."""
        place = what.partition(" (")[0]
        if not any(kept.partition(" (")[0] == place for kept in self.broken):
            self.broken[what] = self.last

    def hear(self, line: str) -> None:
        """A traceback that the log was told."""
        self.heard = self.heard or line

    def environ(self, role: str, method: str, path: str, data: bytes = b"", **told: str) -> dict[str, Any]:
        """A request as a server hands it over."""
        kind = told.pop("content_type", "application/octet-stream")
        found = {
            "REQUEST_METHOD": method, "PATH_INFO": unquote(path, "latin-1"), "QUERY_STRING": "", "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(data)), "REMOTE_ADDR": f"2001:db8::{next(self.numbers):x}", "SCRIPT_NAME": "",
            "SERVER_NAME": "testserver", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
            "wsgi.input": LimitedStream(io.BytesIO(data), len(data)),
            "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
            "HTTP_COOKIE": "; ".join(f"{row.key}={row.value}" for row in self.cookies[role].values()),
            "HTTP_X_CSRFTOKEN": TOKEN,
        }  # fmt: skip
        return found | told

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Some knocks that leave in the database what they wrote; then every list opens, and all is as before."""
        with transaction.atomic():
            yield
            with self.listening():
                self.open_lists()
            transaction.set_rollback(True)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear what the log is told, and let requests stay in one transaction."""
        root = logging.getLogger()
        before, root.handlers = root.handlers, [Listener(self.hear, root.handlers)]
        request_started.disconnect(close_old_connections)
        try:
            yield
        finally:
            request_started.connect(close_old_connections)
            root.handlers = before

    def open_lists(self, models: Iterable[Any] = admin.site._registry) -> None:
        """Every list of the admin, and what an applicant sees first: nothing, where it has left meanwhile."""
        lists = [f"/admin/{model._meta.app_label}/{model._meta.model_name}/" for model in models]
        for role, path in [*(("administrator", path) for path in lists), *(("applicant", path) for path in PAGES)]:
            self.opened += 1
            answer = self.ask(role, "GET", path)
            if answer is not None and path in lists and answer.status_code in (400, 404, 405, 413, 429):
                self.breaks(f"{answer.status_code}: {path} does not open afterwards")


def _cookies(user: Any) -> Any:
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies[settings.CSRF_COOKIE_NAME] = TOKEN
    return client.cookies
