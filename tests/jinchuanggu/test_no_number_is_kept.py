"""A person walks from sign-up to the notice and gives its number to be paid; afterwards the number is nowhere.

Database, files, cache and broker, logs, every page on the way: only the masked end is found. The one answer in which a
treasurer looks at it shows it, and nothing keeps that.
"""

import io
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pypdf import PdfReader

from accounts.actor import actor_of
from accounts.models import City, User
from core.values.identity_numbers import make_identity_number
from enterprises.models import Applicant
from subsidies.awards.models import Notice
from subsidies.claims import claiming, reviewing
from subsidies.policies import library
from tests import road
from tests.factories import office_user
from tests.recording import recorded

NUMBER = make_identity_number("140581", date(1987, 11, 23), 0)
TYPED = (NUMBER, NUMBER.lower(), f" {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}")
SIGN_UP = "/accounts/sign-up/person/"
PAYEE = "/admin/awards/award/{pk}/payee/look/"
OFFICE_PAGES = (
    "/admin/enterprises/applicant/", "/admin/enterprises/applicant/{pk}/change/", "/admin/core/auditentry/",
    "/admin/claims/claim/", "/admin/awards/award/", "/admin/enterprises/applicantmembership/",
)  # fmt: skip


@pytest.fixture
def form(jincheng: City) -> dict[str, Any]:
    return {
        "city": jincheng.pk, "district": "", "contact_name": "示例留痕人", "phone": "0356-2000000", "agreement": "on",
        "identity_agreement": "on", "identity_number": TYPED[2], "username": "liuhen", "password1": "Jin-Chuang-88",
        "password2": "Jin-Chuang-88",
    }  # fmt: skip


def signed_up(client: Client, form: dict[str, Any]) -> Iterator[bytes]:
    """With a slip first, and a second time by somebody who is the same person."""
    yield client.post(SIGN_UP, form | {"password2": "other"}).content
    yield client.post(SIGN_UP, form | {"identity_number": NUMBER[:-1]}).content
    yield client.post(SIGN_UP, form, follow=True).content
    client.logout()
    yield client.post(SIGN_UP, form | {"username": "zaici"}).content
    yield client.post(SIGN_UP, form | {"username": NUMBER}).content


def noticed(person: Applicant, reviewer: User) -> None:
    """A claim of the person as far as its notice."""
    by, desk = actor_of(User.objects.get(username="liuhen")), actor_of(reviewer)
    road.resident(person)
    claim = claiming.start(scheme=library().schemes["JC-12B"], applicant=person, by=by)
    typed = road.answers(reference="示例项目2026-1", review_passed="true", qualification="doctor")
    typed = recorded(person, "JC-12B", typed)
    claim = claiming.save_draft(claim=claim, answers=typed, version=claim.version, by=by)
    claim = road.taken_up(claiming.submit(claim=claim, by=by))
    claim = reviewing.decide_figure(claim=claim, name="decided_amount", value="300000", reason="按学历核定", by=desk)
    road.approve(claim=claim, by=desk)
    road.work_off("awards.reckon")
    road.noticed()


def given(own: Client) -> Iterator[bytes]:
    """The number for the payment, with a slip first."""
    page = "/enterprise/payee-number/"
    yield own.post(page, {"identity_number": NUMBER}).content
    yield own.post(page, {"identity_number": NUMBER[:-1], "agreement": "on"}).content
    yield own.post(page, {"identity_number": TYPED[2], "agreement": "on"}, follow=True).content


def of_the_database() -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT row_to_json(t)::text FROM {connection.ops.quote_name(table)} t")
            yield from (f"{table}: {row[0]}" for row in cursor.fetchall())


def of_the_files() -> Iterator[str]:
    """The bytes of every file, and what a paper says."""
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            yield content.decode("latin-1")
            if content.startswith(b"%PDF"):
                yield "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def of_cache_and_broker() -> Iterator[str]:
    store = redis.Redis.from_url(settings.REDIS_URL)
    for key in store.scan_iter("*"):
        yield repr(key) + repr(store.dump(key))


def test_an_identity_number_is_found_nowhere_afterwards(
    client: Client, form: dict[str, Any], jincheng: City, client_of, caplog
) -> None:
    cache.clear()
    caplog.set_level(logging.DEBUG)
    road.policies_loaded()
    seen = [page.decode() for page in signed_up(client, form)]
    person = Applicant.objects.get()
    reviewer = office_user("reviewer", jincheng)
    noticed(person, reviewer)
    office = client_of(reviewer)
    seen += [office.get(page.format(pk=person.pk)).content.decode() for page in OFFICE_PAGES]
    own = client_of(User.objects.get(username="liuhen"))
    seen += [own.get(page).content.decode() for page in ("/", "/enterprise/", "/claims/", "/enterprise/edit/")]
    award = Notice.objects.get().award
    assert award.claim.applicant == person
    seen += [page.decode() for page in given(own)]
    looked = client_of(office_user("treasurer", jincheng)).post(PAYEE.format(pk=award.pk), {"purpose": "payment"})
    assert NUMBER in looked.content.decode() and "no-store" in looked["Cache-Control"]
    seen += [own.get("/enterprise/my-data/copy/").content.decode()]
    kept = [*of_the_database(), *of_the_files(), *of_cache_and_broker(), caplog.text]
    assert any("示例留痕人" in text for text in kept)
    assert any(person.masked_identity in text for text in seen)
    leaks = [text[:200] for text in [*kept, *seen] if any(typed.strip() in text for typed in (NUMBER, NUMBER.lower()))]
    assert not leaks
    assert not [text[:200] for text in kept if NUMBER[6:17] in text]
