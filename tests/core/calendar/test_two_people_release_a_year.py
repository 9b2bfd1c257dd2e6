"""A year that the package does not know counts once two administrators have entered and released it; never before."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import Role, actor_of
from accounts.adminkit.duties import duties_of
from accounts.models import User
from core import calendar
from core.calendar import releasing
from core.models import AuditEntry, CalendarYear
from core.values.periods import CalendarNotPublished, time_limit_last_day
from core.values.verdict import Refused
from tests.core.calendar.notices import OF_2026, OF_2027
from tests.factories import office_user

pytestmark = pytest.mark.django_db
NOTICE: Any = {"year": 2027, "number": "示例通知〔2026〕9号", "dated": date(2026, 11, 5), "text": OF_2027}
MAY_DAY = OF_2027.replace(
    "5月1日（周六）至5日（周三）放假调休，共5天", "5月1日（周六）至3日（周一）放假，共3天"
).replace("5月8日（周六）上班。", "")


@pytest.fixture
def second(db: None) -> User:
    return office_user(Role.ADMINISTRATOR, None, more="-2")


def entered(by: User, **other: Any) -> CalendarYear:
    return releasing.enter(**(NOTICE | other), by=actor_of(by))


def released(by: User, second: User, **other: Any) -> CalendarYear:
    return releasing.release(row=entered(by, **other), by=actor_of(second))


def test_an_unknown_year_is_never_guessed_and_counts_once_released(administrator: User, second: User) -> None:
    row = entered(administrator)
    with pytest.raises(CalendarNotPublished, match="2027年的节假日安排尚未公布或尚未录入"):
        time_limit_last_day(date(2026, 12, 30), 5, calendar.current())
    releasing.release(row=row, by=actor_of(second))
    # 12-31; then 1-4 to 1-7, for the first three days of January are off
    assert time_limit_last_day(date(2026, 12, 30), 5, calendar.current()) == date(2027, 1, 7)
    assert calendar.is_known(2027) and not calendar.is_known(2028)


def test_the_one_who_entered_a_year_does_not_release_it(administrator: User, second: User) -> None:
    row = entered(administrator)
    with pytest.raises(Refused, match="另一位系统管理员"):
        releasing.release(row=row, by=actor_of(administrator))
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarYear.objects.filter(pk=row.pk).update(released_by_id=administrator.pk)


@pytest.mark.parametrize("who", ["reviewer", "policy_releaser", "provincial_official", "applicant"])
def test_nobody_else_enters_or_releases_a_year(
    who: str, administrator: User, request: Any, client_of: Callable[[User], Client]
) -> None:
    row, person = entered(administrator), request.getfixturevalue(who)
    with pytest.raises(Refused, match="只有系统管理员"):
        releasing.release(row=row, by=actor_of(person))
    for address in (
        reverse("admin:core_calendaryear_enter"),
        reverse("admin:core_calendaryear_release", args=[row.pk]),
    ):
        assert client_of(person).post(address, {}).status_code in (302, 403, 404)
    row.refresh_from_db()
    assert row.is_draft


def test_a_released_year_is_never_changed_only_replaced_with_a_reason(administrator: User, second: User) -> None:
    row = released(administrator, second)
    with pytest.raises(InternalError), transaction.atomic():
        CalendarYear.objects.filter(pk=row.pk).update(days={})
    with pytest.raises(InternalError), transaction.atomic():
        row.delete()
    with pytest.raises(Refused, match="重新录入须写明更正理由"):
        entered(administrator, text=MAY_DAY)
    assert not calendar.current().works_on(date(2027, 5, 4))
    released(administrator, second, text=MAY_DAY, reason="国务院办公厅调整了劳动节安排")
    assert calendar.current().works_on(date(2027, 5, 4)) and not calendar.current().works_on(date(2027, 5, 8))


def test_a_year_that_the_package_knows_is_replaced_likewise(administrator: User, second: User) -> None:
    longer = OF_2026.replace("1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班", "1月1日放假，与周末连休")
    known = {"year": 2026, "dated": date(2025, 11, 4), "text": longer}
    with pytest.raises(Refused, match="更正理由"):
        entered(administrator, **known)
    assert calendar.current().works_on(date(2026, 1, 4))
    released(administrator, second, **known, reason="更正")
    assert not calendar.current().works_on(date(2026, 1, 4)) and calendar.current().works_on(date(2026, 1, 2))


def test_two_drafts_of_one_year_do_not_stand_beside_each_other(administrator: User, second: User) -> None:
    row = entered(administrator)
    with pytest.raises(Refused, match="已有一份待发布"):
        entered(second)
    releasing.reject(row=row, reason="录错了", by=actor_of(second))
    assert entered(second).is_draft
    with pytest.raises(Refused, match="已经办结"):
        releasing.release(row=row, by=actor_of(second))


def test_the_trail_says_who_entered_and_released_it(administrator: User, second: User) -> None:
    row = released(administrator, second)
    told = AuditEntry.objects.filter(subject_type="calendar_year", subject_id=str(row.pk)).order_by("id")
    assert [(entry.what, entry.actor_id) for entry in told] == [
        ("录入节假日安排", administrator.pk), ("发布节假日安排", second.pk),
    ]  # fmt: skip
    assert told[0].detail == {"year": 2027, "source_number": NOTICE["number"], "off": 27, "worked": 5}


def test_the_notice_is_pasted_looked_at_entered_and_released_in_the_admin(
    administrator: User, second: User, client_of: Callable[[User], Client]
) -> None:
    client, enter = client_of(administrator), reverse("admin:core_calendaryear_enter")
    assert "录入节假日安排" in client.get(reverse("admin:core_calendaryear_changelist")).content.decode()
    typed = NOTICE | {"dated": "2026-11-05"}
    seen = client.post(enter, typed | {"preview": "1"})
    assert seen.status_code == 200 and "5日（周五）、6日（周六）" in seen.content.decode()
    assert not CalendarYear.objects.exists()
    wrong = client.post(enter, typed | {"text": OF_2027.replace("共7天", "共6天", 1)})
    assert wrong.status_code == 400 and "写明共6天，读到7天" in wrong.content.decode()
    client.post(enter, typed)
    waiting = client.get(reverse("admin:core_calendaryear_changelist")).content.decode()
    assert "2027年的节假日安排已录入，待另一位系统管理员复核发布" in waiting and "的节假日安排还没有" not in waiting
    row = CalendarYear.objects.get()
    own = client.get(reverse("admin:core_calendaryear_change", args=[row.pk])).content.decode()
    assert "须由另一位系统管理员对照通知复核发布" in own and "对照通知无误，发布" not in own
    assert [duty.count for duty in duties_of(actor_of(second)) if duty.title == "待发布节假日安排"] == [1]
    assert not [duty for duty in duties_of(actor_of(administrator)) if "节假日" in duty.title]
    answer = client_of(second).post(reverse("admin:core_calendaryear_release", args=[row.pk]), follow=True)
    assert "2027年的工作日从现在起按此计算" in answer.content.decode()
    assert calendar.is_known(2027)
