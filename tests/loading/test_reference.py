"""The reference data: complete, loaded once, and never over what an office entered."""

from decimal import Decimal

import pytest
from django.core.management import call_command

from accounts.models import City, Department, District
from core.models import AuditEntry
from enterprises.models import Platform
from funds.models import Fund
from indicators.models import Target
from jinchuanggu.loading.reference import load_reference
from jinchuanggu.models import LoadedRow
from parks.models import CooperationEntity, Park, Valley, Zone
from subsidies.catalogue.models import Article, PolicyDocument
from subsidies.policies import library

pytestmark = pytest.mark.django_db
COUNTED = (City, District, Department, Valley, Zone, Park, Platform, CooperationEntity, Fund, Target)


@pytest.fixture(autouse=True)
def loaded() -> None:
    load_reference()


def state() -> dict[str, list[dict[str, object]]]:
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in COUNTED}


def test_three_cities_with_their_districts() -> None:
    assert dict(City.objects.values_list("key", "code")) == {
        "changzhi": "140400", "jincheng": "140500", "luliang": "141100",
    }  # fmt: skip
    for city, number in (("changzhi", 12), ("jincheng", 6), ("luliang", 13)):
        codes = list(District.objects.filter(city__key=city).values_list("code", flat=True))
        assert len(codes) == number
        assert all(code[:4] == City.objects.get(key=city).code[:4] for code in codes)


def test_the_25_targets_with_money_in_fen() -> None:
    assert Target.objects.count() == 25
    assert Target.objects.get(key="CZ-T3").figure == 1_000_000_000_00
    revenue = Target.objects.get(key="JC-T6")
    assert (revenue.comparison, revenue.figure, revenue.unit) == ("more_than", 500_000_000_00, "元")
    assert set(Target.objects.filter(yearly=True).values_list("key", flat=True)) == {"LL-Y1", "LL-Y2", "LL-Y3"}


def test_what_the_text_leaves_open_is_empty() -> None:
    assert Fund.objects.get(name="长治市科技创新基金").size_fen is None
    assert Platform.objects.get(name="领创空间").level == ""
    assert Zone.objects.get(name__startswith="丹河新城").area_km2 is None
    assert Valley.objects.get(city__key="luliang").measures_number == ""


def test_planned_things_are_marked() -> None:
    assert Fund.objects.get(name="吕梁市科技创新专项基金").status == "planned"
    assert Platform.objects.get(name="长治市植物萃取实验室").status == "planned"
    assert Fund.objects.get(name="吕梁市科技创新专项基金").size_fen == 500_000_000_00


def test_valley_as_its_plan_describes_it() -> None:
    valley = Valley.objects.get(city__key="jincheng")
    assert (valley.planned_area_km2, valley.office_m2, valley.workshop_m2) == (Decimal("13.85"), 36000, 500000)
    assert valley.parks.count() == 7
    assert valley.industries == ["光机电", "数字经济", "文旅康养"]


def test_the_policies_are_loaded_with_their_articles() -> None:
    numbers = set(PolicyDocument.objects.values_list("number", flat=True))
    assert numbers == {"晋市政办〔2024〕39号", "长政发〔2024〕15号", "吕政办发〔2024〕24号"}
    assert Article.objects.filter(document__city__key="changzhi", number="12").get().units.get().name == "长治高新区"


def test_every_responsible_unit_is_a_department() -> None:
    for policy in library().policies.values():
        named = {unit for units in policy.units.values() for unit in units}
        held = set(Department.objects.filter(city__key=policy.city).values_list("name", flat=True))
        assert named <= held


def test_loading_again_changes_nothing() -> None:
    before, entries = state(), AuditEntry.objects.count()
    assert load_reference() == 0
    assert state() == before
    assert AuditEntry.objects.count() == entries


def test_what_an_office_changed_stays() -> None:
    Park.objects.filter(name="晋城光谷").update(name="晋城光谷（一期）")
    Zone.objects.filter(name__startswith="丹河新城").update(area_km2=Decimal("3.50"))
    Fund.objects.filter(name="吕梁市科技创新专项基金").update(status="existing")
    Target.objects.filter(key="CZ-T1").update(figure=120)
    before = state()
    load_reference()
    assert state() == before


def test_a_mark_that_was_left_blank_is_filled_by_the_next_loading_and_one_that_is_set_stays() -> None:
    City.objects.filter(key="changzhi").update(notice_mark="", payers={})
    City.objects.filter(key="jincheng").update(notice_mark="自定")
    load_reference()
    changzhi = City.objects.get(key="changzhi")
    assert (changzhi.notice_mark, changzhi.payers["city"]) == ("长创兑", "市财政")
    assert City.objects.get(key="jincheng").notice_mark == "自定"


def test_what_an_office_deleted_stays_away() -> None:
    Platform.objects.get(name="禾创众创空间").delete()
    load_reference()
    assert not Platform.objects.filter(name="禾创众创空间").exists()


def test_what_an_office_entered_by_hand_before_is_taken_as_it_is() -> None:
    fund = Fund.objects.get(name="长治市科技创新基金")
    fund.size_fen = 5
    fund.save()
    LoadedRow.objects.filter(dataset="reference", key__contains="funds.fund").delete()
    load_reference()
    assert Fund.objects.filter(name="长治市科技创新基金").count() == 1
    assert Fund.objects.get(pk=fund.pk).size_fen == 5


def test_command_says_what_it_did(capsys) -> None:
    call_command("load_reference")
    assert "没有新增" in capsys.readouterr().out
