"""Every route, every kind of person, each record: own, the neighbour's, another city's, one that is not there.

The routes come from the resolver and the records from tests.permissions.world; a route or a page of the admin that
finds no record there fails, so that nothing new stays out of the matrix.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.contrib import admin

from accounts.actor import ANONYMOUS, Actor, actor_of
from accounts.models import User
from tests.permissions.crawling import MISSING, Address, Cell, Visitor, addresses, model_at, plain, visit, wanted_routes
from tests.permissions.routes import Route
from tests.permissions.world import ELSEWHERE, NEIGHBOUR, OWN, SECRET, World
from tests.pins.pinning import Pinned

pytestmark = pytest.mark.django_db

# Who goes where. For each page of the admin one office of the city tries everything, foreign records too; the others
# open its list, and of those who hold the same rights to it one opens the record, the form for a new one and the sheet.
PEOPLE = (
    "visitor", "stranger", "applicant", "other_applicant", "applicant_elsewhere", "reviewer", "official",
    "administrator",
)  # fmt: skip
CURIOUS = ("reviewer", "operator", "official", "policy_editor", "administrator")
AT_WORK = (*CURIOUS, "intake", "treasurer", "policy_releaser", "provincial_official")
SEES_ALL = {"provincial_official", "administrator"}
_RIGHTS = re.compile("_(add|import|import_template|export)$")
_LINKED = re.compile(r'<div class="readonly [^>]*>\s*<a href="/admin/(\w+/\w+)/')
HERE = (set(PEOPLE) | set(AT_WORK)) - SEES_ALL - {"applicant_elsewhere"}
OPENED = {200, 204, 302, 405}


def goes_there(world: World, role: str, address: Address) -> bool:
    """Whether the matrix has a cell for this person at this address.

    Who may not even see a list of the admin knocks at the list alone: the rest of the page asks the same first.
    """
    if not address.route.is_admin:
        return role in PEOPLE
    page, is_door = page_of(address.route), address.model is None and not _RIGHTS.search(address.route.name)
    if page is None or role not in AT_WORK or not page.has_view_permission(asking(world, role)):
        return is_door and role in (*PEOPLE[:3], *AT_WORK)
    if role == next(name for name in CURIOUS if page.has_view_permission(asking(world, name))):
        return address.place != NEIGHBOUR
    if is_door:
        return True
    alike = next(name for name in AT_WORK if rights(world, page, name) == rights(world, page, role))
    return role == alike and address.place == OWN and address.route.name.endswith(("_change", "_add", "_export"))


@cache
def rights(world: World, page: Any, role: str) -> tuple[bool, ...]:
    """What the person may do on a page of the admin, as the page says."""
    asked = asking(world, role)
    names = ("view", "add", "change", "delete", "import", "export")
    return tuple(bool(getattr(page, f"has_{name}_permission", lambda _: False)(asked)) for name in names)


def page_of(route: Route) -> Any:
    """The page of the admin that a route belongs to; None for those of the site itself."""
    model = model_at(route)
    return admin.site._registry[model] if model else None


def asking(world: World, role: str) -> Any:
    """A request of the person, as far as the pages of the admin look at it."""
    return type("Asked", (), {"actor": actor(world, role)})()


@pytest.fixture(scope="module")
def cells(world: World) -> Iterator[list[Cell]]:
    """The matrix: what everybody got everywhere."""
    logging.disable(logging.ERROR)
    known = addresses(world)
    yield [cell for role, user in world.people.items() for cell in _row(world, role, user, known)]
    logging.disable(logging.NOTSET)


def _row(world: World, role: str, user: User | None, known: list[Address]) -> list[Cell]:
    wanted = [address for address in known if goes_there(world, role, address)]
    visitor = Visitor(user) if wanted else None
    return [visit(visitor, role, address) for address in wanted] if visitor else []


@cache
def actor(world: World, role: str) -> Actor:
    user = world.people[role]
    return actor_of(user) if user else ANONYMOUS


def told(found: list[Any]) -> str:
    return "\n".join(str(row) for row in found[:40])


def test_every_page_of_the_admin_has_a_record_to_be_asked_for(world: World) -> None:
    missing = [model._meta.label for model in admin.site._registry if model not in world.rows[OWN]]
    assert not missing, "tests/permissions/world.py makes no record of these"


def test_every_route_is_in_the_matrix(cells: list[Cell]) -> None:
    seen = {cell.address.route.pattern for cell in cells}
    assert seen == {route.pattern for route in wanted_routes()}
    assert {cell.role for cell in cells} == set(PEOPLE) | set(AT_WORK)


def test_nobody_ever_gets_an_error_page(cells: list[Cell]) -> None:
    assert not (found := [cell for cell in cells if cell.status >= 500]), told(found)


def test_reading_writes_nothing(cells: list[Cell]) -> None:
    assert not (found := [f"{cell} {cell.writes}" for cell in cells if cell.writes]), told(found)


def test_a_page_opens_for_whom_it_says_and_for_nobody_else(world: World, cells: list[Cell]) -> None:
    wrong = [cell for cell in cells if _is_page(cell) and cell.status not in _expected(world, cell)]
    assert not wrong, told(wrong)


def _is_page(cell: Cell) -> bool:
    return not cell.address.route.is_admin and cell.address.route.api_class is None


def _expected(world: World, cell: Cell) -> set[int]:
    """405 tells nobody anything: the way of asking is looked at first."""
    if cell.address.route.view.declared_permission(actor(world, cell.role)):
        return {*OPENED, 404} if cell.address.model or "code" in cell.address.route.pattern else OPENED
    return {302, 405} if cell.role == "visitor" else {404, 405}


def test_no_field_of_a_record_links_to_a_page_that_is_closed(world: World, cells: list[Cell]) -> None:
    """An account stands on many pages; who may not open accounts reads the name alone."""
    links = {(cell.role, link) for cell in cells for link in _LINKED.findall(cell.body)}
    labels = {f"{model._meta.app_label}/{model._meta.model_name}": page for model, page in admin.site._registry.items()}
    assert links
    assert not [(role, link) for role, link in links if not labels[link].has_view_permission(asking(world, role))]


def test_the_interface_is_closed_to_those_without_an_account(cells: list[Cell]) -> None:
    rows = [cell for cell in cells if cell.address.route.api_class is not None and cell.role == "visitor"]
    assert rows and {cell.status for cell in rows if "token" not in cell.address.path} == {401}


@pytest.mark.parametrize(("kind", "right"), [
    ("changelist", "view"), ("add", "add"), ("export", "export"), ("import", "import"),
])  # fmt: skip
def test_a_list_of_the_admin_opens_for_the_roles_it_names(
    world: World, cells: list[Cell], kind: str, right: str
) -> None:
    rows = _of_the_admin(cells, kind)
    wrong = [cell for cell in rows if (cell.status == 200) != _holds(world, cell, right)]
    assert rows and not wrong, told(wrong)


def _of_the_admin(cells: list[Cell], kind: str) -> list[Cell]:
    """The cells of one kind of page for people of an office."""
    rows = (cell for cell in cells if cell.address.route.is_admin and cell.role in AT_WORK)
    return [cell for cell in rows if re.fullmatch(rf"admin:[a-z]+_[a-z]+_{kind}", cell.address.route.name)]


def _holds(world: World, cell: Cell, right: str) -> bool:
    return bool(getattr(page_of(cell.address.route), f"has_{right}_permission")(asking(world, cell.role)))


def test_an_own_record_of_the_admin_opens_for_those_who_may_see_it(world: World, cells: list[Cell]) -> None:
    rows = [cell for cell in _of_the_admin(cells, "change") if cell.address.place == OWN]
    counted = Counter(cell.status for cell in rows)
    wrong = [cell for cell in rows if cell.status == 200 and not _holds(world, cell, "view")]
    assert not wrong, told(wrong)
    assert counted[200] > 90 and set(counted) <= {200, 302, 403, 404}, counted


def test_people_of_no_office_find_no_admin(cells: list[Cell]) -> None:
    rows = [cell for cell in cells if cell.address.route.is_admin and cell.role == "applicant"]
    outside = {"admin:login", "admin:logout"}
    assert len(rows) > 50
    assert {cell.status for cell in rows if cell.address.route.name not in outside} <= {404, 405}


def test_what_is_not_visible_answers_like_what_does_not_exist(cells: list[Cell]) -> None:
    wrong = []
    nothing = {(cell.role, cell.address.route.pattern): cell for cell in cells if cell.address.place == MISSING}
    for cell in cells:
        absent = nothing.get((cell.role, cell.address.route.pattern))
        if absent and _is_foreign(cell) and (cell.status, plain(cell)) != (absent.status, plain(absent)):
            wrong.append(f"{cell}, but {absent.status} where nothing is")
    assert not wrong, told(wrong)


def _is_foreign(cell: Cell) -> bool:
    """Whether the record is none of this person's business."""
    if cell.address.is_published or cell.role in SEES_ALL:
        return False
    if cell.role == "applicant_elsewhere":
        return cell.address.place in (OWN, NEIGHBOUR)
    if cell.role == "other_applicant":
        return cell.address.place in (OWN, ELSEWHERE)
    return cell.address.place == ELSEWHERE or (cell.role == "applicant" and cell.address.place == NEIGHBOUR)


def test_an_applicant_opens_the_own_claim_and_not_the_neighbours(cells: list[Cell]) -> None:
    rows = [cell for cell in cells if cell.address.route.name in ("subsidies:claim", "api:claim", "subsidies:file")]
    opened = {(cell.role, cell.address.place) for cell in rows if cell.status == 200 and cell.role not in SEES_ALL}
    offices = {("reviewer", OWN), ("reviewer", NEIGHBOUR), ("official", OWN), ("official", NEIGHBOUR)}
    assert opened - offices == {("applicant", OWN), ("other_applicant", NEIGHBOUR), ("applicant_elsewhere", ELSEWHERE)}


def test_no_text_of_another_city_is_on_any_page(cells: list[Cell]) -> None:
    found = [cell for cell in cells if cell.role in HERE and SECRET in cell.body + cell.headers]
    assert not found, told(found)


def test_the_text_is_there_for_those_whose_it_is(cells: list[Cell]) -> None:
    """Else the test above would look for what is nowhere."""
    seen = Counter(cell.role for cell in cells if SECRET in cell.body)
    assert seen["administrator"] > 20 and seen["applicant_elsewhere"] > 3


def test_everybody_gets_everywhere_what_was_pinned(cells: list[Cell], pinned: Pinned) -> None:
    """By path, so that a moved view or a new name of a route changes nothing."""
    table: dict[str, dict[str, str]] = {}
    for cell in cells:
        row = table.setdefault(f"/{re.sub('<[^>]*>', '*', cell.address.route.pattern)} {cell.address.place}", {})
        row[cell.role] = f"{row[cell.role]} {cell.status}" if cell.role in row else str(cell.status)
    pinned("verdicts", {place: dict(sorted(table[place].items())) for place in sorted(table)})
