"""Many claims are read for a preview in as few queries as one."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from subsidies.whatif.cases import cases_of
from tests import road

pytestmark = pytest.mark.django_db


def test_pending_claims_are_read_together(policies: None, company: Any, applicant: Any) -> None:
    loan = road.answers(reference="借1", loan_kind="credit", interest_paid="1000", principal="100000")
    claim = road.submitted(company, applicant, scheme="CZ-16", typed=loan)
    with CaptureQueriesContext(connection) as alone:
        assert len(cases_of(claim.city_id, ["CZ-16"])) == 1
    for number in range(3):
        claim.pk, claim.public_id, claim.number, claim._state.adding = None, uuid4(), f"B{number}", True
        claim.save()
    with CaptureQueriesContext(connection) as together:
        assert len(cases_of(claim.city_id, ["CZ-16"])) == 4
    assert len(together) == len(alone)
