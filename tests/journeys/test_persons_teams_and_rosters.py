"""Who has no credit code signs up and applies; twenty graduates come from one sheet."""

import re
from datetime import date

from playwright.sync_api import Page, expect

from core.values.identity_numbers import make_identity_number
from enterprises.models import Applicant
from subsidies.claims.models import Claim
from tests import road
from tests.factories import ApplicantFactory, TenancyFactory, applicant_of
from tests.journeys import steps

PASSWORD = "Jin-Chuang-88"
NUMBER = make_identity_number("140581", date(1990, 5, 17))
HEAD = "姓名,人才编号,引进方式,到岗日期,劳动合同年限（年）,已缴纳社会保险月数,学历层次,新引进,"
HEAD += "学历职称,经认定为高层次人才,确能破解难题、攻克技术或推动成果转化\n"


def account(page: Page, username: str) -> None:
    page.get_by_label("所属市").select_option(label="晋城市")
    page.get_by_label("联系电话", exact=True).fill("0356-2000000")
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输一次密码").fill(PASSWORD)


def applied(page: Page, applicant: Applicant) -> None:
    """From the schemes to the receipt."""
    TenancyFactory(applicant=applicant)
    page.goto("/schemes/JC-12B/")
    page.get_by_role("button", name="开始申报").click()
    fields = {"项目编号": f"示例项目-{applicant.pk}", "项目名称": "示例项目", "创业者学历或职称": "博士"}
    steps.declared(page, "创业项目", fields | {"通过日期": "2026-03-31", "评审通过": ""})
    page.get_by_role("button", name="下一步：核对并提交").click()
    page.get_by_role("button", name="提交申报").click()
    expect(page.locator("main")).to_contain_text(applicant.unit_code)
    assert Claim.objects.get(applicant=applicant).state == "submitted"


def test_a_person_signs_up_and_applies(visit, jincheng) -> None:
    road.policies_loaded()
    page = visit()
    page.goto("/accounts/sign-up/")
    page.get_by_role("link", name="个人注册").click()
    page.get_by_label("姓名", exact=True).fill("示例个人")
    page.get_by_label("公民身份号码", exact=True).fill(NUMBER)
    account(page, "geren")
    page.get_by_text("个人信息告知书", exact=True).click()
    expect(page.locator("details.privacy")).to_contain_text("不可还原的校验值")
    page.get_by_label(re.compile("我已阅读")).check()
    page.get_by_label(re.compile("我单独同意")).check()
    page.get_by_role("button", name="注册", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("示例个人")
    expect(page.locator("main")).to_contain_text(f"****{NUMBER[-4:]}")
    applied(page, Applicant.objects.get(name="示例个人"))


def test_a_team_signs_up_and_applies(visit, jincheng) -> None:
    road.policies_loaded()
    page = visit()
    page.goto("/accounts/sign-up/team/")
    page.get_by_label("团队名称").fill("示例光子团队")
    page.get_by_label("负责人姓名").fill("示例负责人")
    page.get_by_label("其他成员").fill("示例甲，示例大学\n示例乙，示例研究院")
    page.get_by_label("章程或组建协议").fill("共同攻关，奖励用于研发。")
    page.get_by_label("经办人姓名", exact=True).fill("示例经办人")
    account(page, "tuandui")
    page.get_by_label(re.compile("我已获团队授权")).check()
    page.get_by_role("button", name="注册", exact=True).click()
    expect(page.locator("main")).to_contain_text("示例研究院")
    applied(page, Applicant.objects.get(name="示例光子团队"))


def test_twenty_graduates_from_one_sheet(visit, jincheng, tmp_path) -> None:
    road.policies_loaded()
    company = ApplicantFactory(city=jincheng)
    TenancyFactory(applicant=company)
    sheet = tmp_path / "名册.csv"
    rows = (f"示例毕业生{n},SB-{n:04d},全职,2025-03-01,3,8,大学毕业生,是,其他,否,否\n" for n in range(1, 21))
    sheet.write_text(HEAD + "".join(rows), encoding="utf-8")
    page = visit(applicant_of(company))
    page.get_by_role("link", name="人才名册").first.click()
    page.get_by_label("名册表格").set_input_files(sheet)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator("main")).to_contain_text("表中20人")
    page.locator("#id_told_sheet").check()
    page.get_by_role("button", name="确认登记这20人").click()
    expect(page.locator("main")).to_contain_text("已登记的人（20）")
    page.get_by_role("link", name="为多人申报").click()
    page.get_by_role("link", name="人才生活补贴").click()
    for box in page.locator("input[name=person]").all():
        box.check()
    page.locator("input[name=first_month]").fill("2025-03")
    page.locator("input[name=last_month]").fill("2025-12")
    page.get_by_role("button", name="为所选的人建立申报").click()
    expect(page.locator("body")).to_contain_text("已为20人各建一份申报")
    page.get_by_label("材料没有传齐的也提交").check()
    page.get_by_role("button", name="提交齐全的申报").click()
    expect(page.locator("body")).to_contain_text("已提交20份申报")
    assert Claim.objects.filter(applicant=company, state="submitted").count() == 20
