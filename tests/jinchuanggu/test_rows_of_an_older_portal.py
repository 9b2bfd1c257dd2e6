"""What an older portal holds is there after every migration, with its keys: nothing lost, nothing counted twice.

A database of its own is brought to where the wings stood before there were registers, filled as such a portal was,
and brought to where they stand today. That takes a while, so that it is done once and read by all tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core.walls.owning import owning
from enterprises.models import (
    Achievement,
    Applicant,
    IntellectualProperty,
    Platform,
    Recognition,
    YearlyFacts,
    sequences_of,
)
from enterprises.registers.register import registers
from funds.models import Fund
from parks.models import Premises, Tenancy
from talent.models import DoctoralStudio

BEFORE = [
    ("accounts", "0001_initial"), ("core", "0001_initial"), ("enterprises", "0001_initial"),
    ("parks", "0001_initial"), ("matching", "0001_initial"), ("talent", "0001_initial"), ("funds", "0001_initial"),
]  # fmt: skip
WINGS = {app for app, _ in BEFORE}


@dataclass
class Old:
    """What stands in the database once it is migrated, as plain values by model."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    sequences: dict[str, int] = field(default_factory=dict)

    @property
    def doubled(self) -> int:
        """The certificate that stands there in a second spelling."""
        return int(self.rows["Recognition"][-1]["id"])

    def of(self, model: type[Any], *names: str) -> list[Any]:
        """The values of some fields, in order of their rows."""
        found = [tuple(row[name] for name in names) for row in self.rows[model.__name__]]
        return [row[0] for row in found] if len(names) == 1 else found


@pytest.fixture(scope="module")
def older(django_db_setup: None, django_db_blocker: Any) -> Iterator[Old]:
    """The older portal, migrated."""
    with django_db_blocker.unblock(), owning():
        name, own = f"{connection.settings_dict['NAME']}_older", connection.settings_dict["NAME"]
        _anew(name, f"CREATE DATABASE {connection.ops.quote_name(name)}")
        try:
            _turn_to(name)
            yield _read_after_migrating()
        finally:
            _turn_to(own)
            _anew(name)


def _anew(name: str, *then: str) -> None:
    with connection._nodb_cursor() as cursor:
        for statement in (f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}", *then):
            cursor.execute(statement)


def _turn_to(name: str) -> None:
    """The default connection, since the migrations ask no other."""
    connection.close()
    connection.settings_dict["NAME"] = name


def _read_after_migrating() -> Old:
    executor = MigrationExecutor(connection)
    executor.migrate(BEFORE)
    _fill(executor.loader.project_state(BEFORE).apps)
    executor = MigrationExecutor(connection)
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] in WINGS])
    found = Old()
    models = [Applicant, Tenancy, Premises, Fund, DoctoralStudio, *(entry.model for entry in registers().values())]
    for model in models:
        found.rows[model.__name__] = list(model._default_manager.order_by("pk").values())
    numbers = sequences_of(Recognition.objects.all())
    found.sequences = {row.certificate_no: numbers[row.pk] for row in Recognition.objects.all()}
    return found


def _fill(apps: Any) -> None:
    """A portal of two cities: companies with certificates, platforms, figures; a park with tenancies; results."""

    def make(app: str, model: str, **values: Any) -> Any:
        return apps.get_model(app, model).objects.create(**values)

    province = make("accounts", "Province", code="140000", name="山西省")
    here, there = (
        make("accounts", "City", province=province, key=key, code=code, name=name)
        for key, code, name in (("changzhi", "140400", "长治"), ("jincheng", "140500", "晋城"))
    )  # fmt: skip
    first, second = (
        make("enterprises", "Applicant", city=city, uscc=code, name=name, kind="enterprise")
        for city, code, name in ((here, "91140400MA0000001X", "甲公司"), (there, "91140500MA0000002X", "乙公司"))
    )  # fmt: skip
    _records(make, first, second, here, there)
    valley = make(
        "parks", "Valley", city=here, name="晋创谷·长治", plan_number="1号", host="高新区", lead_unit="市科技局"
    )
    park = make("parks", "Park", valley=valley, name="甲园", status="operating")
    building = make("parks", "Building", park=park, name="1号楼")
    space = make("parks", "Space", building=building, number="101", kind="workshop", area_m2="1200.50")
    for begins, ends in ((date(2024, 1, 1), date(2024, 12, 31)), (date(2025, 3, 1), None)):
        make(
            "parks", "Tenancy", applicant=first, space=space, starts_on=begins, ends_on=ends, monthly_rent_fen=1_000_000
        )
    make("funds", "Fund", city=here, name="甲基金", size_fen=5_000_000_00, status="existing", source="1号")
    make("talent", "DoctoralStudio", city=here, applicant=first, name="甲工作室", status="operating")


def _records(make: Any, first: Any, second: Any, here: Any, there: Any) -> None:
    for number, day, sequence in (
        ("GR201914000101", date(2019, 11, 4), 1),
        ("gr 2022 1400 0101", date(2022, 10, 9), 3),
    ):
        make(
            "enterprises", "Recognition", applicant=first, kind="high_tech", certificate_no=number, issued_on=day,
            sequence=sequence, certified=True,
        )  # fmt: skip
    make(
        "enterprises", "Recognition", applicant=second, kind="specialised", level="city", certificate_no="ZJTX-2",
        issued_on=date(2025, 1, 2), sequence=1, certified=False,
    )  # fmt: skip
    make(
        "enterprises", "Recognition", applicant=second, kind="high_tech", certificate_no="GR 2019 1400 0101",
        issued_on=date(2019, 11, 4), sequence=1, certified=True,
    )  # fmt: skip
    for name, level in (("甲重点实验室", "city"), ("乙重点实验室", "provincial"), ("丙空间", "")):
        make("enterprises", "Platform", city=here, applicant=first, name=name, category="makerspace", level=level)
    make(
        "enterprises",
        "IntellectualProperty",
        applicant=first,
        kind="invention",
        application_no="2024101",
        title="甲",
        filed_on=date(2024, 2, 1),
        certified=True,
    )
    make("enterprises", "YearlyFacts", applicant=first, year=2025, revenue_fen=12_345_67, employees=12, certified=True)
    for city, title, day in (
        (here, "快速成型装备", date(2025, 6, 1)),
        (there, "快速成型装备", None),
        (here, "快速成型 装备", date(2025, 3, 1)),
    ):
        make("matching", "Achievement", city=city, title=title, owner="甲大学", promoted_on=day)


def test_every_row_is_there_with_its_values(older: Old) -> None:
    assert older.of(Applicant, "uscc", "unit_code", "name") == [
        ("91140400MA0000001X", "91140400MA0000001X", "甲公司"), ("91140500MA0000002X", "91140500MA0000002X", "乙公司")
    ]  # fmt: skip
    assert older.of(Recognition, "certificate_no") == [
        "GR201914000101",
        "gr 2022 1400 0101",
        "ZJTX-2",
        "GR 2019 1400 0101",
    ]
    assert older.of(Platform, "name", "level") == [
        ("甲重点实验室", "city"),
        ("乙重点实验室", "provincial"),
        ("丙空间", ""),
    ]
    assert older.of(YearlyFacts, "year", "revenue_fen", "employees") == [(2025, 12_345_67, 12)]
    assert older.of(IntellectualProperty, "application_no", "title") == [("2024101", "甲")]
    assert older.of(Tenancy, "starts_on", "ends_on", "monthly_rent_fen") == [
        (date(2024, 1, 1), date(2024, 12, 31), 1_000_000), (date(2025, 3, 1), None, 1_000_000)
    ]  # fmt: skip
    assert older.of(Fund, "name", "size_fen") == [("甲基金", 5_000_000_00)]
    assert older.of(DoctoralStudio, "name") == ["甲工作室"]


@pytest.mark.parametrize("model", [Recognition, Platform, IntellectualProperty, YearlyFacts, Achievement, Premises])
def test_every_record_has_its_key_and_is_a_thing_of_its_own(older: Old, model: type[Any]) -> None:
    rows = older.of(model, "key", "identity")
    assert rows and all(key and identity for key, identity in rows)
    own = [row for row in older.rows[model.__name__] if (model, row["id"]) != (Recognition, older.doubled)]
    assert [model(**row).natural_key() for row in own] == [row["key"] for row in own]


def test_one_paper_in_two_spellings_stays_twice_is_one_thing_and_waits_for_somebody_to_say_which_is_right(
    older: Old,
) -> None:
    first, *_, double = older.rows["Recognition"]
    assert double["id"] == older.doubled
    assert (double["identity"], double["certified"]) == (first["identity"], False)
    assert double["key"].startswith(f"{first['key']}|") and first["certified"]


def test_what_was_certified_is_so_and_what_was_not_is_not(older: Old) -> None:
    assert older.of(Recognition, "certified") == [True, True, False, False]
    assert all((row["certified_at"] is not None) == row["certified"] for row in older.rows["Recognition"])
    assert older.of(Platform, "certified") == [True, True, True], "they counted before there was a certificate"


def test_the_first_recognition_is_told_from_its_day_and_a_stated_third_stays_one(older: Old) -> None:
    assert older.of(Recognition, "stated_sequence") == [None, 3, None, None]
    assert older.sequences == {"GR201914000101": 1, "gr 2022 1400 0101": 3, "ZJTX-2": 1, "GR 2019 1400 0101": 1}


def test_one_result_in_two_spellings_stands_once_with_its_earlier_day_and_is_one_thing_in_two_cities(
    older: Old,
) -> None:
    rows = older.of(Achievement, "title", "promoted_on")
    assert rows == [("快速成型装备", date(2025, 3, 1)), ("快速成型装备", None)]
    assert len(set(older.of(Achievement, "identity"))) == 1


def test_the_tenancies_of_a_room_are_one_premises(older: Old) -> None:
    (premises,) = older.rows["Premises"]
    assert premises["space_id"] == older.rows["Tenancy"][0]["space_id"]
    assert premises["applicant_id"] == older.rows["Applicant"][0]["id"]
