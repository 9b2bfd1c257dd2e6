"""What people do again and again, in the words of the pages."""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

PASSWORD = "Cao-Ping-2026-Shi"  # that of tests.factories; this module needs no Django

CERTIFICATE = "高新技术企业 GR202614000001"
RENT = {
    "申报的起始月份": "2025-01",
    "申报的截止月份": "2025-12",
    "是否考核达到年度运营目标": "是",
}
HIGH_TECH = {"高新技术企业证书": CERTIFICATE}


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


def declared(page: Page, what: str, fields: Mapping[str, str]) -> None:
    """From the form of a claim to that of a record that is not there yet, and back with the new one chosen."""
    page.get_by_role("link", name=f"登记新的{what}").click()
    for label, text in fields.items():
        control = page.get_by_label(re.compile(f"^{label}(（[^（）]+）)?$"))
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(label=text)
        elif control.get_attribute("type") == "checkbox":
            control.check()
        else:
            control.fill(text)
    page.get_by_role("button", name="添加记录").click()
    expect(page.locator("#id_record input:checked")).to_have_count(1)


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
        return
    without_papers(page, step)
    page.get_by_role("button", name=step, exact=True).click()


def without_papers(page: Page, step: str) -> None:
    """Say why a step is taken though wanted papers lack, where the page asks for it."""
    lacking = page.get_by_label(re.compile(f"^为什么缺材料仍然{step}"))
    if lacking.count():
        lacking.fill("原件已在窗口核对，复印件随后补交")


def take_up(window: Page, number: str) -> None:
    """The window's person, who decides nothing, accepts a claim."""
    open_case(window, number)
    take(window, "受理")
    expect(badge(window)).to_have_text("审核中")


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
