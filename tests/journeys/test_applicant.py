"""A company that nobody knows yet signs up, and claims its rent on the same day."""

import re

import pytest
from playwright.sync_api import Page, expect

from core.values.identifiers import make_uscc
from enterprises.models import Applicant
from subsidies.claims.models import Claim
from tests import road
from tests.factories import PASSWORD, TenancyFactory
from tests.journeys import steps

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

CODE = make_uscc("140400", 4711)
MISTYPED = CODE[:-1] + ("0" if CODE[-1] != "0" else "1")


def signed_up(page: Page) -> None:
    """From the first page to the profile, with a slip in the credit code on the way."""
    page.goto("/")
    page.get_by_role("link", name="注册").first.click()
    page.get_by_label("统一社会信用代码").fill(MISTYPED)
    page.get_by_label("单位名称").fill("长治市新来示例科技有限公司")
    page.get_by_label("主体类型").select_option(label="企业")
    page.get_by_label("所属市").select_option(label="长治市")
    page.get_by_label("经办人姓名", exact=True).fill("示例经办人")
    page.get_by_label("联系电话", exact=True).fill("0355-2000000")
    page.get_by_label("登录名").fill("xinlai-shili")
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输一次密码").fill(PASSWORD)
    page.get_by_label(re.compile("我已获单位授权")).check()
    page.get_by_role("button", name="注册", exact=True).click()
    expect(page.locator("#id_uscc_error")).to_contain_text("校验")
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_label("统一社会信用代码").fill(CODE.lower())
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输一次密码").fill(PASSWORD)
    page.get_by_role("button", name="注册", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("长治市新来示例科技有限公司")


def completed_profile(page: Page) -> None:
    page.get_by_role("link", name="修改基本情况").click()
    page.get_by_label("法定代表人").fill("示例法人")
    page.get_by_label("注册资本").fill("1,000,000")
    page.get_by_role("button", name="保存基本情况").click()
    expect(page.locator("main")).to_contain_text("¥1,000,000.00")


def moved_in() -> str:
    """The park's office records the tenancy: 1,000 m² of workshop from January 2025. What the rooms are called."""
    return str(TenancyFactory(applicant=Applicant.objects.get(uscc=CODE)).space)


def test_from_sign_up_to_the_receipt(visit, changzhi, paper) -> None:
    road.policies_loaded()
    page = visit()
    signed_up(page)
    completed_profile(page)
    rooms = moved_in()

    page.get_by_role("link", name="政策与事项").click()
    page.get_by_role("link", name="租金补贴", exact=True).click()
    expect(page.locator("main")).to_contain_text("长政发〔2024〕15号")
    page.get_by_role("button", name="开始申报").click()

    # What the rooms are, their area and first month are read once they are chosen; the rest is typed.
    steps.answer(page, {"房屋": rooms} | steps.RENT)
    expect(page.locator("#question-area_m2 .read-box")).to_contain_text("1,000 ㎡")
    expect(page.locator("#question-start_month .read-box")).to_contain_text("2025-01-01 起租")
    expect(page.locator("#live-panel")).to_contain_text("¥120,000.00")
    page.locator("#live-panel details.why > summary").click()
    expect(page.locator("#live-panel")).to_contain_text("第12条")
    expect(page.locator("#autosave")).to_contain_text("已自动保存")

    # Who goes away in the middle finds the words again.
    page.get_by_role("link", name="我的申报").first.click()
    page.get_by_role("link", name="租金补贴").first.click()
    page.get_by_role("link", name="继续填写").click()
    expect(page.get_by_role("group", name="房屋", exact=True).get_by_label(rooms, exact=True)).to_be_checked()
    expect(steps.question(page, "申报的截止月份")).to_have_value("2025-12")

    contract = page.locator(".paper").filter(has_text="租赁合同").first
    contract.locator("input[type=file]").set_input_files([paper("租赁合同.png"), paper("错的.png", "black")])
    expect(contract.get_by_role("link", name="错的.png")).to_be_visible()
    contract.get_by_role("button", name="移除 错的.png").click()
    expect(contract.get_by_role("link", name="错的.png")).to_have_count(0)
    contract.get_by_text("校验值").click()
    expect(contract.locator(".hash")).to_contain_text(re.compile("SHA-256 [0-9a-f]{64}"))

    page.get_by_role("button", name="下一步：核对并提交").click()
    expect(page.locator("main")).to_contain_text("以下材料还没有上传")
    expect(page.locator("aside")).to_contain_text("壹拾贰万元整")
    page.get_by_role("button", name="提交申报").click()

    number = page.locator(".receipt-number .code").inner_text()
    claim = Claim.objects.get(number=number)
    assert claim.state == "submitted"
    expect(page.locator(".receipt-files")).to_contain_text(claim.evidence.get().file.sha256)
    page.get_by_role("link", name="查看办理进展").click()
    expect(page.locator(".history")).to_contain_text("提交申报")
    expect(page.locator("aside")).to_contain_text("等待长治高新区受理")
