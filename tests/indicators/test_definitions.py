"""What counts for each target, on which day, and what does not."""

from datetime import date

import pytest

from accounts.cities.opening import city_folders
from accounts.models import City
from indicators.definitions import DEFINITIONS
from indicators.definitions.recognised import three_years_before
from indicators.loading.targets import read_targets
from indicators.models import Target
from indicators.observing.measuring import records_of, standing_of
from tests.factories import (
    AchievementFactory,
    ApplicantFactory,
    CityFactory,
    CooperationEntityFactory,
    DoctoralStudioFactory,
    EventFactory,
    FundFactory,
    IntellectualPropertyFactory,
    JointProjectFactory,
    NeedFactory,
    PlatformFactory,
    RecognitionFactory,
    ResearchBranchFactory,
    ScenarioMatchFactory,
    TargetFactory,
    TenancyFactory,
    YearlyFactsFactory,
)
from tests.factories.indicators import definitions

pytestmark = pytest.mark.django_db
ON = date(2026, 6, 30)
CITIES = {"CZ": "changzhi", "JC": "jincheng", "LL": "luliang"}


def target(key: str, **fields: object) -> Target:
    city: City = CityFactory(**{CITIES[key[:2]]: True})
    return TargetFactory(key=key, city=city, **fields)


def figure(key: str, on: date = ON, **fields: object) -> int | None:
    return standing_of(target(key, **fields), on).value


def names(key: str, on: date = ON) -> list[str]:
    rows = records_of(target(key), on)
    assert rows is not None
    return [row.name for row in rows]


def company(place: str, **fields: object) -> object:
    return ApplicantFactory(city=CityFactory(**{place: True}), **fields)


def resident(place: str, **fields: object) -> object:
    applicant = company(place, **fields)
    TenancyFactory(applicant=applicant)
    return applicant


def test_every_target_of_the_plans_has_a_definition_and_the_other_way_round() -> None:
    rows = [row for folder in city_folders() for row in read_targets(folder)]
    assert len(rows) == 25
    assert {row["definition"] for row in rows} == set(DEFINITIONS)


@pytest.mark.parametrize("key", sorted(definitions()))
def test_without_records_there_is_no_figure(key: str) -> None:
    standing = standing_of(target(key), ON)
    assert standing.value is None
    assert standing.records == 0
    assert standing.state == "no_record"


@pytest.mark.parametrize("key", ["JC-T1", "LL-T1"])
def test_cooperation_entities_in_operation(key: str) -> None:
    place = {CITIES[key[:2]]: True}
    CooperationEntityFactory(**place)
    CooperationEntityFactory(**place, planned=True)
    CooperationEntityFactory(changzhi=True)
    assert figure(key) == 1


@pytest.mark.parametrize("key", ["JC-T2", "LL-T2"])
def test_platforms_of_provincial_or_national_level_in_force(key: str) -> None:
    place = {CITIES[key[:2]]: True}
    PlatformFactory(**place)
    PlatformFactory(**place, level="national", recognised_on=ON, expires_on=ON)
    PlatformFactory(**place, level="city")
    PlatformFactory(**place, level="")
    PlatformFactory(**place, planned=True)
    PlatformFactory(**place, recognised_on=date(2026, 7, 1))
    PlatformFactory(**place, expires_on=date(2026, 6, 29))
    PlatformFactory(changzhi=True)
    assert figure(key) == 2


@pytest.mark.parametrize("key", ["JC-T3", "LL-T4"])
def test_achievements_with_a_promotion_recorded(key: str) -> None:
    place = {CITIES[key[:2]]: True}
    AchievementFactory(**place, promoted_on=ON)
    AchievementFactory(**place)
    AchievementFactory(**place, promoted_on=date(2026, 7, 1))
    AchievementFactory(changzhi=True, promoted=True)
    assert figure(key) == 1


@pytest.mark.parametrize("key", ["JC-T4", "LL-T5"])
def test_an_enterprise_with_two_certificates_in_force_counts_once(key: str) -> None:
    applicant = company(CITIES[key[:2]])
    RecognitionFactory(applicant=applicant, issued_on=date(2024, 1, 10))
    RecognitionFactory(applicant=applicant, issued_on=date(2026, 6, 1), stated_sequence=2)
    RecognitionFactory(applicant=company(CITIES[key[:2]]), expired=True)
    RecognitionFactory(applicant=company(CITIES[key[:2]]), specialised=True)
    RecognitionFactory(applicant=company(CITIES[key[:2]]), issued_on=date(2026, 7, 1))
    RecognitionFactory(applicant=company("changzhi"))
    assert figure(key) == 1


def test_a_certificate_without_an_end_holds_three_years_from_its_issue() -> None:
    RecognitionFactory(applicant=company("jincheng"), issued_on=date(2023, 6, 30), expires_on=None)
    assert figure("JC-T4", date(2026, 6, 29)) == 1
    assert figure("JC-T4", date(2026, 6, 30)) is None


def test_three_years_before_the_29th_of_february() -> None:
    assert three_years_before(date(2028, 2, 29)) == date(2025, 2, 28)
    assert three_years_before(date(2028, 3, 1)) == date(2025, 3, 1)


def test_a_declared_certificate_counts_once_it_is_checked() -> None:
    row = RecognitionFactory(applicant=company("jincheng"), certified=False)
    definition = DEFINITIONS["high_tech_applicants"]
    assert figure("JC-T4") is None
    assert definition.left_out is not None
    assert definition.left_out(target("JC-T4"), ON).count() == 1
    row.certified = True
    row.save()
    assert figure("JC-T4") == 1
    assert definition.left_out(target("JC-T4"), ON).count() == 0


@pytest.mark.parametrize("key", ["JC-T5", "LL-T6"])
def test_tech_sme_registrations_of_the_year(key: str) -> None:
    RecognitionFactory(applicant=company(CITIES[key[:2]]), tech_sme=True, issued_on=date(2026, 1, 1))
    RecognitionFactory(applicant=company(CITIES[key[:2]]), tech_sme=True, issued_on=date(2025, 12, 31))
    RecognitionFactory(applicant=company(CITIES[key[:2]]), tech_sme=True, issued_on=date(2026, 7, 1))
    RecognitionFactory(applicant=company("changzhi"), tech_sme=True)
    assert figure(key) == 1


def test_revenue_of_jincheng_is_that_of_resident_sci_tech_enterprises() -> None:
    for fen, fields in enumerate(({}, {"is_sci_tech": False}, {"kind": "institution"}), start=5):
        YearlyFactsFactory(applicant=resident("jincheng", **fields), revenue_fen=fen)
    YearlyFactsFactory(applicant=company("jincheng"), revenue_fen=8)
    assert figure("JC-T6", unit="元") == 5


def test_revenue_of_changzhi_is_that_of_resident_enterprises() -> None:
    YearlyFactsFactory(applicant=resident("changzhi"), revenue_fen=5)
    YearlyFactsFactory(applicant=resident("changzhi", is_sci_tech=False), revenue_fen=7)
    YearlyFactsFactory(applicant=resident("changzhi"), year=2025, revenue_fen=11)
    YearlyFactsFactory(applicant=resident("jincheng"), revenue_fen=13)
    moved_out = company("changzhi")
    TenancyFactory(applicant=moved_out, ended=True)
    YearlyFactsFactory(applicant=moved_out, revenue_fen=17)
    standing = standing_of(target("CZ-T3", unit="元"), ON)
    assert (standing.value, standing.records, standing.reported) == (12, 3, 2)


def test_two_tenancies_do_not_double_the_revenue() -> None:
    applicant = resident("changzhi")
    TenancyFactory(applicant=applicant, office=True)
    YearlyFactsFactory(applicant=applicant, revenue_fen=5)
    assert figure("CZ-T3", unit="元") == 5


def test_unreported_revenue_is_no_nought() -> None:
    YearlyFactsFactory(applicant=resident("changzhi"), unreported=True)
    standing = standing_of(target("CZ-T3", unit="元"), ON)
    assert (standing.value, standing.records, standing.reported) == (None, 1, 0)
    assert standing.state == "no_record"


@pytest.mark.parametrize("key", ["JC-T7", "LL-T7"])
def test_funds_set_up_with_a_size(key: str) -> None:
    place = {CITIES[key[:2]]: True}
    FundFactory(**place, size_fen=300)
    FundFactory(**place, of_unknown_size=True)
    FundFactory(**place, planned=True, size_fen=500)
    FundFactory(**place, set_up_on=date(2026, 7, 1), size_fen=700)
    FundFactory(changzhi=True)
    standing = standing_of(target(key, unit="元"), ON)
    assert (standing.value, standing.records, standing.reported) == (300, 2, 1)


def test_events_held_are_matchmaking_forum_and_investment() -> None:
    for kind in ("matchmaking", "forum", "investment", "training", "other"):
        EventFactory(jincheng=True, kind=kind)
    EventFactory(jincheng=True, held_on=date(2026, 7, 1))
    EventFactory(changzhi=True)
    assert figure("JC-T8") == 3


def test_sci_tech_enterprises_brought_in_stay_counted_and_each_once() -> None:
    moved_out = company("changzhi", name="甲")
    TenancyFactory(applicant=moved_out, ended=True)
    twice = resident("changzhi", name="乙")
    TenancyFactory(applicant=twice, office=True)
    company("changzhi", name="丙", approved_outside=True)
    company("changzhi", name="丁")
    resident("changzhi", name="戊", is_sci_tech=False)
    TenancyFactory(applicant=company("changzhi", name="己"), starts_on=date(2026, 7, 1))
    resident("jincheng", name="庚")
    assert sorted(names("CZ-T1")) == sorted(["甲", "乙", "丙"])


def test_gained_recognitions_are_cumulative_since_the_plan_began() -> None:
    lapsed = resident("changzhi", name="甲")
    RecognitionFactory(applicant=lapsed, tech_sme=True, issued_on=date(2025, 3, 1))
    RecognitionFactory(applicant=lapsed, issued_on=date(2026, 3, 1))
    before = resident("changzhi", name="乙")
    RecognitionFactory(applicant=before, issued_on=date(2024, 11, 27))
    on_the_day = resident("changzhi", name="丙")
    RecognitionFactory(applicant=on_the_day, specialised=True, issued_on=date(2024, 11, 28))
    RecognitionFactory(applicant=resident("changzhi", name="丁"), kind="ip_advantage", level="provincial")
    RecognitionFactory(applicant=company("changzhi", name="戊"))
    assert sorted(names("CZ-T2")) == sorted(["甲", "丙"])


def test_rd_institutions_of_city_level_or_above() -> None:
    PlatformFactory(changzhi=True, rd_institution=True)
    PlatformFactory(changzhi=True, category="city_tech_innovation_center", level="city")
    PlatformFactory(changzhi=True, category="other", is_rd_institution=True)
    PlatformFactory(changzhi=True, category="makerspace", level="city")
    PlatformFactory(changzhi=True, category="incubator", level="city")
    PlatformFactory(changzhi=True, rd_institution=True, level="")
    PlatformFactory(changzhi=True, rd_institution=True, planned=True)
    assert figure("CZ-T4") == 3


def test_service_bodies_are_resident() -> None:
    resident("changzhi", service_body=True)
    company("changzhi", service_body=True)
    resident("changzhi")
    resident("changzhi")
    assert figure("CZ-T5") == 1


def test_applications_of_the_four_kinds_are_counted_by_their_day() -> None:
    for kind in ("invention", "utility_model", "design", "software_copyright"):
        IntellectualPropertyFactory(applicant=company("changzhi"), kind=kind)
    IntellectualPropertyFactory(applicant=company("changzhi"), filed_on=date(2026, 7, 1))
    IntellectualPropertyFactory(applicant=company("changzhi"), certified=False)
    IntellectualPropertyFactory(applicant=company("jincheng"))
    assert figure("CZ-T6") == 4


def test_doctoral_studios_in_operation() -> None:
    DoctoralStudioFactory(luliang=True)
    DoctoralStudioFactory(luliang=True, opened_on=None)
    DoctoralStudioFactory(luliang=True, planned=True)
    DoctoralStudioFactory(luliang=True, closed=True)
    DoctoralStudioFactory(luliang=True, opened_on=date(2026, 7, 1))
    DoctoralStudioFactory(changzhi=True)
    assert figure("LL-T3") == 2


def test_research_branches_set_up() -> None:
    ResearchBranchFactory(luliang=True)
    ResearchBranchFactory(luliang=True, planned=True)
    ResearchBranchFactory(luliang=True, set_up_on=date(2026, 7, 1))
    assert figure("LL-T8") == 1


@pytest.mark.parametrize(
    ("key", "factory", "field"),
    [
        ("LL-Y1", NeedFactory, "collected_on"),
        ("LL-Y2", JointProjectFactory, "started_on"),
        ("LL-Y3", ScenarioMatchFactory, "matched_on"),
    ],
)
def test_yearly_targets_count_from_new_year_to_the_day(key: str, factory: type, field: str) -> None:
    for day in (date(2025, 12, 31), date(2026, 1, 1), ON, date(2026, 7, 1)):
        factory(luliang=True, **{field: day})
    factory(changzhi=True, **{field: ON})
    assert figure(key, yearly=True) == 2
    assert figure(key, date(2025, 12, 31), yearly=True) == 1


def test_an_entity_matched_twice_in_a_year_counts_once_by_its_first_match() -> None:
    ScenarioMatchFactory(luliang=True, entity="甲", matched_on=date(2026, 5, 1))
    ScenarioMatchFactory(luliang=True, entity="甲", matched_on=date(2026, 2, 1))
    rows = records_of(target("LL-Y3", yearly=True), ON)
    assert rows is not None
    assert [row.matched_on for row in rows] == [date(2026, 2, 1)]
    assert figure("LL-Y3") == 1


def test_after_the_target_day_the_figure_is_that_of_the_target_day() -> None:
    EventFactory(jincheng=True, held_on=date(2026, 12, 31))
    EventFactory(jincheng=True, held_on=date(2027, 1, 1))
    NeedFactory(luliang=True, collected_on=date(2026, 12, 31))
    assert figure("JC-T8", date(2027, 3, 1)) == 1
    assert figure("LL-Y1", date(2027, 3, 1), yearly=True) == 1
    assert standing_of(target("JC-T8"), date(2027, 3, 1)).state == "missed"


def test_pace_of_what_starts_each_year_is_measured_within_the_year() -> None:
    yearly = standing_of(target("LL-Y1", yearly=True), ON)
    of_the_plan = standing_of(target("LL-T4"), ON)
    assert yearly.span.first == date(2026, 1, 1)
    assert of_the_plan.span.first == of_the_plan.target.since
