"""`make screenshots`: the pictures of the README, taken from the demo as its people see it.

Runs `python -m tests.journeys.pictures` between throw-away servers. The notice is drawn by poppler's pdftoppm; where
that is missing its pictures are left as they are.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys import portal, steps
from tests.journeys.browsing import ARGUMENTS, OPTIONS, PATIENCE, WORKED, executable

PICTURES = portal.ROOT / "docs" / "pictures"
PASSWORD = "Jinchuanggu2026"
HEAVY = 250_000
Visit = Callable[[str], Page]
ROOMS = "半导体光电产业园 2号厂房 东区"
HIGH_TECH = {"高新技术企业证书": "高新技术企业 GR202614000101"}
RENT = {"房屋": ROOMS} | steps.RENT
FIT_OUT = {"装修": f"{ROOMS} 装修"}


def main() -> None:
    """Take them all; say how heavy each is."""
    expect.set_options(timeout=PATIENCE)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with portal.running() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**executable(), args=ARGUMENTS)
        take_all(lambda login: _visit(browser, address, login))
        browser.close()
    for path in sorted(PICTURES.glob("*.png")):
        size = path.stat().st_size
        print(f"{path.name:28} {size // 1000:4} KB{'  too heavy' if size > HEAVY else ''}")


def _visit(browser: Browser, address: str, login: str) -> Page:
    page = browser.new_context(base_url=address, **OPTIONS).new_page()
    page.set_default_timeout(PATIENCE)
    steps.log_in(page, login, PASSWORD)
    return page


def take_all(visit: Visit) -> None:
    """In the order in which the claims go their way."""
    applicant, window, reviewer = (visit(f"changzhi-{name}") for name in ("applicant", "intake", "reviewer"))
    what_can_i_claim(applicant)
    rent = the_form(applicant)
    fit_out = steps.claimed(applicant, "CZ-11", FIT_OUT)
    high_tech = steps.claimed(applicant, "CZ-04A", HIGH_TECH)
    for number in (rent, high_tech):
        approve(window, reviewer, number)
    the_case(reviewer, fit_out)
    the_notice(applicant, reviewer, rent)
    targets(visit)
    what_if(visit("changzhi-policy-editor"))


def keep(page: Page, name: str) -> None:
    """What is seen without scrolling, without a blinking cursor."""
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")


def what_can_i_claim(page: Page) -> None:
    page.goto("/eligibility/")
    page.get_by_role("button", name="开始核对").click()
    expect(page.locator("#now")).to_be_visible()
    page.goto(page.url)
    keep(page, "what-can-i-claim")


def the_form(page: Page) -> str:
    steps.begin(page, "CZ-12")
    steps.answer(page, RENT)
    expect(page.locator("#autosave")).to_contain_text("已自动保存")
    page.set_viewport_size({"width": 1280, "height": 1120})
    page.evaluate("scrollTo(0, 0)")
    keep(page, "applicant-form")
    return steps.hand_in(page)


def approve(window: Page, page: Page, number: str) -> None:
    steps.take_up(window, number)
    steps.open_case(page, number)
    steps.take(page, "审核通过")


def the_case(page: Page, number: str) -> None:
    steps.open_case(page, number)
    steps.take(page, "受理")
    expect(page.locator("#decide-decided_amount")).to_be_visible()
    page.goto(page.url)
    keep(page, "admin-claim")


def the_notice(applicant: Page, reviewer: Page, number: str) -> None:
    steps.open_case(reviewer, number)
    expect(reviewer.get_by_role("link", name="下载核定通知书")).to_be_visible(timeout=WORKED)
    applicant.goto("/claims/")
    applicant.get_by_role("row").filter(has_text=number).get_by_role("link").first.click()
    with applicant.expect_download() as arriving:
        applicant.get_by_role("link", name="下载核定通知书").click()
    draw = shutil.which("pdftoppm")
    if draw is None:
        print("pdftoppm is not here: the pictures of the notice are left as they are")
        return
    with tempfile.TemporaryDirectory() as folder:
        paper = Path(folder) / "notice.pdf"
        arriving.value.save_as(paper)
        command = [draw, "-r", "72", "-png", "-l", "2", paper, PICTURES / "notice"]
        subprocess.run(command, check=True)


def targets(visit: Visit) -> None:
    city, province = visit("changzhi-official"), visit("shanxi-official")
    city.goto("/targets/")
    keep(city, "targets")
    province.goto("/targets/")
    keep(province, "three-cities")


def what_if(page: Page) -> None:
    page.goto("/admin/whatif/preview/ask/?scheme=CZ-12")
    page.get_by_label("自何日起适用").fill("2025-01-01")
    row = page.get_by_role("row").filter(has_text="前三年补贴标准").filter(has_text="厂房")
    row.get_by_role("textbox").fill("12")
    page.get_by_role("button", name="开始试算").click()
    expect(page.locator(".jcg-headline")).to_be_visible(timeout=WORKED)
    keep(page, "what-if")


if __name__ == "__main__":
    main()
