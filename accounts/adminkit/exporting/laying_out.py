"""The sheet of a list: just the rows that the list shows to a person, in the columns that they chose."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, QueryDict

from accounts.actor import Actor
from accounts.models import User

NOTHING_TOLD: Callable[[int], None] = lambda done: None  # noqa: E731  # a value, as good as a function


@dataclass(frozen=True)
class SheetAsked:
    """What is asked of a list: its filters as the address writes them, the format and the columns by their names."""

    query: str
    format: int
    columns: tuple[str, ...]


@dataclass(frozen=True)
class SheetMade:
    """The finished file."""

    content: bytes
    name: str
    content_type: str


def lay_out(
    page: Any, request: HttpRequest, rows: Any, asked: SheetAsked, tell: Callable[[int], None] = NOTHING_TOLD
) -> SheetMade:
    """The sheet of these rows. `tell` is told how many are laid out; it may raise."""
    form = page.formats[asked.format]()
    resource = page.get_export_resource_classes(request)[0](**page.get_export_resource_kwargs(request))
    resource.tell = tell
    data = resource.export(rows, export_fields=list(asked.columns), force_native_type=True)
    content = form.export_data(data)
    name = page.get_export_filename(request, rows, form)
    return SheetMade(content.encode() if isinstance(content, str) else content, name, form.get_content_type())


def columns_of(page: Any, request: HttpRequest) -> list[tuple[str, str]]:
    """What the sheet can hold: name and head of each column, in their order."""
    resource = page.get_export_resource_classes(request)[0](**page.get_export_resource_kwargs(request))
    return [(name, resource.fields[name].column_name) for name in resource.get_export_order()]


def chosen_of(columns: Collection[tuple[str, str]], wanted: Collection[str]) -> tuple[str, ...]:
    """Of the columns those that are wanted, in the sheet's order."""
    return tuple(name for name, _ in columns if name in wanted)


def request_of(actor: Actor, query: str) -> Any:
    """The list as the person would open it: where a worker asks for them, nobody stands at the door."""
    request: Any = HttpRequest()
    request.method, request.GET, request.actor = "GET", QueryDict(query), actor
    request.user = User.objects.filter(pk=actor.user_id or 0).first() or AnonymousUser()
    return request
