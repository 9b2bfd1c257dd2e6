"""What people do again and again, in the words of the pages."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

PASSWORD = "Cao-Ping-2026-Shi"  # that of tests.factories; this module needs no Django

RENT = {
    "申报期间的最后一天": "2025-12-31",
    "租赁合同编号": "测租2025-001",
    "房屋用途": "厂房",
    "租用面积": "1000",
    "首次享受补贴的租赁首月": "2025-01",
    "申报的起始月份": "2025-01",
    "申报的截止月份": "2025-12",
    "是否考核达到年度运营目标": "是",
}
HIGH_TECH = {"发证日期": "2026-03-31", "高新技术企业证书编号": "GR202614000001", "第几次通过高新技术企业认定": "1"}
FIT_OUT = {
    "竣工验收日期": "2026-03-31",
    "房屋地址或不动产编号": "测试园区1号楼",
    "装修是否已经完成": "是",
    "装修总费用是否经第三方评估": "是",
    "实际装修面积": "500",
    "第三方评估的装修总费用": "800000",
}
VOUCHER = {
    "付款日期": "2026-10-15",
    "创新券编号": "测券0001",
    "是否为科技型中小微企业": "是",
    "购买创新服务的费用": "200000",
}


def log_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """By the form, as everybody does."""
    page.goto("/accounts/login/")
    page.get_by_label("登录名").fill(username)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()
    expect(page.locator(".account details.menu")).to_be_visible()


def question(page: Page, label: str) -> Locator:
    """The control of a question of the claim's form, whatever it is."""
    return page.get_by_label(label, exact=True)


def answer(page: Page, answers: Mapping[str, str]) -> None:
    """Fill in the form: text, or the choice of a group."""
    for label, text in answers.items():
        group = page.get_by_role("group", name=label, exact=True)
        if group.count():
            group.get_by_label(text, exact=True).check()
        else:
            question(page, label).fill(text)


def begin(page: Page, scheme: str) -> None:
    """From the page of a scheme to an empty form."""
    page.goto(f"/schemes/{scheme}/")
    page.get_by_role("button", name=re.compile("开始申报|另外申报一项")).click()
    expect(page.get_by_role("button", name="下一步：核对并提交")).to_be_visible()


def hand_in(page: Page) -> str:
    """From a filled form over the last look to the receipt; the number of the claim."""
    page.get_by_role("button", name="下一步：核对并提交").click()
    expect(page.get_by_role("heading", level=1, name="核对并提交")).to_be_visible()
    page.get_by_role("button", name="提交申报").click()
    expect(page.get_by_role("heading", level=1, name="申报回执")).to_be_visible()
    return page.locator(".receipt-number .code").inner_text()


def claimed(page: Page, scheme: str, answers: Mapping[str, str]) -> str:
    """A claim from the scheme's page to its receipt; its number."""
    begin(page, scheme)
    answer(page, answers)
    return hand_in(page)


def open_case(page: Page, number: str) -> None:
    """From the queue of an office to the page of a claim."""
    page.goto("/admin/claims/claim/")
    page.get_by_role("link", name=number, exact=True).click()
    expect(page.locator(".jcg-case-head")).to_contain_text(number)


def take(page: Page, step: str, reason: str = "") -> None:
    """Press the button of a step on a claim's page, with its reason where it wants one."""
    if reason:
        panel = page.locator("details.jcg-act").filter(has=page.locator("summary", has_text=step))
        panel.locator("summary").click()
        panel.get_by_role("textbox").fill(reason)
        panel.get_by_role("button", name=step).click()
    else:
        page.get_by_role("button", name=step, exact=True).click()


def badge(page: Page) -> Locator:
    """The state of a claim on an office's page."""
    return page.locator(".jcg-case-aside .badge")


def status_of(page: Page, address: str) -> int:
    """What the server answers this person for an address."""
    answered: Any = page.goto(address)
    return int(answered.status)


def log_out(page: Page) -> None:
    """By the person's own menu, on a page of the portal."""
    page.goto("/")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="退出登录").click()
    expect(page.locator(".account").get_by_role("link", name="登录")).to_be_visible()
