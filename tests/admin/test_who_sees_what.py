"""Every page of the admin, every role, two cities: what is not theirs is not there."""

from typing import Any

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from accounts.actor import actor_of
from parks.models import Building
from tests.admin.table import OFFICE, PEOPLE, PUBLISHED, TABLE
from tests.admin.world import MARKER
from tests.factories import ParkFactory, ValleyFactory

pytestmark = pytest.mark.django_db


def pages(label: str) -> dict[str, str]:
    """Addresses of a model's pages that need no record, by what they do."""
    found = {}
    for what in ("changelist", "add", "import", "export"):
        try:
            found[what] = reverse(f"admin:{label.replace('.', '_')}_{what}")
        except NoReverseMatch:
            continue
    return found


def of_record(record: Any, what: str) -> str:
    return reverse(f"admin:{record._meta.label_lower.replace('.', '_')}_{what}", args=[record.pk])


def test_the_table_names_every_page() -> None:
    registered = {model._meta.label_lower for model in admin.site._registry}
    assert registered == set(TABLE)


@pytest.mark.parametrize("who", PEOPLE)
def test_each_page_is_read_and_written_by_those_of_the_table(who: str, request: Any) -> None:
    """That pages answer as their permissions say, and name nothing of another city, `tests/permissions` holds."""
    asked: Any = type("Asked", (), {"actor": actor_of(request.getfixturevalue(who))})()
    for model, page in admin.site._registry.items():
        right = TABLE[model._meta.label_lower].get(who)
        assert page.has_view_permission(asked) == (right is not None), model
        assert right in ("W", "A") or not (page.has_add_permission(asked) or page.has_change_permission(asked)), model


@pytest.mark.parametrize("who", PEOPLE)
def test_the_index_names_nothing_of_another_city(
    who: str, own: Any, foreign: Any, client_of: Any, request: Any
) -> None:
    client = client_of(request.getfixturevalue(who))
    for address in (reverse("admin:index"), reverse("admin:claims_claim_waiting")):
        assert who == "administrator" or MARKER not in client.get(address).content.decode(), address


@pytest.mark.parametrize("who", ["reviewer", "operator"])
def test_own_records_can_be_saved_by_those_who_write(who: str, own: Any, client_of: Any, request: Any) -> None:
    client = client_of(request.getfixturevalue(who))
    for label, row in TABLE.items():
        record = own.get(label)
        if record is not None and who in row and not label.startswith("subsidies."):
            page = client.get(of_record(record, "change")).content.decode()
            assert ('name="_save"' in page) == (row[who] == "W"), label


@pytest.mark.parametrize("who", ["reviewer", "operator", "official"])
def test_records_of_another_city_are_not_there(who: str, foreign: Any, client_of: Any, request: Any) -> None:
    client = client_of(request.getfixturevalue(who))
    for label, record in foreign.items():
        if who in TABLE[label]:
            assert client.get(of_record(record, "change")).status_code == 404, label
            assert client.get(of_record(record, "history")).status_code == 404, label
            assert client.get(of_record(record, "delete")).status_code in (403, 404), label
            assert client.post(of_record(record, "change"), {"name": "改"}).status_code in (403, 404, 405), label


@pytest.mark.parametrize("who", ["reviewer", "treasurer"])
def test_exports_hold_the_own_city_alone(who: str, own: Any, foreign: Any, client_of: Any, request: Any) -> None:
    client = client_of(request.getfixturevalue(who))
    seen = 0
    for label in TABLE:
        address = pages(label).get("export")
        if address and who in TABLE[label]:
            sheet = client.post(address, {"format": "1", "resource": "0"})
            text = sheet.content.decode()
            assert sheet["Content-Type"].startswith("text/csv"), label
            assert MARKER not in text and len(text.splitlines()) > 1, label
            seen += 1
    assert seen > 5


@pytest.mark.parametrize("who", OFFICE)
def test_chosen_ids_of_another_city_are_passed_over(
    who: str, own: Any, foreign: Any, client_of: Any, request: Any
) -> None:
    client = client_of(request.getfixturevalue(who))
    for label in ("enterprises.applicant", "claims.claim"):
        if who in TABLE[label]:
            posted = {"format": "1", "resource": "0", "export_items": [foreign[label].pk]}
            assert MARKER not in client.post(pages(label)["export"], posted).content.decode()


def test_autocomplete_offers_the_own_city_alone(own: Any, foreign: Any, operator: Any, client_of: Any) -> None:
    client = client_of(operator)
    asked = {"app_label": "parks", "model_name": "tenancy", "field_name": "applicant", "term": "科技"}
    answer = client.get(reverse("admin:autocomplete"), asked)
    assert [row["text"] for row in answer.json()["results"]] == [own["enterprises.applicant"].name]


def test_a_forged_key_of_another_city_is_refused(own: Any, foreign: Any, operator: Any, client_of: Any) -> None:
    tenancy = own["parks.tenancy"]
    typed = {"space": tenancy.space.pk, "applicant": foreign["enterprises.applicant"].pk, "starts_on": "2031-01-01"}
    answer = client_of(operator).post(reverse("admin:parks_tenancy_add"), typed)
    assert answer.status_code == 200
    assert MARKER not in answer.content.decode()
    assert type(tenancy).objects.count() == 2


def test_a_forged_city_is_set_right_by_the_server(policies: None, operator: Any, jincheng: Any, client_of: Any) -> None:
    typed = {"city": jincheng.pk, "name": "对接会", "kind": "forum", "held_on": "2026-03-01"}
    client_of(operator).post(reverse("admin:parks_event_add"), typed)
    from parks.models import Event

    assert Event.objects.get().city.key == "changzhi"


def test_people_without_an_office_find_no_admin(applicant: Any, stranger: Any, client_of: Any) -> None:
    for person in (applicant, stranger):
        assert client_of(person).get(reverse("admin:index")).status_code == 404
        assert client_of(person).get(reverse("admin:claims_claim_changelist")).status_code == 404


def test_visitors_are_sent_to_the_one_login(client: Any, db: None) -> None:
    answer = client.get(reverse("admin:claims_claim_changelist"), follow=True)
    assert answer.redirect_chain[-1][0].startswith(reverse("accounts:login"))
    assert "next=/admin/claims/claim/" in answer.redirect_chain[-1][0]


@pytest.mark.parametrize("address", ["/admin/search/?s=1", "/admin/r/1/1/"])
def test_side_doors_of_the_theme_are_shut(address: str, reviewer: Any, client_of: Any) -> None:
    assert client_of(reviewer).get(address).status_code == 404


def test_published_reference_is_seen_across_cities(own: Any, foreign: Any, reviewer: Any, client_of: Any) -> None:
    client = client_of(reviewer)
    valley = foreign["parks.building"].park.valley
    assert {"parks.valley"} <= PUBLISHED
    page = client.get(of_record(valley, "change"))
    assert page.status_code == 200
    assert 'name="_save"' not in page.content.decode()


@pytest.mark.parametrize("kind", ["zone", "park", "servicewindow", "parkservice"])
def test_nobody_hangs_a_place_on_the_valley_of_another_city(
    kind: str, operator: Any, changzhi: Any, jincheng: Any, client_of: Any
) -> None:
    for city, taken in ((changzhi, True), (jincheng, False)):
        form = client_of(operator).get(reverse(f"admin:parks_{kind}_add")).context["adminform"].form
        valley = ValleyFactory(city=city)
        assert form.fields["valley"].queryset.filter(pk=valley.pk).exists() is taken


def test_nobody_puts_a_building_into_a_park_of_another_city(
    operator: Any, changzhi: Any, jincheng: Any, client_of: Any
) -> None:
    parks = {city: ParkFactory(valley__city=city) for city in (changzhi, jincheng)}
    address = reverse("admin:parks_building_add")
    assert client_of(operator).post(address, {"park": parks[jincheng].pk, "name": "甲楼"}).status_code == 200
    assert client_of(operator).post(address, {"park": parks[changzhi].pk, "name": "甲楼"}).status_code == 302
    assert [row.park for row in Building.objects.all()] == [parks[changzhi]]
