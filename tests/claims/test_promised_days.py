"""What a city promises is entered with its document, runs for what comes later, and is shown to both sides."""

from datetime import datetime, timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import InternalError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import actor_of
from accounts.adminkit.duties import duties_of
from accounts.models import City, User
from core.models import AuditEntry
from core.telling import detail_words
from core.values.periods import business_today
from core.values.verdict import Refused
from subsidies.claims import reviewing
from subsidies.claims.clocks.promising import promise
from subsidies.claims.models import Claim, PromisedDays
from tests import road

pytestmark = pytest.mark.django_db


def promised(city: City, by: User, step: str = "submitted", days: int = 3, **said: Any) -> PromisedDays:
    told: Any = {
        "basis_title": "示例惠企事项办理承诺", "basis_number": "示例〔2026〕1号", "from_day": business_today(),
    }  # fmt: skip
    row = PromisedDays(city=city, step=step, working_days=days, **(told | said))
    return promise(row=row, by=actor_of(by))


def came_earlier(claim: Claim, days: int) -> Claim:
    """Everything that happened to the claim, so many days earlier."""
    earlier = timedelta(days=days)
    with pgtrigger.ignore():
        for entry in AuditEntry.objects.filter(subject_type="claim", subject_id=str(claim.pk)):
            AuditEntry.objects.filter(pk=entry.pk).update(at=entry.at - earlier)
        began: datetime = timezone.now() - earlier
        Claim.objects.filter(pk=claim.pk).update(created_at=began, submitted_at=began)
    claim.refresh_from_db()
    return claim


@pytest.fixture
def claim(ready: None, company: Any, applicant: User) -> Claim:
    return road.submitted(company, applicant)


def office_page(claim: Claim) -> str:
    return reverse("admin:claims_claim_change", args=[claim.pk])


def test_both_sides_read_the_clock_and_its_document(
    claim: Claim, changzhi: City, applicant: User, reviewer: User, client_of: Any
) -> None:
    own, office = reverse("subsidies:claim", args=[claim.public_id]), office_page(claim)
    receipt = reverse("subsidies:claim_receipt", args=[claim.public_id])
    for who, address in ((applicant, own), (reviewer, office)):
        assert "时限未公布" in client_of(who).get(address).content.decode()
    promised(changzhi, reviewer)
    for who, address in ((applicant, own), (reviewer, office)):
        page = client_of(who).get(address).content.decode()
        assert (
            "还剩 3 个工作日" in page and "受理承诺 3 个工作日，依据《示例惠企事项办理承诺》（示例〔2026〕1号）" in page
        )
    assert "受理承诺 3 个工作日" in client_of(applicant).get(receipt).content.decode()


def test_what_is_overdue_stands_first_on_the_desk_and_is_listed(
    claim: Claim, changzhi: City, company: Any, applicant: User, reviewer: User, intake: User, official: User,
    client_of: Any,
) -> None:  # fmt: skip
    promised(changzhi, reviewer, from_day=business_today() - timedelta(days=400))
    other = road.submitted(company, applicant, typed=road.answers(reference="GR202614000021", recognition_no="1"))
    assert "已超期" not in [duty.title for duty in duties_of(actor_of(reviewer))]
    came_earlier(claim, 30)
    for who in (reviewer, intake):
        duty = duties_of(actor_of(who))[0]
        assert (duty.title, duty.count) == ("已超期", 1)
        page = client_of(who).get(duty.url).content.decode()
        assert claim.number in page and str(other.number) not in page and "个工作日</span>" in page
    assert "已超期" not in [duty.title for duty in duties_of(actor_of(official))]
    reviewing.return_for_correction(claim=claim, reason="请补充证书", by=actor_of(intake))
    assert "已超期" not in [duty.title for duty in duties_of(actor_of(intake))]
    assert "计时暂停（补正）" in client_of(reviewer).get(office_page(claim)).content.decode()


def test_who_only_accepts_is_not_told_of_overdue_reviews(
    claim: Claim, changzhi: City, reviewer: User, intake: User
) -> None:
    promised(changzhi, reviewer, step="accepted", from_day=business_today() - timedelta(days=400))
    road.accept(claim=claim, by=actor_of(intake))
    came_earlier(claim, 30)
    assert duties_of(actor_of(reviewer))[0].title == "已超期"
    assert "已超期" not in [duty.title for duty in duties_of(actor_of(intake))]


def test_another_citys_promise_moves_no_clock(
    claim: Claim, jincheng: City, reviewer: User, reviewer_elsewhere: User, client_of: Any
) -> None:
    promised(jincheng, reviewer_elsewhere)
    assert "时限未公布" in client_of(reviewer).get(office_page(claim)).content.decode()
    with pytest.raises(Refused, match="只有本市的审核人员和系统管理员"):
        promised(jincheng, reviewer)


@pytest.mark.parametrize("who", ["intake", "official", "policy_editor", "applicant", "reviewer_elsewhere"])
def test_others_enter_no_promise(who: str, changzhi: City, request: Any) -> None:
    with pytest.raises(Refused, match="只有本市的审核人员和系统管理员"):
        promised(changzhi, request.getfixturevalue(who))


def test_a_later_promise_begins_tomorrow_at_the_earliest(changzhi: City, reviewer: User, administrator: User) -> None:
    past = business_today() - timedelta(days=30)
    promised(changzhi, reviewer, from_day=past)
    with pytest.raises(Refused, match="新的时限只能自明天或以后起适用"):
        promised(changzhi, reviewer, days=9, from_day=business_today())
    promised(changzhi, administrator, days=9, from_day=business_today() + timedelta(days=1))
    promised(changzhi, reviewer, step="accepted", from_day=past)


def test_a_promise_is_kept_for_good_and_stands_in_the_trail(changzhi: City, reviewer: User) -> None:
    row = promised(changzhi, reviewer)
    for change in (lambda: PromisedDays.objects.update(working_days=99), lambda: row.delete()):
        with pytest.raises(InternalError), transaction.atomic():
            change()
    entry = AuditEntry.objects.get(subject_type="promised_days", subject_id=str(row.pk))
    assert (entry.chain, entry.what, entry.actor_id) == ("changzhi", "录入承诺时限", reviewer.pk)
    day = business_today().isoformat()
    assert entry.detail == {
        "step": "submitted", "working_days": 3, "basis_title": "示例惠企事项办理承诺",
        "basis_number": "示例〔2026〕1号", "from_day": day,
    }  # fmt: skip
    assert set(detail_words(entry.detail, "promised_days").split("；")) == {
        "环节：受理", "承诺时限（工作日）：3", "依据文件：示例惠企事项办理承诺", "文号：示例〔2026〕1号",
        f"自何日起适用：{day}",
    }  # fmt: skip


@pytest.mark.parametrize("without", [{"basis_title": ""}, {"basis_number": ""}, {"basis_title": " "}])
def test_no_promise_is_entered_without_its_document_and_number(
    without: dict[str, str], changzhi: City, reviewer: User
) -> None:
    with pytest.raises(Refused, match="依据文件和文号"):
        promised(changzhi, reviewer, **without)
    assert not PromisedDays.objects.exists()


def test_the_admin_takes_a_promise_and_says_why_not(changzhi: City, reviewer: User, client_of: Any) -> None:
    client, add = client_of(reviewer), reverse("admin:claims_promiseddays_add")
    typed = {
        "step": "submitted", "working_days": "3", "basis_title": "示例承诺", "basis_number": "示例1号",
        "from_day": "2026-01-05",
    }  # fmt: skip
    for days in ("0", "251"):
        assert "errorlist" in client.post(add, typed | {"working_days": days}).content.decode()
        assert not PromisedDays.objects.exists()
    client.post(add, typed)
    row = PromisedDays.objects.get()
    assert (row.city, row.working_days, row.entered_by) == (changzhi, 3, reviewer)
    assert AuditEntry.objects.filter(subject_type="promised_days").count() == 1
    refused = client.post(add, typed | {"working_days": "30"}).content.decode()
    assert "新的时限只能自明天或以后起适用" in refused and PromisedDays.objects.count() == 1
    assert "示例承诺" in client.get(reverse("admin:claims_promiseddays_changelist")).content.decode()
