"""The pages of the targets: who sees which, and that a page's figure is the length of its list."""

import re
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import (
    CooperationEntityFactory,
    FundFactory,
    IntellectualPropertyFactory,
    TargetFactory,
    TenancyFactory,
    YearlyFactsFactory,
)

pytestmark = pytest.mark.django_db
TODAY = "2026-06-30T09:00:00+08:00"
TARGETS = "indicators:targets"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def changzhi_target(changzhi):
    return TargetFactory(city=changzhi, key="CZ-T6", name="申请知识产权", unit="项", figure=200)


@pytest.fixture
def jincheng_target(jincheng):
    return TargetFactory(city=jincheng, key="JC-T1", name="市校合作主体", unit="个", figure=10)


def records_address(target) -> str:
    return reverse("indicators:records", args=[target.city.key, target.key])


def city_address(target) -> str:
    return reverse("indicators:city", args=[target.city.key])


def test_city_official_is_led_to_the_own_city(client_of, official, changzhi_target, jincheng_target) -> None:
    response = client_of(official).get(reverse(TARGETS))
    assert response.status_code == 302
    assert response.url == city_address(changzhi_target)


def test_every_office_role_of_a_city_sees_its_targets(
    client_of, intake, reviewer, treasurer, operator, official, policy_editor, policy_releaser, changzhi_target
) -> None:
    for person in (intake, reviewer, treasurer, operator, official, policy_editor, policy_releaser):
        assert client_of(person).get(city_address(changzhi_target)).status_code == 200


def test_another_city_is_not_there(client_of, official, changzhi_target, jincheng_target) -> None:
    client = client_of(official)
    assert client.get(city_address(jincheng_target)).status_code == 404
    assert client.get(records_address(jincheng_target)).status_code == 404
    assert client.get(reverse("indicators:city", args=["nowhere"])).status_code == 404


def test_a_target_under_the_wrong_city_is_not_there(client_of, administrator, changzhi_target, jincheng_target) -> None:
    address = reverse("indicators:records", args=["jincheng", changzhi_target.key])
    assert client_of(administrator).get(address).status_code == 404


def test_province_and_administrator_see_the_cities_beside_each_other(
    client_of, provincial_official, administrator, changzhi_target, jincheng_target
) -> None:
    CooperationEntityFactory(jincheng=True)
    for person in (provincial_official, administrator):
        client = client_of(person)
        page = client.get(reverse(TARGETS)).content.decode()
        assert city_address(changzhi_target) in page
        assert city_address(jincheng_target) in page
        assert client.get(records_address(jincheng_target)).status_code == 200


def test_what_two_cities_count_alike_stands_in_one_line(
    client_of, provincial_official, luliang, jincheng_target
) -> None:
    TargetFactory(city=luliang, key="LL-T1", name="市校合作主体", unit="个", figure=5)
    response = client_of(provincial_official).get(reverse(TARGETS))
    assert [line.label for line in response.context["lines"]] == ["市校合作主体"]
    assert [card.target.key for _, card in response.context["lines"][0].cells] == ["JC-T1", "LL-T1"]


@pytest.mark.parametrize(
    ("here", "there", "heading"),
    [("resident_revenue", "sci_tech_revenue", "区内企业营业收入"), ("events_held", "events_held", "科创活动")],
)
def test_a_line_of_what_two_plans_name_differently_has_the_heading_of_its_definition(
    client_of, provincial_official, changzhi, jincheng, here, there, heading
) -> None:
    TargetFactory(city=changzhi, key="CZ-T3", name="一种叫法", definition=here)
    TargetFactory(city=jincheng, key="JC-T6", name="另一种叫法", definition=there)
    response = client_of(provincial_official).get(reverse(TARGETS))
    assert [line.label for line in response.context["lines"]] == [heading]


def test_applicants_and_strangers_find_nothing(client_of, applicant, stranger, changzhi_target) -> None:
    for person in (applicant, stranger):
        for address in (reverse(TARGETS), city_address(changzhi_target), records_address(changzhi_target)):
            assert client_of(person).get(address).status_code == 404


def test_visitors_are_asked_to_log_in(client, changzhi_target) -> None:
    for address in (reverse(TARGETS), city_address(changzhi_target), records_address(changzhi_target)):
        response = client.get(address)
        assert response.status_code == 302
        assert reverse("accounts:login") in response.url


def test_figure_is_the_length_of_the_list(client_of, official, company, changzhi_target) -> None:
    IntellectualPropertyFactory.create_batch(53, applicant=company)
    client = client_of(official)
    board = client.get(city_address(changzhi_target)).content.decode()
    first = client.get(records_address(changzhi_target))
    second = client.get(records_address(changzhi_target) + "?page=2")
    listed = sum(len(re.findall(r"一种测试装置\d+", page.content.decode())) for page in (first, second))
    assert "53项" in board
    assert "查看 53 条记录" in board
    assert listed == 53


def test_sum_on_the_page_is_the_sum_of_its_rows(client_of, official, changzhi) -> None:
    target = TargetFactory(city=changzhi, key="CZ-T3", name="入谷企业营业收入", unit="元", figure=1_000_000_000_00)
    for revenue in (12_345_67, 89_00, None):
        tenancy = TenancyFactory(applicant__city=changzhi)
        YearlyFactsFactory(applicant=tenancy.applicant, revenue_fen=revenue)
    page = client_of(official).get(records_address(target)).content.decode()
    assert "¥12,345.67" in page
    assert "¥12,434.67" in page
    assert "未填报" in page
    assert "3 条记录中 2 条有金额" in page


def test_page_without_records_says_so_and_claims_nothing(client_of, official, changzhi_target) -> None:
    page = client_of(official).get(city_address(changzhi_target)).content.decode()
    card = page[page.index('id="CZ-T6"') : page.index("</article>")]
    assert "尚无记录" in card
    for claim in ("达成", "按期", "落后", ">0项", "%"):
        assert claim not in card


def test_planned_rows_are_shown_apart_and_do_not_count(client_of, official_elsewhere, jincheng) -> None:
    target = TargetFactory(city=jincheng, key="JC-T7", name="科技创新基金规模", unit="元", figure=300_000_000_00)
    FundFactory(jincheng=True, planned=True, name="拟设的基金", size_fen=50_000_000_00)
    response = client_of(official_elsewhere).get(records_address(target))
    assert response.context["card"].state == "no_record"
    assert "不计入的 1 条" in response.content.decode()
    assert "拟设的基金" in response.content.decode()


def test_bar_says_in_words_what_it_draws(client_of, official, company, changzhi_target) -> None:
    IntellectualPropertyFactory.create_batch(3, applicant=company)
    page = client_of(official).get(city_address(changzhi_target)).content.decode()
    assert 'aria-label="长治市申请知识产权，目标不少于200项：现为3项，达到目标的1.5%' in page


def test_days_left_are_counted_to_the_target_day(client_of, official, changzhi_target) -> None:
    days = (date(2026, 12, 31) - date(2026, 6, 30)).days
    page = client_of(official).get(city_address(changzhi_target)).content.decode()
    assert f"<b>{days}</b> 天" in page


def test_a_target_without_definition_shows_and_lists_nothing(client_of, official, changzhi) -> None:
    target = TargetFactory(city=changzhi, key="CZ-T99", name="别的指标")
    assert "尚无记录" in client_of(official).get(records_address(target)).content.decode()


def test_a_page_number_beyond_the_end_shows_the_last_page(client_of, official, company, changzhi_target) -> None:
    IntellectualPropertyFactory(applicant=company)
    assert client_of(official).get(records_address(changzhi_target) + "?page=999").status_code == 200


def test_names_are_escaped(client_of, official, company, changzhi_target) -> None:
    IntellectualPropertyFactory(applicant=company, title="<script>alert(1)</script>")
    page = client_of(official).get(records_address(changzhi_target)).content.decode()
    assert "<script>alert" not in page


def test_reading_writes_nothing(client_of, official, company, changzhi_target) -> None:
    IntellectualPropertyFactory(applicant=company)
    client = client_of(official)
    for address in (city_address(changzhi_target), records_address(changzhi_target)):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        written = [row["sql"] for row in queries if re.match(r"(INSERT|UPDATE|DELETE)", row["sql"])]
        assert not written


def test_other_methods_are_refused(client_of, official, changzhi_target) -> None:
    assert client_of(official).post(city_address(changzhi_target)).status_code == 405


def test_queries_do_not_grow_with_the_records(client_of, official, company, changzhi_target) -> None:
    client = client_of(official)
    IntellectualPropertyFactory.create_batch(2, applicant=company)
    with CaptureQueriesContext(connection) as few:
        client.get(records_address(changzhi_target))
    IntellectualPropertyFactory.create_batch(40, applicant=company)
    with CaptureQueriesContext(connection) as many:
        client.get(records_address(changzhi_target))
    assert len(many) == len(few)
