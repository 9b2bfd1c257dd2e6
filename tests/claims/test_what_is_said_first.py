"""What somebody is told who may not do a thing, and what no office may write."""

import pytest

from accounts.actor import actor_of
from core.values.text import IDENTITY_SENTENCE
from core.values.verdict import Refused
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim
from subsidies.claims.permissions import why_not_editable
from tests import road

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(changzhi, company, applicant) -> Claim:
    road.policies_loaded()
    return road.drafted(company, applicant)


def test_a_draft_that_was_given_up_is_copied_and_a_claim_handed_in_goes_back_for_correction(draft, applicant) -> None:
    handed_in = claiming.submit(claim=draft, by=actor_of(applicant))
    assert "退回补正" in why_not_editable(handed_in)
    given_up = road.drafted(draft.applicant, applicant, scheme="CZ-18")
    assert "复制为新草稿" in why_not_editable(given_up)


def test_who_may_not_accept_is_not_told_which_papers_lack(draft, applicant) -> None:
    by = actor_of(applicant)
    claim = claiming.submit(claim=draft, by=by)
    with pytest.raises(Refused) as refusal:
        reviewing.accept(claim=claim, by=by)
    assert "还缺" not in refusal.value.reason


def test_no_identity_number_is_kept_as_the_reason_of_a_step(draft, applicant, reviewer) -> None:
    claim = claiming.submit(claim=draft, by=actor_of(applicant))
    number = "11010519491231002X"
    for step in (reviewing.return_for_correction, reviewing.refuse):
        with pytest.raises(Refused, match=IDENTITY_SENTENCE):
            step(claim=claim, reason=f"经办人{number}不是本单位人员", by=actor_of(reviewer))
