"""What programs send: requests made by schemathesis from our own description, and bodies that fit no description."""

import json
import warnings
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import requests
import schemathesis
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisWarning
from schemathesis.generation import GenerationMode

from tests.doors.knocking import Knocks
from tests.doors.odd import NAMES, Odd
from tests.doors.opening import of_the_interface
from tests.doors.surfaces.encoding import FORM, header, quoted

UNSENT = ("HTTP_CONTENT_LENGTH", "HTTP_COOKIE", "HTTP_X_SCHEMATHESIS_TESTCASEID")  # whoever asks is known by ours
METHODS = ("GET", "POST", "POST", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD")
PROGRAMS = ("applicant", "applicant", "operator", "reviewer", "visitor")
SENT = ("method", "url", "headers", "params", "json", "data", "files", "cookies")
AT_ONCE = 25
Case = tuple[str, str, dict[str, str], bytes, int]  # the last says how many values were made for it


def described(knocks: Knocks, odd: Odd) -> None:
    """A request as schemathesis makes it from our description: one that fits, or one that does not."""
    if not odd.kept:
        odd.kept += _cases(odd)
    method, address, told, body, made = odd.kept.pop()
    odd.made += made
    parts = urlsplit(address)
    named = {f"HTTP_{name.upper().replace('-', '_')}": header(text) for name, text in told.items()}
    kind = named.pop("HTTP_CONTENT_TYPE", "application/json")
    for name in (*UNSENT, "HTTP_AUTHORIZATION" if odd.often(0.8) else ""):
        named.pop(name, None)
    role = odd.one_of(PROGRAMS)
    knocks.knock(role, method, parts.path, data=body, content_type=kind, QUERY_STRING=parts.query, **named)


def _cases(odd: Odd) -> list[Case]:
    """The next requests, in any order; the same seed makes the same."""
    found: list[Case] = []
    for mode in GenerationMode:
        made = settings(
            max_examples=AT_ONCE, database=None, deadline=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip

        @seed(odd.dice.getrandbits(64))
        @made
        @given(_strategy(mode))
        def send(case: Any) -> None:
            found.append(_written(case))

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", HypothesisWarning)
            send()
    odd.dice.shuffle(found)
    return found


@cache
def _strategy(mode: GenerationMode) -> Any:
    told = SchemaGenerator().get_schema(request=None, public=True)
    schema: Any = schemathesis.openapi.from_dict(json.loads(json.dumps(told, default=str)))
    return schema.as_strategy(generation_mode=mode)


def _written(case: Any) -> Case:
    """A case as the library `requests` would send it."""
    told = case.as_transport_kwargs(base_url="http://testserver")
    sent = requests.Request(**{name: told[name] for name in SENT if name in told}).prepare()
    body = sent.body or b""
    plain = {name: text if isinstance(text, str) else text.decode("latin-1") for name, text in sent.headers.items()}
    written = body if isinstance(body, bytes) else str(body).encode()
    around = [*(case.path_parameters or {}), *(case.query or {}), *(case.headers or {})]
    return str(sent.method), str(sent.url), plain, written, max(1, len(around) + _leaves(case.body))


def _leaves(body: Any) -> int:
    """How many values stand in a body of JSON."""
    if isinstance(body, dict | list):
        return sum(map(_leaves, body.values() if isinstance(body, dict) else body))
    return int(isinstance(body, str | bytes | int | float) or body is None)


def bodies(knocks: Knocks, odd: Odd) -> None:
    """Bodies of JSON that no description has: deep ones, damaged ones, ones of another kind."""
    role, address = odd.one_of(of_the_interface(knocks.world))
    kind = "application/json"
    if odd.often(0.1):
        kind = odd.one_of(("text/plain", FORM, "multipart/form-data", "application/xml", odd.text()))
    query = f"{quoted(odd.one_of(NAMES))}={quoted(odd.text())}" if odd.often(0.3) else ""
    told = {"content_type": header(kind), "QUERY_STRING": query}
    knocks.knock(role, odd.one_of(METHODS), address.path, data=_body(odd), **told)


def _body(odd: Odd) -> bytes:
    if odd.often(0.1):
        depth = odd.one_of((100, 999, 5000, 30000, 100000))
        return bytes((odd.one_of(("[", '{"a":', '[{"a":')) * depth).encode() + odd.raw())
    named = {odd.one_of(("username", "password", "applicant", "facts", "scheme", odd.text())): odd.value()}
    body = json.dumps(odd.one_of((named, named, odd.value()))).encode()
    return odd.flipped(body) if odd.often(0.3) else body
