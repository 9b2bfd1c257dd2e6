"""The rows behind a figure: their order, their cells, and those that look alike and do not count."""

from datetime import date
from typing import Any

import pytest
from django.db.models import QuerySet

from indicators.definitions import Definition, definition_of
from tests.factories import (
    AchievementFactory,
    ApplicantFactory,
    CooperationEntityFactory,
    DoctoralStudioFactory,
    FundFactory,
    IntellectualPropertyFactory,
    PlatformFactory,
    RecognitionFactory,
    ResearchBranchFactory,
    TenancyFactory,
    YearlyFactsFactory,
)
from tests.indicators.test_definitions import ON, company, names, resident, target

pytestmark = pytest.mark.django_db
EARLIER, LATER = date(2025, 1, 10), date(2026, 1, 10)


def definition(key: str) -> Definition:
    found = definition_of(target(key))
    assert found is not None
    return found


def left_out(key: str) -> QuerySet[Any]:
    rows = definition(key).left_out
    assert rows is not None
    return rows(target(key), ON)


def cells(key: str) -> list[list[Any]]:
    return [[column.of(row) for column in definition(key).columns] for row in definition(key).records(target(key), ON)]


# ------------------------------------------------------------------ order
@pytest.mark.parametrize(
    ("key", "place", "more"), [("JC-T2", "jincheng", {}), ("CZ-T4", "changzhi", {"rd_institution": True})]
)
def test_the_platform_recognised_last_stands_first_and_one_without_a_day_last(key: str, place: str, more: dict) -> None:
    for name, day in (("甲", None), ("乙", EARLIER), ("丙", LATER)):
        PlatformFactory(**{place: True}, name=name, recognised_on=day, **more)
    assert names(key) == ["丙", "乙", "甲"]


def test_the_studio_opened_last_stands_first_and_one_without_a_day_last() -> None:
    for name, day in (("甲", None), ("乙", EARLIER), ("丙", LATER)):
        DoctoralStudioFactory(luliang=True, name=name, opened_on=day)
    assert names("LL-T3") == ["丙", "乙", "甲"]


def test_the_largest_fund_stands_first_and_one_of_unknown_size_last() -> None:
    for name, fen in (("甲", None), ("乙", 1), ("丙", 2)):
        FundFactory(jincheng=True, name=name, size_fen=fen)
    assert names("JC-T7") == ["丙", "乙", "甲"]


def test_the_highest_revenue_stands_first_and_one_unreported_last() -> None:
    for name, fen in (("甲", None), ("乙", 1), ("丙", 2)):
        YearlyFactsFactory(applicant=resident("changzhi", name=name), revenue_fen=fen)
    assert names("CZ-T3") == ["丙", "乙", "甲"]


def test_who_moved_in_last_stands_first_and_who_is_outside_last() -> None:
    company("changzhi", name="甲", approved_outside=True)
    for name, day in (("乙", EARLIER), ("丙", LATER)):
        TenancyFactory(applicant=company("changzhi", name=name), starts_on=day)
    assert names("CZ-T1") == ["丙", "乙", "甲"]
    assert [row[2] for row in cells("CZ-T1")] == [LATER, EARLIER, "谷外，经专班审核"]


# ------------------------------------------------------------------ cells
def test_of_several_certificates_the_latest_in_force_is_shown() -> None:
    applicant = company("jincheng", name="甲")
    RecognitionFactory(applicant=applicant, certificate_no="GR202414000001", issued_on=date(2024, 1, 10))
    RecognitionFactory(
        applicant=applicant, certificate_no="GR202614000002", issued_on=date(2026, 6, 1), stated_sequence=2
    )
    assert cells("JC-T4") == [["甲", "高新技术企业", "GR202614000002", date(2026, 6, 1), date(2029, 6, 1)]]


def test_revenue_says_whether_an_office_has_checked_it() -> None:
    for name, fen, certified in (("甲", 2, True), ("乙", 1, False), ("丙", None, False)):
        YearlyFactsFactory(applicant=resident("changzhi", name=name), revenue_fen=fen, certified=certified)
    assert [row[2] for row in cells("CZ-T3")] == ["已核验", "企业填报", ""]


def test_a_studio_names_its_host_where_it_has_one() -> None:
    host = ApplicantFactory(name="甲", luliang=True)
    DoctoralStudioFactory(luliang=True, name="一", opened_on=LATER, applicant=host)
    DoctoralStudioFactory(luliang=True, name="二", opened_on=EARLIER, applicant=None)
    assert cells("LL-T3") == [["一", "甲", LATER], ["二", "", EARLIER]]


# ------------------------------------------------------------------ what does not count yet
@pytest.mark.parametrize("key", ["LL-T2", "JC-T2"])
def test_platforms_that_wait_are_planned_or_unchecked_ones_of_the_city(key: str) -> None:
    place = {"JC": "jincheng", "LL": "luliang"}[key[:2]]
    waiting = [PlatformFactory(**{place: True}, planned=True), PlatformFactory(**{place: True}, certified=False)]
    PlatformFactory(**{place: True})
    PlatformFactory(changzhi=True, planned=True)
    assert list(left_out(key)) == waiting


@pytest.mark.parametrize(
    ("key", "factory", "place"),
    [
        ("JC-T1", CooperationEntityFactory, "jincheng"),
        ("LL-T8", ResearchBranchFactory, "luliang"),
        ("LL-T3", DoctoralStudioFactory, "luliang"),
        ("JC-T7", FundFactory, "jincheng"),
    ],
)
def test_what_is_planned_waits(key: str, factory: Any, place: str) -> None:
    waiting = factory(**{place: True}, planned=True)
    factory(**{place: True})
    factory(changzhi=True, planned=True)
    assert list(left_out(key)) == [waiting]


def test_declared_recognitions_wait_unless_their_holder_counts_already() -> None:
    fields = {"tech_sme": True, "issued_on": date(2026, 3, 1)}
    waiting, counted = company("jincheng", name="甲"), company("jincheng", name="乙")
    RecognitionFactory(applicant=waiting, certified=False, **fields)
    RecognitionFactory(applicant=counted, certified=False, **fields)
    RecognitionFactory(applicant=counted, **fields)
    assert list(left_out("JC-T5")) == [waiting]
    assert names("JC-T5") == ["乙"]


def test_declared_gains_wait_where_their_holder_was_brought_in() -> None:
    waiting = resident("changzhi", name="甲")
    for applicant in (waiting, company("changzhi", name="乙")):
        RecognitionFactory(applicant=applicant, tech_sme=True, issued_on=date(2026, 3, 1), certified=False)
    assert list(left_out("CZ-T2")) == [waiting]
    assert names("CZ-T2") == []


def test_declared_achievements_and_applications_wait() -> None:
    achievement = AchievementFactory(jincheng=True, promoted_on=ON, certified=False)
    application = IntellectualPropertyFactory(applicant=company("changzhi"), certified=False)
    IntellectualPropertyFactory(applicant=company("changzhi"))
    assert list(left_out("JC-T3")) == [achievement]
    assert list(left_out("CZ-T6")) == [application]
