"""The applicant's page shows the facts that are reckoned with: a receipt that was entered after the claim was handed in
counts, and stands beside what was typed; the lease stands beside a rent that was typed."""

import pytest

from accounts.actor import actor_of
from enterprises.models import Applicant
from parks.models import Premises, Tenancy
from subsidies.claims import claiming
from tests import road
from tests.factories import CityFactory, RentReceiptFactory
from tests.pages import address

pytestmark = pytest.mark.django_db
LEASE = "园区租约月租金 ¥7,800.00，3 个月合计 ¥23,400.00"


def rented() -> tuple[Applicant, "object", Premises]:
    road.policies_loaded()
    luliang = CityFactory(luliang=True)
    road.released("luliang-2024-24", 2, "LL-06D", "rate", "", "0.5")
    institution, user = road.institution_of(luliang)
    Tenancy.objects.filter(applicant=institution).update(monthly_rent_fen=7_800_00)
    return institution, user, Premises.objects.get(applicant=institution)


def test_a_receipt_entered_after_submission_stands_beside_what_was_typed(client_of) -> None:
    institution, user, rooms = rented()
    typed = road.answers(on="2025-09-30", transfer_institution="true", rent_paid="40000") | {
        "record": f"premises:{rooms.pk}", "months": "2025-07至2025-09",
    }  # fmt: skip
    claim = road.drafted(institution, user, scheme="LL-06D", typed=typed)
    client = client_of(user)
    form = client.get(address("claim_edit", claim)).content.decode()
    assert f"{LEASE}。所填金额与此不同的，请核对" in form
    assert LEASE in client.get(address("claim_preview", claim)).content.decode()
    claim = claiming.submit(claim=claim, by=actor_of(user))
    page = client.get(address("claim", claim)).content.decode()
    assert "¥20,000.00" in page and "按提交的内容计算，以核定通知书为准。" in page and "提交后记录有变动" not in page
    RentReceiptFactory(premises=rooms, first_month="2025-07", last_month="2025-09", paid_fen=23_400_00, certified=False)
    page = client.get(address("claim", claim)).content.decode()
    assert "¥40,000.00" in page and "¥11,700.00" in page
    assert "提交后记录有变动，现在按 ¥23,400.00 核算：单位申报（租金缴纳：1张凭证）" in page
    assert "提交后所依据的记录有变动，按现在的记录计算，哪一项有变动见“申报内容”；以核定通知书为准。" in page
