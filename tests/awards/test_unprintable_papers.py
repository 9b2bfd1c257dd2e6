"""A character that no font has is found before a number is given: no paper shows a box, and the trail says why."""

import subprocess
import sys
from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import actor_of
from core import audit
from core.documents.lettering import Unprintable, require_printable
from core.models import NumberSequence, OutboxMessage
from core.values.verdict import Refused
from enterprises.models import Applicant
from subsidies.awards.models import Notice, RefusalNotice, RevocationNotice
from subsidies.claims import reviewing
from tests import road

pytestmark = pytest.mark.django_db
RARE = "\U00030edd"  # biang, of extension G, in the one weight alone


def test_what_every_weight_has_is_printed_and_what_one_lacks_is_named() -> None:
    require_printable("<p>晋创谷 䶮𬭎鿏 𠮷 1,200.00 元/㎡ ①“”〔2026〕</p>\n\t")
    with pytest.raises(Unprintable, match=r"“𠀁”（U\+20001）"):
        require_printable("<b>山西𠀁示例</b>")
    with pytest.raises(Unprintable, match=r"U\+30EDD"):
        require_printable(RARE)
    with pytest.raises(Unprintable, match="等，没有编文号"):
        require_printable("𠀀𠀁𠀂𠀃𠀄𠀅")


def numbers_given() -> list[int]:
    return list(NumberSequence.objects.filter(series__startswith="notice:").values_list("last", flat=True))


def tried_and_parked(handler: str, settings: Any) -> None:
    """Once it fails, then nobody tries again."""
    settings.OUTBOX_MAX_ATTEMPTS = 1
    road.work_off(handler)
    road.work_off(handler)
    message = OutboxMessage.objects.get(handler=handler)
    assert message.parked_at and "Unprintable" in message.last_error


def test_a_notice_with_such_a_name_gets_no_number_and_is_parked_with_the_reason(
    ready: Any, company: Applicant, applicant: Any, reviewer: Any, settings: Any, client_of: Any
) -> None:
    claim = road.awarded(company, applicant, reviewer)
    Applicant.objects.filter(pk=company.pk).update(name="长治市𠀁示例科技有限公司")
    given = numbers_given()
    tried_and_parked("awards.notice", settings)
    assert numbers_given() == given
    assert not Notice.objects.exists() and not OutboxMessage.objects.filter(handler="awards.notice_paper").exists()
    last = audit.history(claim)[-1]
    assert last.action == "paper_parked" and "“𠀁”（U+20001）" in last.reason
    office = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "文书的字库里没有“𠀁”" in office
    own = client_of(applicant).get(reverse("subsidies:claim", args=[claim.public_id])).content.decode()
    assert "通知书尚未生成" in own and "字库" not in own


def test_a_reason_that_cannot_be_printed_is_refused_where_it_is_given(
    ready: Any, company: Applicant, applicant: Any, reviewer: Any
) -> None:
    claim = road.accepted(company, applicant, reviewer)
    with pytest.raises(Refused, match="“𠀁”在文书上印不出来"):
        reviewing.refuse(claim=claim, reason="公告上是𠀁林示例公司。", by=actor_of(reviewer))
    claim.refresh_from_db()
    assert claim.state == "accepted" and not RefusalNotice.objects.exists()


def test_a_name_that_cannot_be_printed_is_said_before_the_approval(
    ready: Any, company: Applicant, applicant: Any, reviewer: Any, client_of: Any
) -> None:
    claim = road.accepted(company, applicant, reviewer)
    Applicant.objects.filter(pk=company.pk).update(name="长治市𠀁示例科技有限公司")
    take = reverse("admin:claims_claim_take", args=[claim.pk, "approve"])
    answer = client_of(reviewer).post(take, {"version": claim.version, "reason": "与另一份不是同一事项。"})
    assert answer.status_code == 409 and "“𠀁”在文书上印不出来" in answer.content.decode()
    claim.refresh_from_db()
    assert claim.state == "accepted"
    Applicant.objects.filter(pk=company.pk).update(name="长治市𬭎示例科技有限公司")
    assert road.approve(claim=claim, by=actor_of(reviewer)).state == "approved"


def test_looking_characters_up_loads_no_layout_into_the_process_that_takes_uploads() -> None:
    """WeasyPrint makes Pillow take broken pictures for whole ones, wherever it is loaded."""
    asked = "import django; django.setup(); import sys; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


@pytest.mark.parametrize("numbered", [False, True])
def test_so_it_is_with_the_paper_of_a_revocation_whether_it_has_its_number_or_not(
    ready: Any, company: Applicant, applicant: Any, reviewer: Any, settings: Any, numbered: bool
) -> None:
    claim = road.awarded(company, applicant, reviewer)
    road.noticed()
    road.revoked(claim.awards.get(), reviewer, "复核发现证书有误。")
    if numbered:
        road.work_off("awards.revocation_notice")
    given = numbers_given()
    Applicant.objects.filter(pk=company.pk).update(name="长治市𠀁示例科技有限公司")
    tried_and_parked("awards.revocation_paper" if numbered else "awards.revocation_notice", settings)
    assert numbers_given() == given and not RevocationNotice.objects.exists()
    last = audit.history(claim)[-1]
    assert last.action == "paper_parked" and "“𠀁”（U+20001）" in last.reason


def test_a_notice_that_has_its_number_and_cannot_be_printed_any_more_is_parked_with_the_reason(
    ready: Any, company: Applicant, applicant: Any, reviewer: Any, settings: Any
) -> None:
    claim = road.awarded(company, applicant, reviewer)
    road.work_off("awards.notice")
    Applicant.objects.filter(pk=company.pk).update(name="长治市𠀁示例科技有限公司")
    tried_and_parked("awards.notice_paper", settings)
    last = audit.history(claim)[-1]
    assert not Notice.objects.exists() and last.action == "paper_parked" and "“𠀁”（U+20001）" in last.reason
