"""The side doors to another city: search, filters, choices, sheets, and forms that name foreign records."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client

from accounts.models import User
from core.models import AuditEntry
from enterprises.models import Applicant, Recognition
from subsidies.catalogue.models import Edition
from subsidies.claims.models import Claim, Evidence
from tests.factories import EventFactory, FundFactory, PlatformFactory, TenancyFactory
from tests.permissions.world import ELSEWHERE, NEIGHBOUR, OWN, SECRET, World, undone
from tests.road import work_off

pytestmark = pytest.mark.django_db
OFFICES = ("reviewer", "operator", "official", "policy_editor")


def pages_of(role: str, world: World) -> Iterator[tuple[Any, str]]:
    """Every page of the admin that the person may see, with the address of its list."""
    from accounts.actor import actor_of

    asked = type("Asked", (), {"actor": actor_of(world.people[role])})()
    for model, page in admin.site._registry.items():
        if page.has_view_permission(asked):
            yield page, f"/admin/{model._meta.app_label}/{model._meta.model_name}/"


@pytest.mark.parametrize("role", OFFICES)
def test_searching_for_a_foreign_text_finds_nothing(world: World, inside: Any, role: str) -> None:
    client, found = inside(role), []
    for page, address in pages_of(role, world):
        if page.search_fields:
            body = client.get(address, {"q": "SECRET"}).content.decode()
            found += [address] if SECRET in body else []
    assert not found


def test_the_same_search_finds_it_for_those_whose_it_is(inside: Any) -> None:
    assert SECRET in inside("operator_elsewhere").get("/admin/parks/event/", {"q": "SECRET"}).content.decode()


@pytest.mark.parametrize("role", OFFICES)
def test_lists_cannot_be_narrowed_by_what_is_not_offered(world: World, inside: Any, role: str) -> None:
    """A list that answers `?applicant__contact_phone__startswith=1` would tell a number digit by digit."""
    client = inside(role)
    odd = ("applicant__contact_phone__startswith", "entered_by__password__startswith", "user__password__startswith")
    for page, address in pages_of(role, world):
        known = {field.name for field in page.model._meta.get_fields()}
        for name in (row for row in odd if row.partition("__")[0] in known):
            assert client.get(address, {name: "p"}).status_code in (302, 400), f"{address}?{name}"


@pytest.mark.parametrize("role", OFFICES)
def test_choices_of_forms_name_no_foreign_record(world: World, inside: Any, role: str) -> None:
    client, asked = inside(role), 0
    for page, _ in pages_of(role, world):
        for name in page.autocomplete_fields:
            wanted = {"app_label": page.model._meta.app_label, "model_name": page.model._meta.model_name}
            answer = client.get("/admin/autocomplete/", wanted | {"field_name": name, "term": ""})
            asked += 1
            assert SECRET not in answer.content.decode("unicode_escape"), f"{page} {name}"
    assert asked or role in ("official", "policy_editor")


@pytest.mark.parametrize("role", ["reviewer", "operator", "treasurer", "official"])
def test_sheets_hold_no_foreign_record(world: World, inside: Any, role: str) -> None:
    client, sheets = inside(role), 0
    for page, address in pages_of(role, world):
        if not hasattr(page, "get_export_formats") or not page.role_permissions.get("export"):
            continue
        names = list(page.resource_classes[0]().get_user_visible_fields())
        fields = {f"{page.resource_classes[0].__name__.lower()}_{name}": "on" for name in names} | dict.fromkeys(
            names, "on"
        )
        answer = client.post(f"{address}export/", {"format": "1", "resource": "", **fields})
        body = answer.content.decode("utf-8-sig")
        sheets += answer["Content-Type"].startswith("text/csv")
        assert SECRET not in body, address
    assert sheets >= 2


def changed(row: models.Model) -> bool:
    """Whether a record is not as it was when the world was made."""
    now = type(row)._base_manager.get(pk=row.pk)
    names = [field.attname for field in row._meta.concrete_fields]
    return [getattr(now, name) for name in names] != [getattr(row, name) for name in names]


FOREIGN_STEPS = [
    ("reviewer", Claim, "claims/claim/{}/take/{}/", ("accept", "approve", "refuse", "return", "decide")),
    ("policy_releaser", Edition, "catalogue/edition/{}/{}/", ("release", "reject")),
    ("policy_editor", Edition, "whatif/preview/of-edition/{}/{}", ("",)),
    ("operator", Applicant, "enterprises/applicant/{}/{}/", ("change", "delete")),
    ("operator", Recognition, "enterprises/recognition/{}/{}/", ("change", "delete")),
]


@pytest.mark.parametrize(("role", "model", "pattern", "steps"), FOREIGN_STEPS)
def test_an_office_takes_no_step_with_a_record_of_another_city(
    world: World, inside: Any, role: str, model: Any, pattern: str, steps: tuple[str, ...]
) -> None:
    client, row = inside(role), world.rows[ELSEWHERE][model]
    entries = AuditEntry.objects.count()
    for step in steps:
        typed = {"version": getattr(row, "version", ""), "reason": "越权", "name": "resolution", "value": "1"}
        answer = client.post(f"/admin/{pattern.format(row.pk, step)}", typed)
        assert answer.status_code in (403, 404), step
    assert not changed(row) and AuditEntry.objects.count() == entries


@pytest.mark.parametrize("place", [NEIGHBOUR, ELSEWHERE])
def test_an_applicant_takes_no_step_with_the_claim_of_another(world: World, inside: Any, place: str) -> None:
    client = inside("applicant")
    for claim in (world.drafts[place], world.rows[place][Claim], world.awarded[place]):
        for step in ("edit", "autosave", "reckon", "evidence", "submit", "withdraw"):
            answer = client.post(f"/claims/{claim.public_id}/{step}/", {"version": claim.version, "on": "2026-01-01"})
            assert answer.status_code == 404, step
        assert not changed(Claim.objects.get(pk=claim.pk))


def test_a_paper_of_another_claim_is_not_removed_through_an_own_one(world: World, inside: Any) -> None:
    """The claim is checked; so must be what hangs on it."""
    client, mine = inside("applicant"), world.drafts[OWN]
    for place in (NEIGHBOUR, ELSEWHERE):
        paper = world.rows[place][Evidence]
        client.post(f"/claims/{mine.public_id}/evidence/{paper.pk}/remove/")
        client.post(f"/claims/{mine.public_id}/edit/", {"version": mine.version, "action": f"remove:{paper.pk}"})
        assert Evidence.objects.filter(pk=paper.pk).exists()


@pytest.mark.parametrize("place", [NEIGHBOUR, ELSEWHERE])
def test_an_applicant_withdraws_no_record_of_another(world: World, inside: Any, place: str) -> None:
    row = world.rows[place][Recognition]
    assert inside("applicant").post(f"/enterprise/records/recognition/{row.pk}/withdraw/").status_code == 404
    assert Recognition.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("place", [NEIGHBOUR, ELSEWHERE])
def test_nobody_switches_to_a_company_that_is_not_theirs(world: World, inside: Any, place: str) -> None:
    client = inside("applicant")
    company: Any = world.rows[place][Applicant]
    assert client.post("/enterprise/switch/", {"applicant": company.pk}).status_code == 404
    assert world.rows[OWN][Applicant].name in client.get("/enterprise/").content.decode()


def test_a_form_takes_no_record_of_another_city_and_answers_as_for_none(world: World, inside: Any) -> None:
    """A foreign key in a form: the same sentence for a foreign record and for one that is not there."""
    client = inside("operator")
    own, foreign = world.rows[OWN], world.rows[ELSEWHERE]
    city = own[Applicant].city_id
    typed = {"city": city, "name": "某平台", "category": "other", "status": "operating", "level": ""}
    bodies = []
    for key in (foreign[Applicant].pk, 987_654_321):
        answer = client.post("/admin/enterprises/platform/add/", typed | {"applicant": key})
        assert answer.status_code == 200
        bodies.append(re.sub(r'csrf\w*" value="\w+"', "", answer.content.decode()).replace(str(key), "·"))
    assert SECRET not in bodies[0] and _errors(bodies[0]) == _errors(bodies[1]) != []


def _errors(body: str) -> list[str]:
    return re.findall(r'class="errorlist[^>]*>(.*?)</ul>', body, re.DOTALL)


def test_a_record_never_moves_to_another_city(world: World, inside: Any) -> None:
    client = inside("operator")
    event: Any = EventFactory(city=world.rows[OWN][Applicant].city)
    typed = {"city": world.rows[ELSEWHERE][Applicant].city_id, "name": "改名", "kind": "forum"}
    answer = client.post(f"/admin/parks/event/{event.pk}/change/", typed | {"held_on": "2026-03-01"})
    event.refresh_from_db()
    assert answer.status_code == 302 and event.name == "改名" and event.city.key == "changzhi"


PAGES = {
    "official": ("/", "/targets/", "/targets/changzhi/", "/admin/", "/admin/core/auditentry/"),
    "reviewer": (
        "/",
        "/admin/",
        "/admin/claims/claim/",
        "/admin/enterprises/applicant/",
        "/admin/awards/award/",
    ),
    "operator": ("/admin/parks/event/", "/admin/parks/tenancy/", "/admin/enterprises/platform/", "/admin/funds/fund/"),
    "applicant": ("/", "/claims/", "/enterprise/", "/eligibility/"),
}


@pytest.mark.parametrize("role", PAGES)
def test_nothing_done_in_one_city_shows_on_a_page_of_another(world: World, inside: Any, role: str) -> None:
    client = inside(role)
    before = [_still(client, page) for page in PAGES[role]]
    with undone():
        _much_happens_in_jincheng(world)
        after = [_still(client, page) for page in PAGES[role]]
    for page, one, other in zip(PAGES[role], before, after, strict=True):
        assert one == other, page


def _still(client: Client, page: str) -> str:
    body = client.get(page, follow=True).content.decode()
    return re.sub(r'csrf\w*" value="\w+"|csrfToken[^,;<]*', "", body)


def _much_happens_in_jincheng(world: World) -> None:
    company: Any = world.rows[ELSEWHERE][Applicant]
    reviewer: User | None = world.people["reviewer_elsewhere"]
    applicant: User | None = world.people["applicant_elsewhere"]
    assert reviewer and applicant
    from tests import road
    from tests.permissions.world import TRADES

    scheme, facts = TRADES["jincheng"]
    for number in range(2):
        typed = road.answers(reference=f"又一份{number}", **facts)
        road.awarded(company, applicant, reviewer, scheme=scheme, typed=typed)
    for factory in (EventFactory, FundFactory, PlatformFactory):
        factory(city=company.city)
    TenancyFactory(applicant=company)
    Applicant.objects.filter(pk=company.pk).update(name="改了名", is_sci_tech=False)


def test_an_import_reaches_no_record_of_another_city(world: World, inside: Any) -> None:
    """A sheet that names a foreign credit code: refused like an unknown one, nothing of the record told or changed."""
    client, foreign = inside("operator"), world.rows[ELSEWHERE][Applicant]
    head = "统一社会信用代码,名称,主体类型\n"
    sheet = io.BytesIO((head + f"{foreign.uscc},被改的名称,企业\n").encode())
    sheet.name = "enterprises.csv"
    handed_in = client.post(
        "/admin/enterprises/applicant/import/", {"import_file": sheet, "format": "1", "resource": ""}
    )
    work_off("core.run_job")
    answer = client.get(handed_in.url)
    body = answer.content.decode()
    assert answer.status_code == 200 and answer.context["wrong"] == 1 and SECRET not in body and "Key (" not in body
    assert not changed(foreign)
