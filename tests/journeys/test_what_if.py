"""Before a rate is changed, somebody asks what the change would cost, and nothing is touched by the asking."""

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from subsidies.awards.models import Award
from tests import road
from tests.journeys import steps
from tests.journeys.browsing import WORKED

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_dearer_rent_is_tried_and_nothing_is_touched(
    worker, visit, company, applicant, reviewer, treasurer, tmp_path
) -> None:
    road.policies_loaded()
    road.resident(company)
    award = road.awarded(company, applicant, reviewer, **road.RENT).awards.get()
    assert award.amount_fen == 120_000_00

    page = visit(treasurer)
    page.goto("/admin/")
    page.get_by_role("link", name="调整试算").last.click()
    page.get_by_role("link", name="发起试算").click()
    page.get_by_label("要调整的事项（可选多项）").select_option("CZ-12")
    page.get_by_role("button", name="列出这些数字").click()
    page.get_by_label("自何日起适用").fill("2025-01-01")
    page.get_by_role("row").filter(has_text="前三年补贴标准").filter(has_text="厂房").get_by_role("textbox").fill("12")
    page.get_by_role("button", name="开始试算").click()

    claimed = page.get_by_role("row").filter(has_text=award.claim.number)
    expect(claimed).to_contain_text("+¥24,000.00", timeout=WORKED)
    expect(page.locator(".jcg-headline")).to_contain_text("增加")
    with page.expect_download() as arriving:
        page.get_by_role("link", name="下载 Excel 明细").click()
    sheet = tmp_path / "明细.xlsx"
    arriving.value.save_as(sheet)
    rows = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_index(0).to_python()
    assert [row[-1] for row in rows if row[1] == award.claim.number] == [24_000]
    assert Award.objects.get().amount_fen == 120_000_00
    steps.log_out(page)
