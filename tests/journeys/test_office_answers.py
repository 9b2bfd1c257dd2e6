"""Buttons on the page of a record do in a browser what they say: a request is answered, a record certified."""

import pytest
from playwright.sync_api import expect

from accounts.actor import actor_of
from enterprises.models import Correction, Recognition
from enterprises.registers import correcting
from parks.models import EntryRequest
from tests.factories import EntryRequestFactory, RecognitionFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_an_operator_takes_a_correction_and_agrees_to_an_entry(visit, company, applicant, operator) -> None:
    record = RecognitionFactory(applicant=company)
    values = {"certificate_no": "GR202614000777"}
    asked = correcting.propose(record=record, values=values, reason="笔误", by=actor_of(applicant))
    entry = EntryRequestFactory(applicant=company, asked_by=applicant)
    page = visit(operator)
    page.goto(f"/admin/enterprises/correction/{asked.pk}/change/")
    page.get_by_role("button", name="采纳，改正记录").click()
    expect(page.get_by_text("已采纳").first).to_be_visible()
    page.goto(f"/admin/parks/entryrequest/{entry.pk}/change/")
    page.get_by_label("入驻协议编号").fill("入2026-1")
    page.get_by_label("协议日期").fill("2026-06-01")
    page.get_by_role("button", name="同意入驻").click()
    expect(page.get_by_text("已同意入驻").first).to_be_visible()
    assert (Correction.objects.get().state, EntryRequest.objects.get().state) == ("taken", "agreed")
    assert Recognition.objects.get().certificate_no == "GR202614000777"


def test_a_reviewer_certifies_a_record_on_its_own_page(visit, company, reviewer) -> None:
    record = RecognitionFactory(applicant=company, certified=False)
    page = visit(reviewer)
    page.goto(f"/admin/enterprises/recognition/{record.pk}/change/")
    page.get_by_role("button", name="核对无误，核验").click()
    expect(page.get_by_text("已核验").first).to_be_visible()
    assert Recognition.objects.get().certified_by == reviewer
