"""What pages ask for and what views look for: the names to which odd values are given."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings

from tests.doors.knocking import Knocks

_ASKED = re.compile(r"request\.(?:GET|POST|FILES|query_params|data)(?:\.get|\.getlist)?[(\[]\"(\w+)\"")


class Fields(HTMLParser):
    """Names and values of what a page's forms hold."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "select":
            self._select = told.get("name") or ""
        name = told.get("name") or (self._select if tag == "option" else "")
        if tag in ("input", "textarea", "select", "option", "button") and name and name != "csrfmiddlewaretoken":
            self.found.setdefault(name, []).append(told.get("value") or "")


@cache
def names_in_code() -> tuple[str, ...]:
    """Every name that a view looks for in an address or a form."""
    sources = (path for path in Path(settings.BASE_DIR).glob("*/**/*.py") if not {"tests", ".venv"} & {*path.parts})
    return tuple(sorted({name for path in sources for name in _ASKED.findall(path.read_text())}))


def offered_at(knocks: Knocks, role: str, path: str) -> dict[str, list[str]]:
    """What the forms of a page hold for this person; nothing where there is no page."""
    if (role, path) not in knocks.offered:
        answer = knocks.ask(role, "GET", path)
        readable = answer is not None and answer.status_code == 200 and not answer.streaming
        knocks.offered[role, path] = fields_in(answer) if readable else {}
    return dict(knocks.offered[role, path])


def fields_in(answer: object) -> dict[str, list[str]]:
    """What the forms of an answer hold."""
    return Fields(getattr(answer, "content", b"").decode("utf-8", "replace")).found
