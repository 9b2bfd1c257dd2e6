"""What the demo's people do: all of it goes through, once, and leaves something to see on every page of every role."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from django.contrib import admin
from django.db import transaction
from django.db.models import Q
from django.test import Client, RequestFactory, override_settings
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from accounts.actor import Role, actor_of
from accounts.cities.acting import work_off
from accounts.models import City, User
from core.documents import child
from core.documents.press import PRESS
from core.models import AuditEntry, Job, OutboxMessage
from core.outbox import HANDLERS
from enterprises.models import Applicant
from enterprises.registers.certifying import CERTIFY
from enterprises.registers.register import registers
from jinchuanggu.loading.deeds import do_deeds
from jinchuanggu.loading.demo import load_demo
from jinchuanggu.loading.logins import demo_logins
from jinchuanggu.loading.reference import load_reference
from subsidies.awards.models import Award, Notice, Revocation
from subsidies.claims.models import Claim
from subsidies.claims.near.finding import near_to
from subsidies.claims.states import ClaimState
from subsidies.grants.models import CapGrant
from subsidies.policies import library
from subsidies.rules import GivenBy
from tests.conftest import LOGIN_BACKEND

pytestmark = pytest.mark.django_db
NOW = "2026-11-22T01:30:00Z"
EMPTY = 'class="empty"'
APPLICANTS = ("changzhi-applicant", "changzhi-person", "changzhi-team", "jincheng-applicant")  # one of each kind
WAITED_FOR = (Role.INTAKE, Role.REVIEWER, Role.OPERATOR, Role.POLICY_RELEASER)
HAD_BY_ALL = ("", "enterprise/records/", "claims/")
NO_LISTS = ("eligibility/", "api/", "admin/", "accounts/", "verify/")


@pytest.fixture(scope="module")
def left_out(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[list[str]]:
    """The whole demo, loaded once for all tests here; what was refused of its deeds. Papers are not laid out: that is
    another test's subject and takes a second each."""
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(PASSWORD_HASHERS=quick, MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        time_machine.travel(NOW, tick=False),
        transaction.atomic(),
    ):
        load_reference()
        load_demo()
        _, found = do_deeds()
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(PRESS, "print", lambda page, wall_seconds: (child.MADE, page))
            work_off(HANDLERS)
        yield found
        transaction.set_rollback(True)


def test_nothing_is_refused_and_nothing_is_left_to_a_worker(left_out: list[str]) -> None:
    assert left_out == []
    assert [row.last_error for row in OutboxMessage.objects.filter(done_at=None)] == []


def test_a_second_time_adds_nothing(left_out: list[str]) -> None:
    before = Claim.objects.count(), Award.objects.count(), Job.objects.count(), OutboxMessage.objects.count()
    assert (load_demo(), do_deeds()) == (0, (0, []))
    assert before == (Claim.objects.count(), Award.objects.count(), Job.objects.count(), OutboxMessage.objects.count())


def test_what_is_certified_has_its_paper_its_certifier_and_an_entry_that_says_so(left_out: list[str]) -> None:
    for entry in registers().values():
        rows = entry.model._default_manager.filter(certified=True)
        bare = Q(source="", paper=None) | Q(certified_by=None) | Q(certified_at=None)
        assert not rows.filter(bare).exists(), entry.name
        told = AuditEntry.objects.filter(action=CERTIFY, subject_type=entry.name).values_list("subject_id", flat=True)
        assert {str(row.pk) for row in rows} <= set(told), entry.name
    assert not AuditEntry.objects.filter(action=CERTIFY, actor_id=None).exists()


def test_each_city_has_a_claim_in_every_state_and_awards_taken_back_in_part_and_whole(left_out: list[str]) -> None:
    for city in City.objects.all():
        claims = Claim.objects.filter(city=city)
        assert {*ClaimState} - set(claims.values_list("state", flat=True)) == {ClaimState.APPROVED}
        revoked = Revocation.objects.filter(award__claim__city=city)
        assert {row.whole for row in revoked} == {True, False}
        assert all(row.freed_fen > 0 for row in revoked)
        assert Notice.objects.filter(award__claim__city=city).count() == Award.objects.filter(claim__city=city).count()
        assert any(near_to(claim).wants_reason for claim in claims.filter(state=ClaimState.ACCEPTED))
        assert claims.exclude(decided={}).exists() == _leaves_figures_open(city)


def _leaves_figures_open(city: City) -> bool:
    """Whether a law of the city leaves a figure to its office."""
    own = [scheme for scheme in library().schemes.values() if scheme.policy.city == city.key]
    return any(fact.given_by == GivenBy.OFFICER for scheme in own for fact in scheme.facts.values())


def test_every_list_of_the_admin_has_a_row_for_everybody_who_may_see_it(left_out: list[str]) -> None:
    empty = {(user, page.opts.label) for user, request, page in _lists() if not page.get_queryset(request).exists()}
    assert {row for row in empty if row[1] != Job._meta.label} == _of_a_city_without_caps()
    jobless = {user for user, label in empty if label == Job._meta.label}
    assert not jobless & {
        user for user, request, page in _lists() if request.actor.city_ids() and _exchanges(page, request)
    }


def _lists() -> Iterator[tuple[str, Any, Any]]:
    """Each of the demo's people with each page of the admin that opens for them."""
    for user in User.objects.filter(username__in=[row[2] for row in demo_logins()], is_staff=True):
        request: Any = RequestFactory().get("/")
        request.user, request.actor = user, actor_of(user)
        for page in admin.site._registry.values():
            if page.has_view_permission(request):
                yield user.username, request, page


def _exchanges(page: Any, request: Any) -> bool:
    """Whether the person can bring in or take along a sheet there."""
    asked = [getattr(page, f"has_{way}_permission", None) for way in ("import", "export")]
    return any(may(request) for may in asked if may is not None)


def _of_a_city_without_caps() -> set[tuple[str, str]]:
    """No law of such a city limits a sum over several awards: there is nothing that a list could show."""
    capped = {scheme.policy.city for scheme in library().schemes.values() if scheme.cap}
    keys = set(City.objects.values_list("key", flat=True)) - capped
    return {
        (user, CapGrant._meta.label)
        for user, _, page in _lists()
        if page.model is CapGrant and user[: user.find("-")] in keys
    }


def test_no_page_of_the_portal_is_empty_for_anybody(left_out: list[str]) -> None:
    """An applicant of each kind on every page, everybody else on the pages that all have."""
    paths = [path for path in _paths(get_resolver()) if not path.startswith(NO_LISTS)]
    assert {*HAD_BY_ALL, "targets/", "talent/roster/", "enterprise/entry/"} <= set(paths)
    empty = []
    for user in User.objects.filter(username__in=[row[2] for row in demo_logins()]):
        client = Client()
        client.force_login(user, backend=LOGIN_BACKEND)
        for path in paths if user.username in APPLICANTS else _had_by(user):
            answer = client.get(f"/{path}")
            if answer.status_code == HTTPStatus.OK and EMPTY.encode() in b"".join(answer):
                empty.append((user.username, path))
    assert empty == []


def _had_by(user: User) -> tuple[str, ...]:
    """What waits for an office stands on two pages; nothing ever waits for some. Who can claim has claimed."""
    actor = actor_of(user)
    if user.is_staff:
        return ("", "targets/", "admin/") if actor.city_ids(*WAITED_FOR) else ("targets/",)
    own = Applicant.objects.select_related("city").get(pk__in=actor.applicant_ids)
    schemes = library().schemes.values()
    may_claim = any(own.kind in row.kinds and row.policy.city == own.city.key for row in schemes)
    return HAD_BY_ALL if may_claim else HAD_BY_ALL[:-1]


def _paths(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """The addresses that need nothing to be filled in."""
    for entry in resolver.url_patterns:
        path = f"{before}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from _paths(entry, path)
        elif isinstance(entry, URLPattern) and not set("<(") & set(path):
            yield path


def test_who_decides_a_claim_of_the_demo_is_of_the_unit_that_its_paper_names(left_out: list[str]) -> None:
    """The window accepts for all units."""
    deciding = ("approve", "decide", "refuse", "revoke")
    for claim in Claim.objects.all():
        mine = {row.partition("·")[2] or row for row in _offices_of(claim, deciding)}
        assert mine <= {claim.scheme.units[0]}, claim


def _offices_of(claim: Claim, actions: tuple[str, ...]) -> set[str]:
    rows = AuditEntry.objects.filter(subject_type="claim", subject_id=str(claim.pk), action__in=actions)
    return set(rows.exclude(organisation="").values_list("organisation", flat=True))
