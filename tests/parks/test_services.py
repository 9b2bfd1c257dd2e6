"""园区服务: wherever people are told to ask at the window, the words lead to where it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from accounts.actor import actor_of
from accounts.cities.describing import city_demos, shared
from accounts.cities.opening import CityFolder
from accounts.models import City, User
from core.values.periods import business_today
from enterprises.models import Applicant
from jinchuanggu.loading.ledger import KeptLedger
from parks.entry import asking
from parks.loading.services import load_demo_window, load_services, read_services
from parks.models import ServiceWindow
from tests.factories import ParkServiceFactory, ServiceWindowFactory, ValleyFactory
from tests.parks.test_entry import WISH

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
LINK = '<a href="/services/">园区服务窗口</a>'


def page(client: Client, city: City | None = None) -> str:
    return client.get(reverse("parks:services"), {"city": city.key} if city else {}).content.decode()


def test_everybody_reads_where_a_window_is_and_what_is_not_published(
    client: Client, changzhi: City, jincheng: City
) -> None:
    ServiceWindowFactory(
        valley=ValleyFactory(city=changzhi), name="一站式服务窗口", address="试样路1号", telephone="0355-2000000"
    )
    ServiceWindowFactory(valley=ValleyFactory(city=jincheng))
    ParkServiceFactory(valley=changzhi.valley, name="入驻代办", says="一窗办。")
    shown = page(client, changzhi)
    assert "试样路1号" in shown and 'href="tel:0355-2000000"' in shown and "一窗办。" in shown
    assert shown.count('<span class="unpublished">未公布</span>') == 1  # the hours
    assert "登录后申请" in shown
    elsewhere = page(client, jincheng)
    assert elsewhere.count('<span class="unpublished">未公布</span>') == 3
    assert "测试开发区" in elsewhere and "试样路1号" not in elsewhere


def test_who_has_no_city_chooses_a_valley_and_one_that_is_not_there_is_404(client: Client, changzhi: City) -> None:
    valley = ValleyFactory(city=changzhi)
    shown = page(client)
    assert "请选择所在市的晋创谷" in shown and valley.name in shown
    assert client.get(reverse("parks:services"), {"city": "nowhere"}).status_code == 404


def test_a_valley_without_a_window_says_whom_to_ask(client: Client, changzhi: City) -> None:
    ValleyFactory(city=changzhi)
    shown = page(client, changzhi)
    assert "服务窗口未公布" in shown and "测试开发区" in shown and "市科技局" in shown


def test_a_company_sees_its_own_valley_and_how_far_its_request_is(
    company: Applicant, applicant: User, client_of: ClientOf
) -> None:
    ServiceWindowFactory(valley=ValleyFactory(city=company.city))
    portal = client_of(applicant)
    assert "申请入驻" in page(portal)
    asking.ask(applicant=company, by=actor_of(applicant), **WISH | {"wished_from": business_today()})
    shown = page(portal)
    assert "光电封装产线" in shown and "待答复" in shown and "查看入驻申请" in shown


def test_a_company_of_another_city_is_led_to_its_own_valley(
    changzhi: City, applicant_elsewhere: User, jincheng: City, client_of: ClientOf
) -> None:
    ValleyFactory(city=changzhi), ValleyFactory(city=jincheng)
    shown = page(client_of(applicant_elsewhere), changzhi)
    assert f"?city={jincheng.key}" in shown and "申请入驻</a>" not in shown


def test_the_operator_publishes_a_window_of_its_city_and_of_no_other(
    changzhi: City, jincheng: City, operator: User, client_of: ClientOf, client: Client
) -> None:
    own, other = (ServiceWindowFactory(valley=ValleyFactory(city=city)) for city in (changzhi, jincheng))
    typed = {"name": own.name, "address": "试样路2号", "telephone": "0355-2000001", "hours": "", "source": ""}
    office = client_of(operator)
    change = "admin:parks_servicewindow_change"
    assert office.post(reverse(change, args=[own.pk]), typed | {"valley": own.valley_id}).status_code == 302
    assert office.post(reverse(change, args=[other.pk]), typed | {"valley": other.valley_id}).status_code == 403
    added = office.post(reverse("admin:parks_servicewindow_add"), typed | {"valley": other.valley_id, "name": "新窗口"})
    assert added.status_code == 200 and ServiceWindow.objects.count() == 2
    assert "试样路2号" in page(client, changzhi) and "试样路2号" not in page(client, jincheng)
    wrong = office.post(reverse(change, args=[own.pk]), typed | {"valley": own.valley_id, "telephone": "问前台"})
    assert "电话号码请填11位手机号码" in wrong.content.decode()


@pytest.mark.parametrize("address", ["/accounts/password/forgotten/", "/accounts/sign-up/", "/about/data-use/"])
def test_the_words_lead_to_the_page(client: Client, address: str) -> None:
    assert LINK in client.get(address).content.decode()


def test_the_words_lead_there_too_where_nothing_is_known_of_the_request() -> None:
    assert Template('{% include "components/window.html" %}').render(Context()) == LINK


def test_what_the_operator_published_stays_when_the_files_are_loaded_again(changzhi: City) -> None:
    ValleyFactory(city=changzhi)
    folder = CityFolder(Path(configured.CITIES_DIR) / "changzhi")
    text = read_services(folder)
    assert not folder.faults
    load_services(KeptLedger("reference"), changzhi, text)
    assert ServiceWindow.objects.get().source == "长政发〔2024〕15号 政策措施第一条"
    ServiceWindow.objects.update(telephone="0355-2000000")
    load_services(KeptLedger("reference"), changzhi, text)
    demo = next(row for row in city_demos() if row.key == "changzhi")
    load_demo_window(KeptLedger("demo"), changzhi, demo, shared())
    assert ServiceWindow.objects.get().telephone == "0355-2000000"


def test_the_demo_makes_a_window_up_where_no_document_names_one(luliang: City) -> None:
    ValleyFactory(city=luliang)
    demo = next(row for row in city_demos() if row.key == "luliang")
    for _ in range(2):
        load_demo_window(KeptLedger("demo"), luliang, demo, shared())
    window = ServiceWindow.objects.get()
    assert window.is_published and "示例" in window.name and "示例" in window.address
    window.full_clean()


def test_a_fault_of_the_file_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "services.yaml").write_text(
        "windows:\n  - {name: 甲, telephone: 问前台}\n  - {name: 甲}\nservices:\n  - {name: 代办, phone: 1}\n",
        encoding="utf-8",
    )
    folder = CityFolder(tmp_path)
    read_services(folder)
    said = "\n".join(folder.faults)
    assert "第2行：“telephone”不对：电话号码请填11位手机号码" in said
    assert "第3行：“甲”写了两次" in said
    assert "不认识的项“phone”" in said and "缺少“says”" in said and "缺少“source”" in said
