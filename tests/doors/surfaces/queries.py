"""Addresses with odd parameters: lists, their filters, whatever a view looks for, the address that offers choices."""

from tests.doors.knocking import Knocks
from tests.doors.odd import LOOKUPS, NAMES, Odd
from tests.doors.opening import Door, doors, page_at
from tests.doors.surfaces.encoding import quoted
from tests.doors.surfaces.reading import names_in_code
from tests.permissions.crawling import Address

ENDS = ("", "__exact", "__isnull", "__gte", "__lt", "__year", "__month", "__day", "__id__exact")


def queries(knocks: Knocks, odd: Odd) -> None:
    """Any address with odd parameters."""
    role, address = odd.one_of(doors(knocks.world))
    own, known = filters_of(address), [*NAMES, *names_in_code()]
    parts = []
    for _ in range(odd.one_of((1, 2, 3, 6))):
        name = odd.one_of(own if own and odd.often(0.5) else known) if odd.often(0.6) else lookup_of(address, odd)
        name = odd.damaged(name) if odd.often(0.1) else name
        parts.append(f"{quoted(name)}={quoted(odd.key() if odd.often(0.2) else odd.text())}")
    path = address.path if odd.often(0.97) else quoted(odd.damaged(address.path))
    query = "&".join(parts) if odd.often(0.97) else odd.raw().decode("latin-1")
    knocks.knock(role, odd.one_of(("GET", "GET", "GET", "HEAD")), path, QUERY_STRING=query)


def choices(knocks: Knocks, odd: Odd) -> None:
    """The address that offers choices, with odd parts."""
    role, address = odd.one_of(pages_of_the_admin(knocks))
    page = page_at(address)
    meta = page.model._meta
    names = (*page.autocomplete_fields, *(field.name for field in meta.get_fields()))
    asked = {
        "app_label": meta.app_label, "model_name": meta.model_name, "field_name": odd.one_of(names), "page": "1",
        "term": odd.text(),
    }  # fmt: skip
    asked = {name: odd.damaged(text) if odd.often(0.1) else text for name, text in asked.items()}
    query = "&".join(f"{name}={quoted(text)}" for name, text in asked.items())
    knocks.knock(role, "GET", "/admin/autocomplete/", QUERY_STRING=query)


def pages_of_the_admin(knocks: Knocks) -> list[Door]:
    """The doors of the admin that belong to a model."""
    return [door for door in doors(knocks.world) if page_at(door[1]) is not None]


def lookup_of(address: Address, odd: Odd) -> str:
    """A filter as an address of the admin might bear it: a field, perhaps one behind it, perhaps a lookup."""
    page = page_at(address)
    if page is None:
        return "__".join((odd.one_of(NAMES), odd.one_of(LOOKUPS)))
    field = odd.one_of(page.model._meta.get_fields())
    path = [field.name]
    if field.related_model and odd.often(0.3):
        path.append(odd.one_of([other.name for other in field.related_model._meta.get_fields()]))
    return "__".join([*path, odd.one_of(LOOKUPS)] if odd.often(0.7) else path)


def filters_of(address: Address) -> list[str]:
    """The names by which a list of the admin is narrowed."""
    page = page_at(address)
    if page is None:
        return []
    named = [getattr(row, "parameter_name", None) or _first(row) for row in page.list_filter]
    dates = [page.date_hierarchy] if page.date_hierarchy else []
    return [f"{name}{end}" for name in (*named, *dates) for end in ENDS]


def _first(row: object) -> str:
    return str(row[0]) if isinstance(row, tuple) else str(row)
