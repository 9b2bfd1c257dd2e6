"""One base amount in many claims, in any order, brings no more than in one: by the ledger, in the database."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.values.money import to_yuan
from enterprises.models import Applicant
from subsidies.awards.models import Award
from subsidies.claims.models import Claim
from subsidies.grants.models import CapGrant
from tests import road

pytestmark = pytest.mark.django_db
FEW = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FEN = st.integers(min_value=1, max_value=400_000_00)


@pytest.fixture
def cast(changzhi, company: Applicant, applicant: User, reviewer: User) -> tuple[Applicant, User, User]:
    road.policies_loaded()
    return road.resident(company), applicant, reviewer


def yuan(fen: int) -> str:
    return f"{to_yuan(fen):.2f}"


def loan(number: int, interest: int) -> dict[str, Any]:
    """A loan on which `interest` fen were paid, of so much principal that the interest decides."""
    return road.answers(
        reference=f"借字{number}号", loan_kind="credit", interest_paid=yuan(interest), principal=yuan(interest * 20)
    )


def project(number: int, received: int) -> dict[str, Any]:
    return road.answers(
        reference=f"项目{number}号", new_project="true", level="national", received_funds=yuan(received * 10),
        performing_well="true",
    )  # fmt: skip


def paid(cast: tuple[Applicant, User, User], scheme: str, forms: Sequence[dict[str, Any]]) -> int:
    """What these claims bring in all, one after the other; nothing of it stays."""
    with transaction.atomic():
        for typed in forms:
            road.awarded(*cast, scheme=scheme, typed=typed)
        total = Award.objects.aggregate(total=Sum("amount_fen"))["total"]
        granted = CapGrant.objects.aggregate(total=Sum("amount_fen"))["total"] or 0
        assert granted == total and not Claim.objects.exclude(state__in=("awarded", "declined")).exists()
        transaction.set_rollback(True)
    return int(total)


@pytest.mark.parametrize(("scheme", "form", "cap"), [("CZ-16", loan, 200_000_00), ("CZ-06", project, 2_000_000_00)])
@FEW
@given(parts=st.lists(FEN, min_size=2, max_size=5), data=st.data())
def test_splitting_never_yields_more(cast, scheme: str, form: Any, cap: int, parts: list[int], data: Any) -> None:
    order = data.draw(st.permutations(list(enumerate(parts, start=1))))
    together = paid(cast, scheme, [form(0, sum(parts))])
    split = paid(cast, scheme, [form(number, part) for number, part in order])
    assert split <= together <= cap


def test_where_the_cap_binds_the_last_claim_gets_the_rest_and_the_next_nothing(cast) -> None:
    forms = [loan(number, 300_000_00) for number in range(3)]
    assert paid(cast, "CZ-16", forms) == 200_000_00
    assert paid(cast, "CZ-16", forms[:1]) == 150_000_00
