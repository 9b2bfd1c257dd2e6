"""The schemes: public, under their documents, and begun by a POST of the own city's company alone."""

import pytest
from django.urls import reverse

from core.templatetags.portal import moment
from subsidies.claims.models import Claim
from subsidies.policies import library
from subsidies.policies.quoting import words_of_article
from subsidies.portal import choosing
from tests import road
from tests.factories import RecognitionFactory
from tests.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


def test_a_visitor_reads_every_citys_schemes(client) -> None:
    page = client.get(address("scheme_list")).content.decode()
    assert "共 43 项" in page
    assert "长政发〔2024〕15号" in page and "晋市政办〔2024〕39号" in page and "吕政办发〔2024〕24号" in page


def test_an_applicant_begins_with_the_own_city_and_kind_and_may_read_all(client_of, applicant) -> None:
    client = client_of(applicant)
    assert "共 18 项" in client.get(address("scheme_list")).content.decode()
    assert "共 19 项" in client.get(address("scheme_list"), {"kind": ""}).content.decode()
    assert "共 43 项" in client.get(address("scheme_list"), {"city": "", "kind": ""}).content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "租金"}, "租金补贴"),
        ({"q": "RENT"}, "没有符合条件的事项"),
        ({"article": "12", "city": "changzhi"}, "共 1 项"),
        ({"kind": "bank"}, "金融机构贷款奖励"),
        ({"city": "nowhere"}, "共 43 项"),
    ],
)
def test_filters_narrow_the_list_and_nonsense_is_left_out(client, asked, found) -> None:
    assert found in client.get(address("scheme_list"), asked).content.decode()


def test_schemes_stand_under_the_headings_of_their_document(client) -> None:
    page = client.get(address("scheme_list"), {"city": "changzhi"}).content.decode()
    headings = ["一、支持创新主体引育", "二、支持科技创新", "三、支持产业落地", "四、支持科技金融创新"]
    places = [page.index(heading) for heading in headings]
    assert places == sorted(places)


def test_each_scheme_says_whether_it_can_be_applied_for(client) -> None:
    page = client.get(address("scheme_list"), {"city": "luliang"}).content.decode()
    assert page.count("标准未公布") == 4


def test_every_scheme_has_a_page_in_plain_words(client) -> None:
    from subsidies.policies import library

    for scheme in library().schemes.values():
        page = client.get(address("scheme", None, scheme.code)).content.decode()
        assert scheme.title in page and scheme.policy.number in page and scheme.guide.summary in page


def test_the_articles_own_words_stand_folded_on_the_page_of_each_scheme(client) -> None:
    for scheme in library().schemes.values():
        page = client.get(address("scheme", None, scheme.code)).content.decode()
        fold = page[page.index("<summary>" + scheme.clause + "原文") :]
        assert words_of_article(scheme) in fold[: fold.index("</details>")]


def test_what_the_text_leaves_open_is_called_unpublished(client) -> None:
    page = client.get(address("scheme", None, "CZ-08")).content.decode()
    assert "还没有公布的" in page and "创新券资助比例：未公布" in page


def test_an_unknown_scheme_is_404_and_a_code_in_small_letters_leads_on(client) -> None:
    assert client.get(address("scheme", None, "CZ-99")).status_code == 404
    assert client.get(address("scheme", None, "cz-12")).url == address("scheme", None, "CZ-12")


def test_reading_a_scheme_begins_nothing(client_of, applicant) -> None:
    client = client_of(applicant)
    client.get(address("scheme", None, "CZ-12"))
    assert client.get(address("start", None, "CZ-12")).status_code == 405
    assert not Claim.objects.exists()


def test_starting_twice_takes_the_empty_draft_up_again(client_of, applicant) -> None:
    client = client_of(applicant)
    first = client.post(address("start", None, "CZ-12"))
    assert client.post(address("start", None, "CZ-12")).url == first.url
    assert Claim.objects.count() == 1


def test_what_is_claimed_says_when_it_was_handed_in_and_what_a_further_claim_would_be_about(
    client_of, company, applicant, ready
) -> None:
    client = client_of(applicant)

    def aside(code: str) -> str:
        page = client.get(address("scheme", None, code)).content.decode()
        return page[page.index("<aside") :]

    rent = road.submitted(company, applicant, **road.RENT)
    shown = aside("CZ-12")
    assert f"已提交，等待受理，{moment(rent.submitted_at)} 提交" in shown and "保存" not in shown
    assert "同一房屋的同一月份只申报一次；其他房屋、其他月份可以另外申报。" in shown and "另外申报一项" in shown
    road.submitted(company, applicant)
    shown = aside("CZ-04A")
    assert "已登记的高新技术企业证书都已申报，不能再报一次。" in shown and "<button" not in shown
    assert "/enterprise/records/recognition/add/?next=%2Fschemes%2FCZ-04A%2F" in shown
    RecognitionFactory(applicant=company, certificate_no="GR9", stated_sequence=2)
    shown = aside("CZ-04A")
    assert "另外申报一项" in shown and "同一高新技术企业证书只申报一次；其他高新技术企业证书可以另外申报。" in shown


def test_the_claims_under_a_scheme_say_what_they_are_about_and_those_that_were_paid_stay(
    client_of, company, applicant, ready, reviewer
) -> None:
    client = client_of(applicant)
    rent = road.submitted(company, applicant, **road.RENT)
    page = client.get(address("scheme", None, "CZ-12")).content.decode()
    aside = page[page.index("<aside") :]
    assert rent.about in aside and "月" in aside[aside.index(rent.about) : aside.index("<form")]
    paid = road.awarded(company, applicant, reviewer)
    aside = client.get(address("scheme", None, "CZ-04A")).content.decode()
    aside = aside[aside.index("<aside") :]
    assert str(paid.number) in aside and "已核定" in aside and paid.about in aside


def test_of_more_records_than_are_looked_at_it_is_not_said_that_all_are_claimed(
    company, applicant, ready, monkeypatch
) -> None:
    scheme = library().schemes["CZ-04A"]
    monkeypatch.setattr(choosing, "MOST_SHOWN", 1)
    older = RecognitionFactory(applicant=company, certificate_no="GR9", stated_sequence=2)
    road.submitted(company, applicant)
    assert not choosing.further_claim(company, scheme).why_not
    older.delete()
    assert choosing.further_claim(company, scheme).why_not


def test_what_the_applicant_itself_is_once_is_not_begun_twice(client_of, company, applicant, ready) -> None:
    company.paid_in_capital_fen = 5_000_000_00
    company.save()
    client, address_of_scheme = client_of(applicant), address("scheme", None, "CZ-03")
    assert "开始申报" in client.get(address_of_scheme).content.decode()
    first = road.submitted(company, applicant, **road.START_UP)
    page = client.get(address_of_scheme).content.decode()
    assert f"本事项每个申请人只申报一次，已由{first.number}申报。" in page and "另外申报一项" not in page


def test_another_citys_scheme_says_why_it_cannot_be_begun(client_of, applicant) -> None:
    client = client_of(applicant)
    assert "这项政策属于其他城市" in client.get(address("scheme", None, "JC-08")).content.decode()
    client.post(address("start", None, "JC-08"))
    assert not Claim.objects.exists()


def test_whoever_files_for_nobody_cannot_begin(client, client_of, reviewer, stranger) -> None:
    assert client.post(address("start", None, "CZ-12")).status_code == 302
    for person in (reviewer, stranger):
        assert client_of(person).post(address("start", None, "CZ-12")).status_code == 404


def test_a_company_of_the_wrong_kind_is_told_before_it_begins(client_of, applicant) -> None:
    page = client_of(applicant).get(address("scheme", None, "CZ-15")).content.decode()
    assert "本项支持的对象是银行等金融机构" in page


def test_the_page_and_the_list_say_the_figures_in_force(client) -> None:
    road.released("changzhi-2024-15", 2, "CZ-16", "cap", "", "300000")
    road.released("changzhi-2024-15", 3, "CZ-16", "interest_share", "", "2/5")
    page = client.get(address("scheme", None, "CZ-16")).content.decode()
    assert "贷款利息的40%，最高不超过贷款本金的3%，每个支持对象累计最高30万元。" in page
    listed = client.get(address("scheme_list"), {"city": "changzhi", "q": "累计最高30万元"}).content.decode()
    assert "科技金融贷款贴息" in listed


@pytest.mark.parametrize("path", ["/schemes/?q=%00", "/admin/claims/claim/?city=%00", "/admin/claims/claim/?state=%00"])
def test_an_address_with_a_nul_is_none_of_ours(client_of, reviewer, path: str) -> None:
    assert client_of(reviewer).get(path).status_code == 400


def test_a_rate_that_was_published_is_said_with_its_document_and_not_called_unpublished(client) -> None:
    page = client.get(reverse("subsidies:scheme", args=["LL-06B"])).content.decode()
    assert "技术合同交易额乘以补贴比例。计划没有写明比例，公布前系统不计算金额。" in page
    road.released("luliang-2024-24", 2, "LL-06B", "rate", "", "0.02")
    said = "技术合同交易额乘以补贴比例。交易额补贴比例2%（试行〔2025〕2号（2025-01-01印发），自2025-01-01起）。"
    for name, args in (("subsidies:scheme", ["LL-06B"]), ("subsidies:scheme_list", [])):
        page = client.get(reverse(name, args=args), {"city": "luliang"}).content.decode()
        assert f"<p>{said}</p>" in page


def test_of_standards_by_degree_those_that_are_published_are_said_and_the_others_called_open(client) -> None:
    road.released("jincheng-2024-39", 2, "JC-13", "monthly_standard", "doctor", "3000")
    page = client.get(reverse("subsidies:scheme", args=["JC-13"])).content.decode()
    assert (
        "最多五年。每月生活补贴标准（博士研究生）¥3,000.00/月（试行〔2025〕2号（2025-01-01印发），自2025-01-01起）。"
        "各层次的标准由市里另行确定，公布前系统不计算金额。"
    ) in page


def test_what_a_scheme_asks_of_whoever_claims_says_of_whom_or_of_what(client, ready) -> None:
    page = client.get(reverse("subsidies:scheme", args=["CZ-04B"])).content.decode()
    assert "<li>专精特新企业为新认定</li>" in page
    bare = ("为新认定", "为新列入", "为新获批", "为第")
    labels = [(code, row.label) for code, scheme in library().schemes.items() for row in scheme.conditions]
    assert not [told for told in labels if told[1].startswith(bare)]
