"""A tenancy changes: what rests on it above is told before it is saved, and worked on afterwards."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.actor import Actor, actor_of
from core import audit, outbox
from core.consequences import Consequence, carry_out, consequences, offers
from core.models import OutboxMessage
from enterprises.models import Applicant
from enterprises.registers import certifying
from indicators.models import Target
from parks.models import Tenancy
from parks.tenancies import leasing
from subsidies.claims.models import Claim
from subsidies.claims.resting import HANDLER
from tests import factories as make
from tests import road

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant() -> Applicant:
    road.policies_loaded()
    return road.resident(make.ApplicantFactory(city=make.CityFactory(changzhi=True)))


@pytest.fixture
def tenancy(tenant: Applicant) -> Tenancy:
    return Tenancy.objects.get(applicant=tenant)


@pytest.fixture
def claim(tenant: Applicant) -> Claim:
    return road.submitted(tenant, make.applicant_of(tenant))


@pytest.fixture
def target(tenant: Applicant) -> Target:
    """The city's target of resident service bodies; the tenant is one."""
    Applicant.objects.filter(pk=tenant.pk).update(is_service_body=True)
    tenant.refresh_from_db()
    return make.TargetFactory(city=tenant.city, key="CZ-T5", name="科技服务机构")


def by_operator(tenancy: Tenancy) -> Actor:
    return actor_of(make.office_user("operator", tenancy.applicant.city))


def form_of(tenancy: Tenancy, **typed: Any) -> dict[str, Any]:
    return {
        "space": tenancy.space_id, "applicant": tenancy.applicant_id, "starts_on": tenancy.starts_on.isoformat(),
        "ends_on": "", "monthly_rent_fen": "",
    } | typed  # fmt: skip


def page(record: Any) -> str:
    return reverse(f"admin:{record._meta.label_lower.replace('.', '_')}_change", args=[record.pk])


def test_open_claims_and_targets_are_told_before_the_tenancy_is_saved(
    tenancy: Tenancy, claim: Claim, target: Target, client_of: Any
) -> None:
    operator = make.office_user("operator", tenancy.applicant.city)
    text = client_of(operator).get(page(tenancy)).content.decode()
    assert f"有1件办理中的申报以入驻记录为依据：{claim.number}。" in text
    assert "已计入目标：科技服务机构" in text


def test_a_change_is_noted_on_each_open_claim_by_a_worker(tenancy: Tenancy, claim: Claim, client_of: Any) -> None:
    operator = make.office_user("operator", tenancy.applicant.city)
    answer = client_of(operator).post(page(tenancy), form_of(tenancy, ends_on="2026-12-31"))
    assert answer.status_code == 302
    tenancy.refresh_from_db()
    assert tenancy.ends_on == date(2026, 12, 31)
    road.work_off(HANDLER)
    last = audit.history(claim)[-1]
    assert (last.action, last.what, last.detail) == (
        "ground_changed", "所依据的入驻记录有变动", {"record": str(tenancy.space)},
    )  # fmt: skip
    assert Claim.objects.get(pk=claim.pk).state == claim.state


def test_a_form_that_changes_nothing_makes_no_work(tenancy: Tenancy, claim: Claim, client_of: Any) -> None:
    operator = make.office_user("operator", tenancy.applicant.city)
    rent = f"{(tenancy.monthly_rent_fen or 0) / 100:.2f}" if tenancy.monthly_rent_fen is not None else ""
    until = tenancy.ends_on.isoformat() if tenancy.ends_on else ""
    client_of(operator).post(page(tenancy), form_of(tenancy, ends_on=until, monthly_rent_fen=rent))
    assert not OutboxMessage.objects.filter(handler=HANDLER).exists()


def test_a_withdrawn_claim_rests_on_nothing(tenancy: Tenancy, claim: Claim) -> None:
    Claim.objects.filter(pk=claim.pk).update(state="withdrawn")
    assert consequences(leasing.TenancyChange(tenancy)) == []
    leasing.keep(tenancy, by=by_operator(tenancy))
    assert not OutboxMessage.objects.filter(handler=HANDLER).exists()


def test_the_former_tenants_claims_are_noted_too(tenancy: Tenancy, claim: Claim) -> None:
    tenancy.applicant = make.ApplicantFactory(city=claim.city)
    leasing.keep(tenancy, by=by_operator(tenancy))
    assert OutboxMessage.objects.get(handler=HANDLER).arguments["applicant_id"] == claim.applicant_id


def test_the_work_falls_with_the_change(tenancy: Tenancy, claim: Claim) -> None:
    with transaction.atomic():
        leasing.keep(tenancy, by=by_operator(tenancy))
        assert OutboxMessage.objects.filter(handler=HANDLER).exists()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.filter(handler=HANDLER).exists()


def test_a_declared_certificate_says_which_targets_it_will_count_for(tenant: Applicant) -> None:
    make.TargetFactory(city=tenant.city, key="JC-T4", name="高新技术企业数")
    record = make.RecognitionFactory(applicant=tenant, kind="high_tech", certified=False)
    told = [row.sentence for row in consequences(certifying.RecordChange(record))]
    assert told == ["核验后可计入目标：高新技术企业数。"]
    certifying.certify(record=record, by=actor_of(make.office_user("reviewer", tenant.city)))
    record.refresh_from_db()
    told = [row.sentence for row in consequences(certifying.RecordChange(record))]
    assert told == ["已计入目标：高新技术企业数，改动后随之重算。"]


def test_a_certificate_names_only_the_targets_that_count_its_kind(tenant: Applicant) -> None:
    make.TargetFactory(city=tenant.city, key="JC-T4", name="高新技术企业数", definition="high_tech_applicants")
    make.TargetFactory(city=tenant.city, key="JC-T5", name="科技型中小企业数", definition="tech_sme_applicants")
    kinds = ("high_tech", "tech_sme")
    one, other = (make.RecognitionFactory(applicant=tenant, kind=kind, certified=True) for kind in kinds)
    assert targets(one) == ["已计入目标：高新技术企业数，改动后随之重算。"]
    assert targets(other) == ["已计入目标：科技型中小企业数，改动后随之重算。"]
    type(one).objects.filter(pk=one.pk).update(certified=False)
    one.refresh_from_db()
    assert targets(one) == ["核验后可计入目标：高新技术企业数。"]
    assert targets(other) == ["已计入目标：科技型中小企业数，改动后随之重算。"]


def test_a_further_certificate_of_one_that_counts_already_promises_nothing(tenant: Applicant) -> None:
    make.TargetFactory(city=tenant.city, key="JC-T4", name="高新技术企业数", definition="high_tech_applicants")
    make.RecognitionFactory(applicant=tenant, kind="high_tech", certified=True)
    further = make.RecognitionFactory(applicant=tenant, kind="high_tech", certified=False)
    assert targets(further) == []


def targets(record: object) -> list[str]:
    told = [row.sentence for row in consequences(certifying.RecordChange(record))]
    return [sentence for sentence in told if "目标" in sentence]


def test_a_change_that_nobody_answers_has_no_consequence() -> None:
    class Unheard:
        """A change of a type that no room registered for."""

    assert consequences(Unheard()) == []


def test_sentences_alone_make_no_work_and_are_not_asked_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Change:
        """A change of our own."""

    done: list[str] = []
    monkeypatch.setitem(outbox.HANDLERS, "note", lambda text: done.append(text))
    offers(Change)(lambda change: [Consequence("知道就好")])
    offers(Change, makes_work=True)(lambda change: [Consequence("要办", "note", {"text": "甲"})])
    assert [row.sentence for row in consequences(Change())] == ["知道就好", "要办"]
    assert [row.sentence for row in consequences(Change(), work_alone=True)] == ["要办"]
    with transaction.atomic():
        carry_out(consequences(Change()))
    road.work_off("note")
    assert done == ["甲"]
