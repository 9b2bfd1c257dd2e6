"""The pages that people meet first and most: fit for everybody (WCAG 2.1 AA), and light on a slow line."""

import pytest
from playwright.sync_api import Page

from jinchuanggu.loading.reference import load_reference
from subsidies.awards.models import Notice
from tests import road
from tests.journeys.looking import LIGHT, barriers, weight

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

# What the admin's theme brings along and we cannot mend from outside: rule of axe, and why it may stand.
OF_THE_THEME: dict[str, str] = {}


def faults(page: Page, addresses: list[str], *, light: bool = True, allowed: dict[str, str] | None = None) -> list[str]:
    """What is wrong with the pages at these addresses, each with its address."""
    found = []
    for address in addresses:
        answered = page.goto(address)
        assert answered is not None and answered.status == 200, address
        found += [f"{address}: {barrier}" for barrier in barriers(page, allowed)]
        if light and weight(page) > LIGHT:
            found.append(f"{address} weighs {weight(page)} bytes")
    return found


def test_pages_for_everybody_and_for_the_applicant(visit, changzhi, company, applicant, reviewer) -> None:
    road.policies_loaded()
    road.resident(company)
    claim = road.awarded(company, applicant, reviewer)
    road.noticed()
    draft = road.drafted(company, applicant, **road.RENT)
    code = Notice.objects.get().verify_code
    public = ["/", "/accounts/login/", "/accounts/sign-up/", "/schemes/", "/schemes/CZ-12/", f"/verify/{code}/"]
    own = ["/", "/enterprise/", "/eligibility/", "/claims/"]
    own += [f"/claims/{claim.public_id}/", f"/claims/{draft.public_id}/edit/", f"/claims/{draft.public_id}/preview/"]
    assert faults(visit(), public) + faults(visit(applicant), own) == []


def test_pages_for_the_offices(visit, company, applicant, reviewer, official, provincial_official) -> None:
    load_reference()
    road.resident(company)
    claim = road.submitted(company, applicant)
    found = faults(visit(official), ["/targets/changzhi/", "/targets/changzhi/CZ-T1/"])
    found += faults(visit(provincial_official), ["/targets/"])
    admin = ["/admin/", "/admin/claims/claim/", f"/admin/claims/claim/{claim.pk}/change/"]
    found += faults(visit(reviewer), admin, light=False, allowed=OF_THE_THEME)
    assert found == []


def test_a_page_that_is_not_fit_is_found_out(visit) -> None:
    page = visit()
    page.set_content('<html><body><img src="data:,"><input type="text"></body></html>')
    named = {barrier.split(" ")[0] for barrier in barriers(page)}
    assert {"image-alt", "label", "html-has-lang", "document-title"} <= named
