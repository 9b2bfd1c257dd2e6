"""A record shows the fields that records of its kind have, and its form marks as optional only what is."""

from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from accounts.actor import actor_of
from enterprises.forms.records import CorrectionForm, form_of
from enterprises.models import RegisterRecord
from enterprises.registers.declaring import blank
from enterprises.registers.presenting import label_of, meant, said
from enterprises.registers.register import registers
from tests.factories import (
    HomeFactory,
    MarketListingFactory,
    PremisesFactory,
    PrizeFactory,
    ProjectFactory,
    RecognitionFactory,
    TechnologyContractFactory,
    TenancyFactory,
)

pytestmark = pytest.mark.django_db
MODELS = [row for row in apps.get_models() if issubclass(row, RegisterRecord)]


def shown(record: Any) -> set[str]:
    """The labels that the record's page shows."""
    entry = registers()[type(record).trail_kind]
    return {field.label for field in meant(record, entry.asked)}


def labels(record: Any, *names: str) -> set[str]:
    return {label_of(type(record), name) for name in names}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_is_meant_for_some_kinds_names_fields_and_kinds_that_there_are(model: Any) -> None:
    for name, kinds in model.meant_for.items():
        model._meta.get_field(name)
        choices = {value for value, _ in model._meta.get_field(model.told_by_kind).flatchoices}
        assert set(map(str, kinds)) < choices, (name, kinds)


def test_a_recognition_shows_its_level_and_number_where_it_has_one() -> None:
    both = {"level", "stated_sequence"}
    rows = {
        "high_tech": (RecognitionFactory(stated_sequence=None, level=""), {"stated_sequence"}),
        "tech_sme": (RecognitionFactory(tech_sme=True, stated_sequence=None, level=""), set()),
        "specialised": (RecognitionFactory(specialised=True, level="city", stated_sequence=None), {"level"}),
    }
    for kind, (row, has) in rows.items():
        assert row.kind == kind
        assert shown(row) & labels(row, *both) == labels(row, *has), kind


@pytest.mark.parametrize(
    ("factory", "values", "has", "has_not"),
    [
        (PrizeFactory, {}, {"prize", "grade", "first_completing_unit"}, {"contest", "rank"}),
        (PrizeFactory, {"in_contest": True, "first_completing_unit": None}, {"contest", "rank"}, {"prize", "grade"}),
        (ProjectFactory, {"kind": "research", "performing_well": None}, {"performing_well", "level"}, set()),
        (
            ProjectFactory, {"kind": "investment", "level": "", "performing_well": None},
            {"partner"}, {"performing_well", "level", "programme"},
        ),
        (TechnologyContractFactory, {}, {"total_fen"}, {"equity_value_fen"}),
        (TechnologyContractFactory, {"equity": True}, {"equity_value_fen"}, set()),
        (HomeFactory, {"mode": "rent", "bought_on": None}, {"mode"}, {"bought_on"}),
        (MarketListingFactory, {"market": "beijing", "financed": None}, {"code"}, {"financed"}),
        (MarketListingFactory, {"market": "shanxi_equity_exchange", "financed": None}, {"financed"}, set()),
    ],
)  # fmt: skip
def test_a_record_shows_what_its_kind_has(
    factory: Any, values: dict[str, Any], has: set[str], has_not: set[str]
) -> None:
    row = factory(**values)
    assert labels(row, *has) <= shown(row) and not labels(row, *has_not) & shown(row)


def test_what_is_filled_in_all_the_same_is_shown() -> None:
    row = RecognitionFactory(tech_sme=True, stated_sequence=3)
    assert labels(row, "stated_sequence") <= shown(row)


def test_the_page_of_a_record_and_the_list_say_no_more_than_there_is(
    company: Any, applicant: Any, client_of: Any
) -> None:
    row = RecognitionFactory(applicant=company, tech_sme=True, stated_sequence=None, level="")
    own = client_of(applicant)
    page = own.get(reverse("enterprises:record", args=["recognition", row.pk])).content.decode()
    assert "第几次认定" not in page and "级别" not in page
    listed = own.get(reverse("enterprises:register", args=["recognition"])).content.decode()
    assert "未填写" not in listed and "—" in listed


@pytest.mark.parametrize("entry", registers().values(), ids=registers())
def test_an_answer_that_a_form_calls_optional_may_be_left_out(entry: Any, company: Any, applicant: Any) -> None:
    """Only where the form says for which records it is wanted may an empty answer be refused for its emptiness."""
    form = form_of(entry, company, actor_of(applicant))()
    for name in (*entry.wanted, *entry.wanted_of):
        assert name in form.fields
    assert all(form.fields[name].required for name in entry.wanted)
    assert not any(form.fields[name].required for name in entry.wanted_of)
    assert blank(entry.model, company)


def test_rooms_rented_elsewhere_are_asked_for_what_the_table_wants(company: Any, applicant: Any) -> None:
    form = form_of(registers()["premises"], company, actor_of(applicant))({})
    assert {name for name in form.errors if name != "__all__"} >= {"address", "kind", "area_m2", "leased_from"}


def test_a_space_of_the_park_can_be_put_right_without_them(company: Any, applicant: Any) -> None:
    entry, actor = registers()["premises"], actor_of(applicant)
    park = TenancyFactory(applicant=company).space.premises.get()
    form = form_of(entry, company, actor, CorrectionForm)(record=park)
    assert not any(form.fields[name].required for name in entry.wanted)
    own = form_of(entry, company, actor, CorrectionForm)(record=PremisesFactory(applicant=company))
    assert all(own.fields[name].required for name in entry.wanted)


def test_the_form_says_for_which_records_an_answer_is_wanted(company: Any, applicant: Any, client_of: Any) -> None:
    page = client_of(applicant).get(reverse("enterprises:record_add", args=["recognition"])).content.decode()
    assert '级别<span class="optional">（专精特新和知识产权称号必填）</span>' in page
    assert '第几次认定<span class="optional">（选填）</span>' in page


def test_a_correction_without_a_paper_is_taken_and_so_its_paper_is_optional(
    company: Any, applicant: Any, client_of: Any
) -> None:
    row = RecognitionFactory(applicant=company, specialised=True, level="city", expires_on=None)
    own, where = client_of(applicant), reverse("enterprises:record_correct", args=["recognition", row.pk])
    page = own.get(where).content.decode()
    assert '依据材料<span class="optional">（选填）</span>' in page and "有凭据的一并附上" in page
    typed = {
        "kind": "specialised", "level": "provincial", "certificate_no": row.certificate_no,
        "issued_on": row.issued_on.isoformat(), "reason": "证书上是省级",
    }  # fmt: skip
    assert own.post(where, typed).status_code == 302


def test_a_list_keeps_all_its_columns() -> None:
    row = RecognitionFactory(tech_sme=True, level="")
    entry = registers()["recognition"]
    assert len(said(row, entry.listed)) == len(entry.listed)
