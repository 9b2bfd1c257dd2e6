"""Addresses of every route for a place of the world, and what each person gets there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, models
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from accounts.models import City, User
from accounts.scope import OpenlyScopedQuerySet
from core.models import StoredFile
from enterprises.registers.register import Register, registers
from indicators.models import Target
from parks.models import EntryRequest
from subsidies.awards.models import Notice
from subsidies.catalogue.models import Edition
from subsidies.claims.models import Claim, Evidence
from tests.permissions.routes import Route, routes
from tests.permissions.world import ELSEWHERE, NEIGHBOUR, OWN, World

MISSING = "missing"
PLACES = (OWN, NEIGHBOUR, ELSEWHERE, MISSING)
NOTHING = UUID(int=0)
NO_CODE = "7KQM-3XTR-9BWZ-5D2H"
NAMED: dict[str, type[models.Model]] = {"parks:entry_withdraw": EntryRequest}
OTHER_MODELS: dict[str, type[models.Model]] = {"admin:whatif_preview_of_edition": Edition}
NO_NUMBER = 987_654_321
_PART = re.compile(r"<(?:\w+:)?(\w+)>")
_WRITE = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
_NOISE = re.compile(
    r'csrfmiddlewaretoken" value="\w+"|csrfToken[^,;<]*|hx-headers=\'[^\']*\'|data-csrf="\w+"|/static/[^"\']*\?[^"\']*'
)
HOUSEKEEPING = {"django_session", "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog"}
APPS = (
    "accounts",
    "enterprises",
    "parks",
    "talent",
    "funds",
    "catalogue",
    "grants",
    "claims",
    "awards",
    "advice",
    "whatif",
    "matching",
    "indicators",
    "core",
)


@dataclass(frozen=True)
class Address:
    """One address of a route: for whose record, and of which kind the record is (None where there is none)."""

    route: Route
    place: str
    path: str
    model: type[models.Model] | None = None

    @property
    def is_published(self) -> bool:
        """Whether everybody may read what stands there."""
        if self.model is None:
            return True
        return isinstance(self.model._default_manager.all(), OpenlyScopedQuerySet)


@dataclass(frozen=True)
class Cell:
    """What one person got at one address."""

    role: str
    address: Address
    status: int
    body: str
    headers: str
    writes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.role:22} {self.status} {self.address.path}"


def wanted_routes() -> list[Route]:
    """All but Django's old addresses of records, which lead on to the new ones without a look at the database."""
    return [route for route in routes() if not route.pattern.endswith("/<path:object_id>/")]


def addresses(world: World) -> list[Address]:
    """Every route with each record of each place; routes without a record once."""
    found: dict[tuple[str, str], Address] = {}
    for route in wanted_routes():
        for place in PLACES:
            for path, model in paths_of(route, place, world):
                found.setdefault((path, route.name), Address(route, place if model else OWN, path, model))
    return list(found.values())


def paths_of(route: Route, place: str, world: World) -> Iterator[tuple[str, type[models.Model] | None]]:
    """The addresses of a route for a place, each with the kind of record that it names."""
    if "(?P" in route.pattern:
        yield from _by_expression(route)
        return
    names = _PART.findall(route.pattern)
    if not names:
        yield f"/{route.pattern}", None
        return
    for values, model in _values(route, names, place, world):
        yield "/" + _filled(route.pattern, values), model


def _filled(pattern: str, values: dict[str, Any]) -> str:
    return _PART.sub(lambda part: str(values[part[1]]), pattern)


def _by_expression(route: Route) -> Iterator[tuple[str, None]]:
    if "app_label" in route.pattern:
        yield from ((f"/admin/{app}/", None) for app in APPS)
    else:
        yield "/admin/no/such/page/", None


def _values(route: Route, names: list[str], place: str, world: World) -> Iterator[tuple[dict[str, Any], Any]]:
    rows = world.rows.get(place, {})
    if route.is_admin:
        model = model_of(route)
        key = rows[model].pk if rows else NO_NUMBER
        yield dict.fromkeys(names, key) | {"step": "approve", "kind": "csv"}, model
    elif route.name in NAMED:
        yield {"pk": _key(rows, NAMED[route.name])}, NAMED[route.name]
    elif "register" in names or "entry" in getattr(route.view, "initkwargs", {}):
        yield from _of_registers(route, names, place, rows)
    elif "public_id" in names:
        for claim in [rows[Claim], world.drafts[place], world.awarded[place]] if rows else [None]:
            yield {"public_id": getattr(claim, "public_id", NOTHING), "evidence_id": _key(rows, Evidence)}, Claim
    elif "file_id" in names:
        for file in world.files.get(place, [None]):
            yield {"file_id": getattr(file, "pk", NOTHING), "number": 1}, StoredFile
    else:
        yield from _by_words(route, names, rows)


def _of_registers(route: Route, names: list[str], place: str, rows: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    if "register" in names:
        for name, entry in a_register_of_each_wing().items():
            yield {"register": name, "pk": _key(rows, entry.model)}, (entry.model if "pk" in names else None)
        return
    entry = route.view.initkwargs["entry"]
    if place == OWN or entry in a_register_of_each_wing().values():
        yield {"pk": _key(rows, entry.model)}, entry.model


@cache
def a_register_of_each_wing() -> dict[str, Register]:
    """All registers have the same pages; tests/enterprises/test_records_of_all_registers.py asks for a record of each,
    by those whom it does not concern too."""
    found: dict[str, tuple[str, Register]] = {}
    for name, entry in registers().items():
        found.setdefault(entry.model._meta.app_label, (name, entry))
    return dict(found.values())


def _key(rows: Any, model: type[models.Model]) -> int:
    return int(rows[model].pk) if rows else NO_NUMBER


def _by_words(route: Route, names: list[str], rows: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """Addresses that name a city, a target, a scheme or a code by a word."""
    city, target, notice = rows.get(City), rows.get(Target), rows.get(Notice)
    if "city_key" in names:
        words = {"city_key": getattr(city, "key", "nowhere"), "target_key": getattr(target, "key", "NO-T1")}
        yield words, Target
    elif "code" in names:
        code = getattr(notice, "verify_code", NO_CODE) if "verify" in route.pattern else "CZ-16"
        yield {"code": code} | ({"name": "cap"} if "name" in names else {}), None
    else:
        raise LookupError(f"no value for {names} of {route.pattern}")


def model_of(route: Route) -> type[models.Model]:
    """The model whose record an address of the admin names: that of its page, but for the few that say otherwise."""
    found = OTHER_MODELS.get(route.name) or model_at(route)
    if found is None:
        raise LookupError(f"whose record is meant by {route.pattern}?")
    return found


def model_at(route: Route) -> type[models.Model] | None:
    """The model whose page of the admin a route belongs to; None for pages of the site itself."""
    parts = route.pattern.split("/")
    named = {(model._meta.app_label, model._meta.model_name): model for model in admin.site._registry}
    return named.get((parts[1], parts[2])) if len(parts) > 3 else None


class Visitor:
    """A person with a browser: logs in once and asks for pages. Errors come back as pages, as they do outside.

    Django's test client keeps a copy of every template's context, which takes longer than the pages themselves.
    Each one comes from an address of its own, since the brakes count by address.
    """

    _addresses = count(1)

    def __init__(self, user: User | None) -> None:
        self.handler = WSGIHandler()
        self.requests = RequestFactory(REMOTE_ADDR=f"192.0.2.{next(self._addresses)}")
        if user is not None:
            client = Client()
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
            self.requests.cookies = client.cookies

    def get(self, path: str) -> HttpResponseBase:
        """What the portal answers, all middleware included."""
        return self.handler.get_response(self.requests.get(path))


def visit(visitor: Visitor, role: str, address: Address) -> Cell:
    """GET an address and note every write that it led to."""
    writes: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = _WRITE.match(sql)
        if found and found[2] not in HOUSEKEEPING:
            writes.append(f"{found[1]} {found[2]}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        answer: Any = visitor.get(address.path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.streaming:
        answer.file_to_stream.close()
    text = body.decode("utf-8", "replace")
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return Cell(role, address, answer.status_code, text, headers, tuple(writes))


def plain(cell: Cell) -> str:
    """The body without what differs between any two answers: tokens, and the address that was asked for."""
    return _NOISE.sub("", cell.body).replace(cell.address.path, "·")
