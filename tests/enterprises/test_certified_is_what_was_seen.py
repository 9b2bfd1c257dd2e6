"""What an office certifies is what stood on the page that it had before it, and nothing that came since."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import actor_of
from accounts.models import User
from accounts.trail.seeing import is_overtaken
from core import audit
from core.values.verdict import Refused
from enterprises.models import Recognition
from enterprises.registers import certifying, entering
from enterprises.registers.office import told_of
from tests.factories import RecognitionFactory, office_user
from tests.pages import as_soon_as_read, mark_on, picture

pytestmark = pytest.mark.django_db
LIST = "admin:enterprises_recognition_changelist"


@pytest.fixture
def declared(company: Any) -> Any:
    return RecognitionFactory(applicant=company, certified=False)


@pytest.fixture
def another(company: Any) -> User:
    return office_user("operator", company.city)


def change(record: Any, by: User) -> None:
    """Something happens to the record after a page of it was opened."""
    entering.attach(record=record, upload=picture("另一份.png"), by=actor_of(by))


def test_what_happens_while_a_record_is_shown_was_not_seen(
    declared: Any, reviewer: User, another: User, client_of: Any
) -> None:
    client: Client = client_of(reviewer)
    with as_soon_as_read("enterprises_recognition", lambda: change(declared, another)):
        page = client.get(reverse("admin:enterprises_recognition_change", args=[declared.pk]))
    client.post(reverse("admin:enterprises_recognition_certify", args=[declared.pk]), {"seen": mark_on(page)})
    assert not Recognition.objects.get().certified


def test_what_happens_while_a_list_is_shown_was_not_seen(
    declared: Any, reviewer: User, another: User, client_of: Any
) -> None:
    client: Client = client_of(reviewer)
    with as_soon_as_read("enterprises_recognition", lambda: change(declared, another)):
        seen = mark_on(client.get(reverse(LIST)))
    typed = {"action": "certify_chosen", "_selected_action": [declared.pk], "seen": seen, "index": "0"}
    client.post(reverse(LIST), typed)
    assert not Recognition.objects.get().certified


def test_of_each_city_it_is_kept_how_far_it_had_come(declared: Any, another: User) -> None:
    change(declared, another)
    ((city, number),) = audit.newest(declared).items()
    assert city == declared.applicant.city.key
    assert not is_overtaken(declared, {city: number})
    assert is_overtaken(declared, {city: number - 1})
    assert is_overtaken(declared, {city: number - 1, "luliang": number + 100})


def test_a_page_that_is_older_than_the_record_certifies_nothing(
    declared: Any, reviewer: User, another: User, client_of: Any
) -> None:
    client: Client = client_of(reviewer)
    page = reverse("admin:enterprises_recognition_change", args=[declared.pk])
    seen = mark_on(client.get(page))
    change(declared, another)
    certify = reverse("admin:enterprises_recognition_certify", args=[declared.pk])
    told = client.post(certify, {"seen": seen}, follow=True).content.decode()
    assert "您打开本页之后" in told and "没有核验" in told
    assert not Recognition.objects.get().certified
    client.post(certify, {"seen": mark_on(client.get(page))})
    assert Recognition.objects.get().certified_by == reviewer


def test_a_list_that_is_older_than_one_of_its_records_certifies_the_others(
    declared: Any, reviewer: User, another: User, client_of: Any
) -> None:
    still = RecognitionFactory(applicant=declared.applicant, certified=False)
    client: Client = client_of(reviewer)
    seen = mark_on(client.get(reverse(LIST)))
    change(declared, another)
    typed = {"action": "certify_chosen", "_selected_action": [declared.pk, still.pk], "seen": seen, "index": "0"}
    told = client.post(reverse(LIST), typed, follow=True).content.decode()
    assert "已核验1条记录" in told and "您打开本页之后" in told
    assert set(Recognition.objects.filter(certified=True)) == {still}


def test_a_list_certifies_what_stood_on_its_page_and_says_how_many_others_there_are(
    company: Any, reviewer: User, client_of: Any
) -> None:
    rows = [RecognitionFactory(applicant=company, certified=False) for _ in range(3)]
    RecognitionFactory(applicant=company, certified=True)  # nothing is to be done with it
    client: Client = client_of(reviewer)
    seen = mark_on(client.get(reverse(LIST)))
    typed = {"action": "certify_chosen", "_selected_action": [rows[0].pk], "seen": seen, "select_across": "1"}
    told = client.post(reverse(LIST), {**typed, "index": "0"}, follow=True).content.decode()
    assert "已核验1条记录" in told and "不在本页的2条没有办理" in told
    assert set(Recognition.objects.filter(certified=True, pk__in=[row.pk for row in rows])) == {rows[0]}


@pytest.mark.parametrize("across", ["0", "1"])
def test_a_list_of_what_is_not_certified_counts_what_was_not_on_its_page(
    company: Any, reviewer: User, client_of: Any, across: str
) -> None:
    rows = [RecognitionFactory(applicant=company, certified=False) for _ in range(3)]
    client, page = client_of(reviewer), f"{reverse(LIST)}?certified__exact=0"
    seen = mark_on(client.get(page))
    typed = {"action": "certify_chosen", "_selected_action": [row.pk for row in rows[:2]], "seen": seen}
    told = client.post(page, {**typed, "select_across": across, "index": "0"}, follow=True).content.decode()
    assert "已核验2条记录" in told
    assert ("不在本页的1条没有办理" in told) == (across == "1") == ("没有办理" in told)
    assert set(Recognition.objects.filter(certified=True)) == set(rows[:2])


def test_of_many_that_stay_the_first_say_why_and_the_rest_how_many() -> None:
    assert told_of(["甲", "乙"], 0) == ["甲", "乙"]
    assert told_of(list("甲乙丙丁戊己庚"), 0)[-1] == "另有2条也没有核验。"


@pytest.mark.parametrize("seen", ["", "7", None])
def test_who_does_not_say_what_was_seen_certifies_not_even_what_nobody_wrote(
    declared: Any, reviewer: User, client_of: Any, seen: str | None
) -> None:
    typed = {} if seen is None else {"seen": seen}
    client_of(reviewer).post(reverse("admin:enterprises_recognition_certify", args=[declared.pk]), typed)
    assert not Recognition.objects.get().certified


@pytest.mark.parametrize("seen", ["", "-1", "x", "9" * 30, "²", None])
def test_who_does_not_say_what_was_seen_certifies_nothing_that_was_written(
    declared: Any, reviewer: User, another: User, client_of: Any, seen: str | None
) -> None:
    change(declared, another)
    typed = {} if seen is None else {"seen": seen}
    client_of(reviewer).post(reverse("admin:enterprises_recognition_certify", args=[declared.pk]), typed)
    assert not Recognition.objects.get().certified


def test_where_nothing_was_shown_nothing_is_compared(declared: Any, reviewer: User, another: User) -> None:
    change(declared, another)
    with pytest.raises(Refused, match="您打开本页之后"):
        certifying.certify(record=declared, by=actor_of(reviewer), seen={})
    assert certifying.certify(record=declared, by=actor_of(reviewer)).certified
