"""A number names a thing with whoever gave it: a seller its contracts, a prize its certificates; state and province
recognise a platform once for all cities."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from accounts.actor import Role, actor_of
from core.values.verdict import Refused
from enterprises.models import KnownKey, Platform, RegisterRecord
from enterprises.registers import certifying
from enterprises.registers.writing import write
from subsidies.cases.picking import told_by
from subsidies.policies import library
from tests.factories import ApplicantFactory, DealFactory, PlatformFactory, PrizeFactory, office_user

pytestmark = pytest.mark.django_db


def written(record: RegisterRecord) -> RegisterRecord:
    with transaction.atomic():
        write(record)
    return record


def here(factory: Any, **more: Any) -> RegisterRecord:
    return written(factory.build(applicant=ApplicantFactory(changzhi=True), **more))


def there(factory: Any, **more: Any) -> RegisterRecord:
    return written(factory.build(applicant=ApplicantFactory(jincheng=True), **more))


def test_two_sellers_who_number_alike_have_two_contracts() -> None:
    first = here(DealFactory, contract_no="001", buyer="甲煤业")
    assert there(DealFactory, contract_no="001", buyer="乙钢铁").identity != first.identity


def test_one_sale_that_two_recorded_is_one_however_it_is_written() -> None:
    first = here(DealFactory, contract_no="XS-001", buyer="甲煤业有限公司")
    assert there(DealFactory, contract_no="xs－００１", buyer="甲煤业 有限公司").identity == first.identity


def test_two_prizes_that_number_alike_are_two() -> None:
    first = here(PrizeFactory, in_contest=True, contest="other", name="某市创新大赛", certificate_no="2026-001")
    other = there(
        PrizeFactory, in_contest=True, contest="other", name="某省青年赛", certificate_no="2026-001",
        awarded_on="2026-05-01",
    )  # fmt: skip
    assert other.identity != first.identity
    assert here(PrizeFactory, name="某科技奖", certificate_no="2026-001").identity not in (
        first.identity,
        other.identity,
    )


def test_one_certificate_is_one_record_however_its_prize_is_written() -> None:
    first = here(PrizeFactory, name="山西省科学技术进步奖", certificate_no="2025-J-2-01")
    with pytest.raises(IntegrityError, match="prize_once"):
        there(PrizeFactory, name="山西省 科学技术进步奖", certificate_no="证书编号：２０２５-J-2-01")
    assert there(PrizeFactory, name="山西省科技进步奖（二等）", certificate_no="2025J201").identity != first.identity
    again = there(PrizeFactory, name="山西省科技进步奖（二等）", certificate_no="2025-J-2-01")
    assert again.identity == first.identity


@pytest.mark.parametrize(("level", "once"), [("national", True), ("provincial", True), ("city", False)])
def test_what_state_or_province_recognised_is_one_in_all_cities(level: str, once: bool) -> None:
    """So that its hosts in two cities are paid for it once, under whichever scheme."""
    first, other = (
        written(PlatformFactory.build(applicant=row, city=row.city, name="煤机装备重点实验室", level=level))
        for row in (ApplicantFactory(changzhi=True), ApplicantFactory(jincheng=True))
    )
    assert (first.identity == other.identity) is once
    cz, jc = library().schemes["CZ-05"], library().schemes["JC-04"]
    assert cz.matter.kind == jc.matter.kind and (told_by(cz, first) == told_by(jc, other)) is once


def test_a_city_holds_a_platform_once() -> None:
    row = PlatformFactory(name="煤机装备重点实验室", level="provincial")
    with pytest.raises(IntegrityError, match="platform_once"), transaction.atomic():
        PlatformFactory(city=row.city, name="煤机装备 重点实验室", level="provincial")


def test_what_was_there_before_is_found_by_its_new_keys() -> None:
    """As the migration does it."""
    rows: list[Any] = [DealFactory(), PrizeFactory(), PlatformFactory(level="national"), PlatformFactory(level="city")]
    keys, identities = [row.key for row in rows], [row.identity for row in rows]
    for row in rows[:3]:
        type(row).objects.filter(pk=row.pk).update(key=f"before|{row.pk}")
    migration = import_module("enterprises.migrations.0013_whose_number_it_is")
    for step in (migration.name_deals, migration.name_prizes, migration.name_platforms):
        for _ in range(2):
            step(apps, None)
    for row in rows:
        row.refresh_from_db()
    assert [row.key for row in rows] == keys and [row.identity for row in rows] == identities
    known = {(row.key, row.identity) for row in KnownKey.objects.all()}
    assert known == {(row.further_keys()[0], row.identity) for row in rows[:2]}


def test_what_was_there_in_traditional_characters_is_found_in_simplified_ones() -> None:
    """As the migration does it; of two that are now called alike the later keeps its key, and each its identity."""
    one = PlatformFactory(name="乾坤煤机装备重点实验室", level="city")
    twin, told = PlatformFactory(city=one.city, name="另一个", level="city"), one.key
    old = told.replace("干坤煤机装备重点实验", "乾坤煤机装备重点实验")
    assert old != told
    Platform.objects.filter(pk=one.pk).update(key=old)
    KnownKey.objects.create(register="platform", key=f"{one.identity}|重點", identity=one.identity)
    migration = import_module("subsidies.claims.migrations.0007_keys_without_traditional_characters")
    migration.fold(apps, None)
    Platform.objects.filter(pk=twin.pk).update(key=old)
    migration.fold(apps, None)
    kept = dict(Platform.objects.values_list("key", "identity"))
    assert kept == {told: one.identity, old: twin.identity} and one.identity != twin.identity
    assert KnownKey.objects.get().key == f"{one.identity}|重点"
    with pytest.raises(Refused, match="已经登记过"):
        certify_again(twin)


def certify_again(row: Platform) -> None:
    row.refresh_from_db()
    Platform.objects.filter(pk=row.pk).update(certified=False, certified_by=None, name="乾坤煤机装备重点实验室")
    certifying.certify(record=row, by=actor_of(office_user(Role.REVIEWER, row.city)))
