"""Each register holds one thing once, however it is written, and the database refuses what cannot be."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from accounts.models import City
from enterprises.registers.checking import check
from enterprises.registers.register import registers
from tests import factories as make

pytestmark = pytest.mark.django_db

# Of each register: the factory, and the same thing in another spelling.
SPELLINGS: list[tuple[Any, dict[str, Any], dict[str, Any]]] = [
    (make.RecognitionFactory, {"certificate_no": "GR202614000001"}, {"certificate_no": "ＧＲ 2026 1400 0001"}),
    (make.PrizeFactory, {"certificate_no": "2025-J-2-01"}, {"certificate_no": "证书编号：２０２５－Ｊ－２－０１"}),
    (make.VoucherFactory, {"voucher_no": "CXQ20260001"}, {"voucher_no": "cxq 2026 0001"}),
    (make.DealFactory, {"contract_no": "XS-2026-12"}, {"contract_no": " xs－2026－12 "}),
    (
        make.TechnologyContractFactory,
        {"registered_no": "2026140400000012"},
        {"registered_no": "２０２６ 1404 0000 0012"},
    ),
    (make.ProjectFactory, {"number": "长科合〔2026〕12号"}, {"number": "长科合[2026] 12 号"}),
    (make.StartUpProjectFactory, {"number": "CY2026-8"}, {"number": "cy 2026-8"}),
    (make.ScenarioProjectFactory, {"number": "CJ2026-8"}, {"number": "ＣＪ2026-8"}),
    (make.InstituteFactory, {"approval_no": "长政函〔2026〕3号"}, {"approval_no": "长政函(2026)3号"}),
    (
        make.AchievementFactory,
        {"title": "外延片应力补偿", "owner": "某大学"},
        {"title": "外延片 应力补偿", "owner": "“某大学”"},
    ),
    (
        make.AchievementFactory,
        {"registration_no": "9142026Y0001"},
        {"registration_no": "9142026ｙ0001", "title": "另一个说法"},
    ),
]
OF_WHOM = ("applicant", "city")
OF_ONE_ALONE = ("RecognitionFactory", "PrizeFactory", "VoucherFactory")
OF_ITS_SELLER = "DealFactory"  # a number that firms give themselves


def _named(row: tuple[Any, Any, Any]) -> str:
    return f"{row[0].__name__} {'、'.join(row[1])}"


@pytest.mark.parametrize("row", SPELLINGS, ids=_named)
def test_another_spelling_is_the_same_thing(row: tuple[Any, dict[str, Any], dict[str, Any]]) -> None:
    factory, written, again = row
    first = factory(applicant=make.ApplicantFactory(changzhi=True), **written)
    with pytest.raises(IntegrityError, match="_once"), transaction.atomic():
        factory(applicant=first.applicant, **again)
    elsewhere = make.ApplicantFactory(jincheng=True)
    if factory.__name__ in OF_ONE_ALONE:
        with pytest.raises(IntegrityError, match="_once"), transaction.atomic():
            factory(applicant=elsewhere, **again)
    else:
        place = {"city": elsewhere.city} if hasattr(first, "city") else {}
        same = factory(applicant=elsewhere, **place, **again).identity == first.identity
        assert same is (factory.__name__ != OF_ITS_SELLER)


@pytest.mark.parametrize("row", SPELLINGS, ids=_named)
def test_correcting_the_key_leaves_the_thing_what_it_was(row: tuple[Any, dict[str, Any], Any]) -> None:
    factory, written, _ = row
    record = factory(**written)
    identity = record.identity
    for name in written:
        setattr(record, name, "改正后的编号9")
    record.save()
    record.refresh_from_db()
    assert record.identity == identity
    assert "改正后" in record.key


def test_a_further_number_is_a_further_thing() -> None:
    one = make.TechnologyContractFactory(registered_no="2026-1-12")
    other = make.TechnologyContractFactory(applicant=one.applicant, registered_no="2026-11-2")
    assert one.identity != other.identity


def test_the_library_of_a_city_holds_a_result_once() -> None:
    row = make.AchievementFactory(changzhi=True, title="某方法", owner="某大学")
    with pytest.raises(IntegrityError, match="achievement_once_per_city"), transaction.atomic():
        make.AchievementFactory(city=row.city, title="某 方法", owner="某大学")
    assert make.AchievementFactory(jincheng=True, title="某方法", owner="某大学").identity == row.identity


PARTS: list[tuple[Any, str, Any, dict[str, Any]]] = [
    (make.ContractYearFactory, "contract", make.TechnologyContractFactory, {"year": 2026}),
    (make.ProjectTransferFactory, "project", make.ProjectFactory, {"voucher_no": "DZ－00１"}),
    (make.PlatformAssessmentFactory, "platform", make.PlatformFactory, {"year": 2026}),
]


@pytest.mark.parametrize(("factory", "field", "whole", "told"), PARTS, ids=lambda row: getattr(row, "__name__", ""))
def test_a_part_is_told_apart_within_its_whole(factory: Any, field: str, whole: Any, told: dict[str, Any]) -> None:
    row = factory(**told)
    with pytest.raises(IntegrityError, match="once_per_applicant"), transaction.atomic():
        factory(applicant=row.applicant, **{field: getattr(row, field)}, **told)
    another = whole(applicant=row.applicant)
    assert factory(applicant=row.applicant, **{field: another}, **told).identity != row.identity


def test_the_year_of_a_contract_that_both_parties_recorded_is_one_year() -> None:
    sold = make.ContractYearFactory(contract__registered_no="2026140400000077")
    bought = make.TechnologyContractFactory(registered_no="2026 1404 0000 0077")
    assert make.ContractYearFactory(applicant=bought.applicant, contract=bought).identity == sold.identity


@pytest.mark.parametrize(("factory", "field", "whole", "told"), PARTS, ids=lambda row: getattr(row, "__name__", ""))
def test_a_part_hangs_on_a_record_of_its_own_applicant_and_stays_there(
    factory: Any, field: str, whole: Any, told: dict[str, Any]
) -> None:
    row = factory(**told)
    setattr(row, field, whole(applicant=make.ApplicantFactory()))
    with pytest.raises(ValidationError, match="本单位登记的"):
        row.full_clean()
    setattr(row, field, whole(applicant=row.applicant))
    with pytest.raises(ValidationError, match="不能改到另一条"):
        row.full_clean()


def test_one_result_passed_to_one_party_on_one_day_is_one_transfer() -> None:
    row = make.AchievementTransferFactory(to_party="某公司")
    same = {"applicant": row.applicant, "achievement": row.achievement, "from_party": row.from_party}
    with pytest.raises(IntegrityError, match="achievement_transfer_once"), transaction.atomic():
        make.AchievementTransferFactory(**same, to_party="某 公司")
    later = make.AchievementTransferFactory(**same, to_party="某公司", transferred_on=date(2026, 3, 2))
    assert later.identity != row.identity


LATE = date(2101, 1, 1)
BROKEN: list[tuple[Callable[..., Any], dict[str, Any], str]] = [
    (make.RecognitionFactory, {"specialised": True, "level": ""}, "recognition_with_level"),
    (make.RecognitionFactory, {"kind": "ip_demonstration"}, "recognition_with_level"),
    (make.RecognitionFactory, {"kind": "ip_advantage"}, "recognition_with_level"),
    (make.RecognitionFactory, {"stated_sequence": 0}, "recognition_stated_sequence_range"),
    (make.RecognitionFactory, {"stated_sequence": 21}, "recognition_stated_sequence_range"),
    (make.PrizeFactory, {"contest": "national"}, "prize_of_one_kind"),
    (make.PrizeFactory, {"rank": 1}, "prize_of_one_kind"),
    (make.PrizeFactory, {"grade": ""}, "prize_of_one_kind"),
    (make.PrizeFactory, {"in_contest": True, "prize": "progress"}, "prize_of_one_kind"),
    (make.PrizeFactory, {"in_contest": True, "contest": ""}, "prize_of_one_kind"),
    (make.PrizeFactory, {"upper_reward_fen": -1}, "prize_upper_reward_fen"),
    (make.PrizeFactory, {"awarded_on": date(1899, 12, 31)}, "prize_awarded_on_range"),
    (make.DealFactory, {"deal_fen": -1}, "deal_deal_fen"),
    (make.DealFactory, {"provincial_standard_fen": -1}, "deal_provincial_standard_fen"),
    (make.DealFactory, {"closed_on": LATE}, "deal_closed_on_range"),
    (make.VoucherFactory, {"cost_fen": -1}, "voucher_cost_fen"),
    (make.VoucherFactory, {"used_on": LATE}, "voucher_used_on_range"),
    (make.TechnologyContractFactory, {"total_fen": -1}, "technology_contract_total_fen"),
    (make.TechnologyContractFactory, {"equity_value_fen": -1}, "technology_contract_equity_value_fen"),
    (make.TechnologyContractFactory, {"signed_on": date(1899, 1, 1)}, "technology_contract_signed_on_range"),
    (make.ContractYearFactory, {"transacted_fen": -1}, "contract_year_transacted_fen"),
    (make.ContractYearFactory, {"year": 1899}, "contract_year_year_range"),
    (make.ContractYearFactory, {"last_paid_on": LATE}, "contract_year_last_paid_on_range"),
    (make.PlatformAssessmentFactory, {"award_fen": -1}, "platform_assessment_award_fen"),
    (make.PlatformAssessmentFactory, {"year": 2101}, "platform_assessment_year_range"),
    (make.PlatformAssessmentFactory, {"arrived_on": LATE}, "platform_assessment_arrived_on_range"),
    (make.ProjectFactory, {"approved_on": LATE}, "project_approved_on_range"),
    (make.ProjectTransferFactory, {"amount_fen": -1}, "project_transfer_amount_fen"),
    (make.ProjectTransferFactory, {"arrived_on": LATE}, "project_transfer_arrived_on_range"),
    (make.AchievementFactory, {"promoted_on": LATE}, "achievement_promoted_on_range"),
    (make.AchievementTransferFactory, {"local_contribution_fen": -1}, "achievement_transfer_local_contribution_fen"),
    (
        make.AchievementTransferFactory,
        {"transferred_on": LATE},
        "achievement_transfer_transferred_on_range",
    ),
    (make.StartUpProjectFactory, {"passed_on": LATE}, "startup_project_passed_on_range"),
    (make.ScenarioProjectFactory, {"approved_on": LATE}, "scenario_project_approved_on_range"),
    (make.InstituteFactory, {"approved_on": LATE}, "institute_approved_on_range"),
]


@pytest.mark.parametrize(("factory", "wrong", "name"), BROKEN, ids=[f"{row[2]} {row[1]}" for row in BROKEN])
def test_the_database_refuses_what_cannot_be(factory: Any, wrong: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        factory(**wrong)


def test_who_entered_a_record_of_any_register_cannot_certify_it() -> None:
    person = make.UserFactory()
    for record in make.records_of_all_registers(make.ApplicantFactory()):
        rows: models.QuerySet[Any] = type(record)._default_manager.filter(pk=record.pk)
        with pytest.raises(IntegrityError, match="certified_by_another"), transaction.atomic():
            rows.update(entered_by=person, certified_by=person)


def test_every_register_asks_and_lists_fields_that_its_model_has() -> None:
    for name, entry in registers().items():
        known = {field.name for field in entry.model._meta.get_fields()}
        assert {*entry.asked, *entry.listed} <= known, name
        assert entry.lead, name
        needed = {
            field.name for field in entry.model._meta.concrete_fields
            if field.editable and not field.blank and not field.has_default() and field.name not in OF_WHOM
        }  # fmt: skip
        assert needed - {"id"} <= set(entry.asked), name


def test_a_part_without_its_whole_is_said_and_no_error() -> None:
    for factory, field, _, told in PARTS:
        row = factory.build(applicant=make.ApplicantFactory(), **{field: None}, **told)
        with pytest.raises(ValidationError) as refused:
            row.full_clean()
        assert field in refused.value.message_dict


def test_no_record_is_called_by_a_picture_that_no_paper_shows(changzhi: City) -> None:
    record = make.PrizeFactory.build(applicant=make.ApplicantFactory(city=changzhi), name="科学技术进步奖😀")
    with pytest.raises(ValidationError, match="“😀”在文书上印不出来") as refused:
        check(record)
    assert set(refused.value.message_dict) == {"name"}
