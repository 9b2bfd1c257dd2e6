"""By what an answer names a record, what its records say as a whole, and by what its matter is told apart."""

from datetime import date
from typing import Any

import pytest

from subsidies.cases.picking import (
    digest_of,
    left_out,
    name_for,
    picked,
    register_for,
    told_by,
    wholes_of,
)
from subsidies.policies import library
from subsidies.rules import Scheme
from tests.factories import (
    AchievementFactory,
    PlatformFactory,
    ProjectFactory,
    ProjectTransferFactory,
    RecognitionFactory,
    TechnologyContractFactory,
)

pytestmark = pytest.mark.django_db


def scheme(code: str) -> Scheme:
    return library().schemes[code]


@pytest.fixture
def platform(company: Any) -> Any:
    return PlatformFactory(applicant=company, city=company.city)


def test_a_record_is_named_by_its_register_and_its_key(company: Any, platform: Any) -> None:
    assert name_for(platform) == f"platform:{platform.pk}"
    padded = f"platform:{str(platform.pk).zfill(18)}"
    assert picked(company, scheme("CZ-05"), name_for(platform)) == platform
    assert picked(company, scheme("CZ-05"), padded) == platform and len(padded.partition(":")[2]) == 18


def test_what_names_no_record_picks_none(company: Any, platform: Any) -> None:
    key = str(platform.pk)
    wrong = [
        "", None, ":", "platform", "platform:", key, f":{key}", f"recognition:{key}", f"achievement:{key}",
        f"platform:{key.zfill(19)}", f"platform:{chr(0xFF10)}{key}", "platform:x", "platform:\u00b2",
        f"platform:-{key}", f"platform:{key}.0", f"platform:{platform.pk + 1}", f"platform:{key}:1",
    ]  # fmt: skip
    assert [picked(company, scheme("CZ-05"), text) for text in wrong] == [None] * len(wrong)
    assert picked(company, scheme("CZ-03"), name_for(platform)) is None
    assert picked(company, scheme("CZ-03"), f":{key}") is None


def test_a_scheme_whose_matter_is_no_record_has_no_register() -> None:
    entry = register_for(scheme("CZ-05"))
    assert entry is not None and entry.name == "platform"
    assert register_for(scheme("CZ-03")) is None


def test_why_a_record_is_not_offered_is_said_with_the_field_of_what_it_hangs_on(company: Any) -> None:
    assert left_out(company, scheme("CZ-06")) == ""
    ProjectTransferFactory(applicant=company, project=ProjectFactory(applicant=company))
    assert left_out(company, scheme("CZ-06")) == left_out(company, scheme("CZ-16")) == ""
    for _ in range(2):
        ProjectTransferFactory(applicant=company, project=ProjectFactory(applicant=company, level="city"))
    assert left_out(company, scheme("CZ-06")) == (
        "本企业另有2条项目到账经费没有列出：级别不在本事项的支持范围内。登记有误的，请更正那条记录。"
    )


def test_what_a_record_hangs_on_is_found_and_nothing_where_it_hangs_on_none(company: Any) -> None:
    result = AchievementFactory(applicant=company, city=company.city)
    contract = TechnologyContractFactory(applicant=company, achievement=result)
    assert wholes_of(contract) == [result]
    assert wholes_of(TechnologyContractFactory(applicant=company, achievement=None)) == wholes_of(result) == []


def test_what_records_say_is_another_thing_once_one_says_otherwise(company: Any, platform: Any) -> None:
    other = RecognitionFactory(applicant=company)
    said = digest_of([platform, other])
    assert said == digest_of([other, platform]) != digest_of([platform]) != digest_of([])
    platform.certified = False
    assert digest_of([platform, other]) == said
    platform.recognised_on = date(2026, 1, 9)
    assert digest_of([platform, other]) != said


def test_the_level_that_the_law_names_tells_a_matter_apart_and_is_wanted(company: Any, platform: Any) -> None:
    assert told_by(scheme("CZ-05"), platform) == f"{platform.matter_identity()}|level:PROVINCIAL"
    platform.level = ""
    assert told_by(scheme("CZ-05"), platform) == ""
    assert told_by(scheme("CZ-12"), platform) == told_by(scheme("CZ-16"), platform) == platform.matter_identity()
