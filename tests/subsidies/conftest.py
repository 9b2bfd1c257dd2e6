"""Cities, policies and a company with its tenancy stand before every test here that asks for them."""

import pytest

from enterprises.models import Applicant
from subsidies.claims.models import Claim
from tests.subsidies import road


@pytest.fixture
def ready(changzhi, company: Applicant) -> None:
    """Policies are loaded and the company is resident."""
    road.policies_loaded()
    road.resident(company)


@pytest.fixture
def draft(ready, company: Applicant, applicant) -> Claim:
    """An untouched draft for the high-tech award."""
    from accounts.actor import actor_of
    from subsidies.claims import claiming
    from subsidies.policies import library

    return claiming.start(scheme=library().schemes["CZ-04A"], applicant=company, by=actor_of(applicant))
