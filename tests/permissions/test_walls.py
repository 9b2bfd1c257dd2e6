"""The second gate: what the database shows when a page forgets to ask, made from the models."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import actor_of
from accounts.scope import OpenlyScopedQuerySet, ScopedQuerySet
from accounts.scope.acting import identity_of
from accounts.scope.together import Together
from accounts.scope.walls import Wall
from core.walls.acting import NOBODY, Identity, acting, acting_as, beyond_walls
from enterprises.applicants.designating import designate
from enterprises.models import (
    Applicant,
    Consent,
    ConsentSubject,
    DesignationKind,
    PayeeNumber,
    TeamCharter,
    TeamMember,
)
from enterprises.models.part import PartRecord
from parks.models import Premises, RentReceipt
from subsidies.awards import revoking
from subsidies.awards.models import Award, RevocationNotice, RevocationProposal
from subsidies.catalogue.models import Edition
from subsidies.claims.models import (
    Claim,
    ClaimMessage,
    ClaimNote,
    ClaimReturn,
    MessageReading,
    PaperLook,
    RecordOverride,
    ReturnMark,
)
from tests import road
from tests.permissions.world import ELSEWHERE, OWN, World

pytestmark = pytest.mark.django_db


def wall_of(model: Any) -> Wall | None:
    return next((row for row in model._meta.constraints if isinstance(row, Wall)), None)


def names_of(model: Any) -> set[str]:
    return {field.name for field in model._meta.fields}


WALLED = [model for model in apps.get_models() if wall_of(model)]


PUBLISHED = {Edition: "state = 'released'"}  # what everybody may read of a table


def asked(sql: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def count(model: Any) -> int:
    return int(asked(f"SELECT count(*) FROM {model._meta.db_table}"))


def published(model: Any) -> int:
    with beyond_walls("a test"):
        return int(asked(f"SELECT count(*) FROM {model._meta.db_table} WHERE {PUBLISHED[model]}"))


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("model", WALLED)
def test_a_wall_binds_the_owner_too_and_rests_on_a_walled_parent(world: World, model: Any) -> None:
    wall = wall_of(model)
    assert wall and any(wall.bounds.values())
    table = model._meta.db_table
    assert asked("SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relname = %s", table)
    assert asked("SELECT count(*) FROM pg_policies WHERE tablename = %s AND policyname = %s", table, wall.name) == 1
    if parent := wall.bounds["parent"]:
        assert wall_of(model._meta.get_field(parent).related_model)


@pytest.mark.parametrize("model", WALLED)
def test_a_raw_count_of_nobody_is_nought(world: World, model: Any) -> None:
    if model in world.rows[OWN]:
        assert count(model) > 0
    for who in (NOBODY, identity_of(actor_of(world.people["stranger"]))):
        with acting_as(who):
            assert count(model) == (published(model) if model in PUBLISHED else 0)


@pytest.fixture(scope="module")
def elsewhere(world: World, django_db_blocker: Any) -> dict[Any, Any]:
    """A row of each walled table that is another city's, those too that no page of the admin shows."""
    with django_db_blocker.unblock(), beyond_walls("a test"):
        return world.rows[ELSEWHERE] | {type(row): row for row in _further(world)}


def _further(world: World) -> Iterator[models.Model]:
    rows, reviewer = world.rows[ELSEWHERE], world.people["reviewer_elsewhere"]
    company, claim, by = rows[Applicant], rows[Claim], actor_of(reviewer)
    person = world.people["applicant_elsewhere"]
    found = {"kind": DesignationKind.SCI_TECH, "holds": True, "document": "公告1号", "decided_on": date(2026, 1, 5)}
    yield designate(applicant=company, **found, by=by)
    yield Consent.objects.create(applicant=company, user=person, subject=ConsentSubject.NOTICE, version="1")
    yield PayeeNumber.objects.create(applicant=company, sealed="密文", given_by=person)
    yield TeamMember.objects.create(applicant=company, charter=rows[TeamCharter], name="示例成员")
    yield RecordOverride.objects.create(claim=claim, record=claim.record, reason="已看原件", by=reviewer)
    message = ClaimMessage.objects.create(claim=claim, of_office=False, text="请问何时受理", by=person)
    yield message
    yield MessageReading.objects.create(claim=claim, of_office=True, upto=message, by=reviewer)
    yield ClaimNote.objects.create(claim=claim, text="待核对原件", by=reviewer)
    yield PaperLook.objects.create(claim=claim, label="合同", sha256="0" * 64, by=reviewer)
    sent_back = ClaimReturn.objects.create(claim=claim, receipt={}, facts=[], by=reviewer)
    yield from (sent_back, ReturnMark.objects.create(sent_back=sent_back, place="on", of_paper=False, said="有误"))
    yield revoking.refuse(proposal=rows[RevocationProposal], reason="不撤销", by=by)
    again = revoking.propose(award=rows[Award], reason="重新核查", by=by)
    revocation = revoking.confirm(proposal=again, by=actor_of(road.second_reviewer(company.city)))
    yield revocation
    paper = {"number": "示例〔2026〕9号", "verify_code": "CODE-9", "issued_on": date(2026, 4, 2)}
    yield RevocationNotice.objects.create(revocation=revocation, file=world.files[ELSEWHERE][0], **paper)


@pytest.mark.parametrize("role", ["reviewer", "operator", "official", "applicant", "policy_editor"])
def test_of_another_city_nothing_is_shown_whoever_asks(world: World, elsewhere: dict[Any, Any], role: str) -> None:
    with acting_as(identity_of(actor_of(world.people[role]))):
        assert not [model for model in WALLED if ways_to_see(elsewhere[model])]
    with acting_as(identity_of(actor_of(world.people[f"{role}_elsewhere"]))):
        theirs = [model for model in WALLED if role != "applicant" or is_an_applicants(elsewhere[model])]
        assert theirs
        assert not [model for model in theirs if not ways_to_see(elsewhere[model])]


def ways_to_see(row: Any) -> int:
    """In how many ways the record is found by who asks."""
    managers = (type(row)._default_manager, type(row)._base_manager)
    counted: int = asked(f"SELECT count(*) FROM {row._meta.db_table} WHERE id = %s", row.pk)
    return counted + sum(manager.filter(pk=row.pk).exists() for manager in managers)


def is_an_applicants(row: Any) -> bool:
    return belongs_to_an_applicant(type(row)) and bool(getattr(row, "applicant", row))


def belongs_to_an_applicant(model: Any) -> bool:
    wall = wall_of(model)
    assert wall
    above = wall.bounds["parent"] and model._meta.get_field(wall.bounds["parent"]).related_model
    return bool(wall.bounds["organisation"] or (above and belongs_to_an_applicant(above)))


def test_a_claim_elsewhere_is_neither_changed_nor_made_nor_moved(world: World) -> None:
    own, there = world.drafts[OWN], world.drafts[ELSEWHERE]
    with acting_as(identity_of(actor_of(world.people["applicant"]))), undone():
        assert Claim.objects.filter(pk=there.pk).update(answers={}) == 0
        assert Claim.objects.filter(pk=there.pk).delete()[0] == 0
        for act in (
            lambda: Claim.objects.filter(pk=own.pk).update(city=there.city, applicant=there.applicant),
            lambda: Claim.objects.create(city=there.city, applicant=there.applicant, scheme_code="JC-18"),
        ):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                act()
        assert Claim.objects.filter(pk=own.pk).exists(), "it is told again after what was rolled back"


def test_a_row_points_into_no_other_city_even_where_walls_are_not_asked(world: World) -> None:
    own, there = world.drafts[OWN], world.drafts[ELSEWHERE]
    for act in (
        lambda: Claim.objects.create(city=own.city, applicant=there.applicant, scheme_code="CZ-16"),
        lambda: Claim.objects.filter(pk=own.pk).update(applicant=there.applicant),
        lambda: RentReceipt.objects.update(premises=world.rows[ELSEWHERE][Premises]),
    ):
        with undone():
            act()
            with pytest.raises(IntegrityError, match="_with_"), transaction.atomic():
                asked("SET CONSTRAINTS ALL IMMEDIATE; SELECT 1")


@pytest.mark.parametrize("model", [model for model in apps.get_models() if issubclass(model, PartRecord)])
def test_a_part_is_of_the_applicant_of_its_whole(model: Any) -> None:
    assert any(isinstance(row, Together) and row.field == model.part_of for row in model._meta.constraints)


@pytest.mark.parametrize("model", [model for model in WALLED if {"city", "applicant"} <= names_of(model)])
def test_what_has_a_city_and_an_applicant_is_of_the_applicants_city(model: Any) -> None:
    assert any(isinstance(row, Together) and row.what == "city" for row in model._meta.constraints)


def test_there_is_no_view_that_could_look_behind_walls() -> None:
    assert (
        asked("SELECT count(*) FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace")
        == 0
    )


def test_an_administrator_and_the_portal_itself_see_all(world: World) -> None:
    everything = Claim.objects.count()
    with acting_as(identity_of(actor_of(world.people["administrator"]))):
        assert Claim.objects.count() == everything
    with acting_as(NOBODY):
        with beyond_walls("a test"):
            assert Claim.objects.count() == everything
        assert Claim.objects.count() == 0


def test_another_thread_is_nobody() -> None:
    found: list[Identity] = []
    thread = threading.Thread(target=lambda: found.append(acting()))
    thread.start()
    thread.join()
    assert found == [NOBODY]


def is_scoped(model: type[models.Model]) -> bool:
    rows = model._default_manager.all()
    return isinstance(rows, ScopedQuerySet) and not isinstance(rows, OpenlyScopedQuerySet)


@pytest.mark.parametrize("model", [model for model in apps.get_models() if is_scoped(model)])
def test_every_scoped_table_has_a_wall(model: Any) -> None:
    assert wall_of(model)
