"""Applicant and office write to one another on a claim; what offices note stays theirs."""

import pytest
from django.db import InternalError, transaction
from django.urls import reverse

from accounts.actor import Actor, actor_of
from accounts.scope.acting import identity_of
from core import audit
from core.models import AuditEntry
from core.values.text import IDENTITY_SENTENCE
from core.values.verdict import Refused
from core.walls.acting import acting_as
from subsidies.claims import claiming
from subsidies.claims.messaging import note, note_read, send, spoken, talk_of, with_unread
from subsidies.claims.models import Claim, ClaimMessage, ClaimNote
from tests import road
from tests.pages import address

pytestmark = pytest.mark.django_db
ASKED, SAID, KEPT = "合同原件何时可以送来", "周四上午送到", "电话里说过要看原件"


@pytest.fixture
def claim(changzhi, company, applicant) -> Claim:
    road.policies_loaded()
    return road.submitted(company, applicant)


def new(claim: Claim, person) -> int:
    return talk_of(claim, actor_of(person)).unread


def test_each_side_has_something_new_until_it_answers_or_says_that_it_has_read(claim, applicant, reviewer) -> None:
    send(claim=claim, text=ASKED, by=actor_of(reviewer))
    assert (new(claim, applicant), new(claim, reviewer)) == (1, 0)
    send(claim=claim, text=SAID, by=actor_of(applicant))
    assert (new(claim, applicant), new(claim, reviewer)) == (0, 1)
    note_read(claim=claim, by=actor_of(reviewer))
    note_read(claim=claim, by=actor_of(reviewer))
    assert (new(claim, applicant), new(claim, reviewer)) == (0, 0) and claim.readings.count() == 1
    send(claim=claim, text="在几号窗口", by=actor_of(applicant))
    assert with_unread([claim.pk], of_office=True) == {claim.pk} and not with_unread([claim.pk], of_office=False)


def test_the_trail_says_that_somebody_wrote_and_not_what(claim, applicant, reviewer) -> None:
    send(claim=claim, text=ASKED, by=actor_of(reviewer))
    note(claim=claim, text=KEPT, by=actor_of(reviewer))
    first, second = audit.history(claim)[-2:]
    assert (first.action, first.reason, first.detail) == ("send_message", "", {})
    assert (second.action, second.reason, second.detail) == ("write_note", "", {})
    assert not [row for row in AuditEntry.objects.all() if ASKED in str(vars(row)) or KEPT in str(vars(row))]


def test_the_same_words_twice_are_one_message(claim, applicant) -> None:
    for _ in range(2):
        send(claim=claim, text=SAID, by=actor_of(applicant))
    assert ClaimMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("110101199003071233的合同", IDENTITY_SENTENCE), ("  ", "请写明内容"), ("长" * 2001, "最多2000个字")],
)
def test_what_no_reason_may_hold_stands_in_no_message_and_no_note(claim, applicant, reviewer, text, sentence) -> None:
    for write, who in ((send, applicant), (send, reviewer), (note, reviewer)):
        with pytest.raises(Refused, match=sentence):
            write(claim=claim, text=text, by=actor_of(who))
    assert not ClaimMessage.objects.exists() and not ClaimNote.objects.exists()


def test_nobody_else_writes(
    claim, applicant, other_applicant, official, treasurer, reviewer, reviewer_elsewhere, draft_of_ones_own
) -> None:
    for person in (other_applicant, official, treasurer, reviewer_elsewhere):
        for write in (send, note):
            with pytest.raises(Refused, match="没有"):
                write(claim=claim, text=SAID, by=actor_of(person))
    with pytest.raises(Refused, match="没有写内部备注的权限"):
        note(claim=claim, text=SAID, by=actor_of(applicant))
    both = Actor(reviewer.pk, reviewer.name, (*actor_of(reviewer).standings, *actor_of(applicant).standings))
    with pytest.raises(Refused, match="没有写内部备注的权限"):
        note(claim=claim, text=SAID, by=both)
    with pytest.raises(Refused, match="提交后"):
        send(claim=draft_of_ones_own, text=SAID, by=actor_of(applicant))


@pytest.fixture
def draft_of_ones_own(claim, company, applicant) -> Claim:
    typed = road.answers(reference="GR202614000002", recognition_no="1")
    return road.drafted(company, applicant, typed=typed)


def test_a_closed_claim_takes_no_message_and_still_a_note(claim, applicant, reviewer) -> None:
    claim = claiming.withdraw(claim=claim, by=actor_of(applicant))
    for person in (applicant, reviewer):
        with pytest.raises(Refused, match="不再收发消息"):
            send(claim=claim, text=SAID, by=actor_of(person))
    assert note(claim=claim, text=KEPT, by=actor_of(reviewer)).text == KEPT


def test_what_was_written_is_never_changed(claim, applicant, reviewer) -> None:
    send(claim=claim, text=ASKED, by=actor_of(reviewer))
    note(claim=claim, text=KEPT, by=actor_of(reviewer))
    for act in (lambda: ClaimMessage.objects.update(text="别的"), lambda: ClaimNote.objects.update(text="别的"),
                claim.messages.get().delete, claim.notes.get().delete):  # fmt: skip
        with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
            act()


def test_a_note_is_the_offices_own_at_every_gate(claim, applicant, reviewer, official, reviewer_elsewhere) -> None:
    note(claim=claim, text=KEPT, by=actor_of(reviewer))
    both = Actor(reviewer.pk, reviewer.name, (*actor_of(reviewer).standings, *actor_of(applicant).standings))
    assert not ClaimNote.objects.visible_to(both).exists() and not talk_of(claim, both).notes
    for person, seen in ((reviewer, True), (official, True), (applicant, False), (reviewer_elsewhere, False)):
        assert ClaimNote.objects.visible_to(actor_of(person)).exists() is seen
        with acting_as(identity_of(actor_of(person))):
            assert ClaimNote.objects.exists() is seen


def test_an_applicant_finds_no_note_on_any_page_or_in_the_interface(claim, applicant, reviewer, client_of) -> None:
    note(claim=claim, text=KEPT, by=actor_of(reviewer))
    mine = client_of(applicant)
    pages = [
        address("claim", claim), address("claim_list"), reverse("enterprises:my_data"), "/",
        reverse("api:claim", args=[claim.public_id]), f"{reverse('enterprises:my_data_copy')}?format=json",
    ]  # fmt: skip
    for page in pages:
        answer = mine.get(page)
        assert answer.status_code == 200 and KEPT not in answer.content.decode(), page
    assert "内部备注" not in mine.get(pages[0]).content.decode()


def test_both_sides_write_on_the_claims_page_without_script(claim, applicant, reviewer, client_of) -> None:
    office, mine = client_of(reviewer), client_of(applicant)
    page, write = reverse("admin:claims_claim_change", args=[claim.pk]), "admin:claims_claim_write"
    told = office.post(reverse(write, args=[claim.pk, "message"]), {"text": ASKED}, follow=True).content.decode()
    assert "消息已发送" in told and ASKED in told and reviewer.name in told
    shown = mine.get(address("claim", claim)).content.decode()
    assert ASKED in shown and "有新消息" in shown and reviewer.name not in shown
    assert '办理部门有新消息，<a href="#messages">去看</a>' in shown
    home = mine.get("/").content.decode()
    assert home.index("等您处理") < home.index(str(claim.number)) and "有新消息" in home
    assert "有新消息" in mine.get(address("claim_list")).content.decode()
    answered = mine.post(address("claim_message", claim), {"text": SAID}, follow=True).content.decode()
    assert SAID in answered and "有新消息" not in answered
    assert "有新消息" in office.get(page).content.decode()
    queue = office.get(reverse("admin:claims_claim_changelist"), {"unread": "1"}).content.decode()
    assert claim.number in queue and "有新消息" in queue
    assert "申报消息" in office.get("/admin/").content.decode()
    shown = claim.messages.last().pk
    send(claim=claim, text="还有一份。", by=actor_of(applicant))  # after the page was shown
    told = office.post(reverse(write, args=[claim.pk, "read"]), {"text": shown}, follow=True).content.decode()
    assert "已标为已读" in told and "有新消息" in told
    told = office.post(reverse(write, args=[claim.pk, "read"]), {"text": claim.messages.last().pk}, follow=True)
    assert "有新消息" not in told.content.decode()
    queue = office.get(reverse("admin:claims_claim_changelist"), {"unread": "1"}).content.decode()
    assert claim.number not in queue
    told = office.post(reverse(write, args=[claim.pk, "note"]), {"text": KEPT}, follow=True).content.decode()
    assert "已记入内部备注" in told and KEPT in told
    assert office.post(reverse(write, args=[claim.pk, "shout"]), {"text": KEPT}).status_code == 404


def test_what_was_typed_stands_again_where_it_is_not_sent(claim, applicant, reviewer, client_of) -> None:
    wrong = "号码110101199003071233有误"
    mine, office = client_of(applicant), client_of(reviewer)
    answers = [mine.post(address("claim_message", claim), {"text": wrong})]
    answers += [
        office.post(reverse("admin:claims_claim_write", args=[claim.pk, kind]), {"text": wrong})
        for kind in ("message", "note")
    ]
    for answer in answers:
        assert answer.status_code == 409
        assert f">{wrong}</textarea>" in answer.content.decode() and IDENTITY_SENTENCE in answer.content.decode()
    assert not claim.messages.exists() and not claim.notes.exists()
    for _ in range(2):
        note(claim=claim, text=KEPT, by=actor_of(reviewer))
    assert claim.notes.count() == 1


def test_an_office_that_writes_faster_than_anybody_by_hand_is_asked_to_wait(claim, reviewer, client_of) -> None:
    office, page = client_of(reviewer), reverse("admin:claims_claim_write", args=[claim.pk, "note"])
    answers = [office.post(page, {"text": f"备注{number}"}).status_code for number in range(31)]
    assert answers == [302] * 30 + [409] and claim.notes.count() == 30


def test_an_applicant_says_that_it_has_read_and_is_told_what_is_not_sent(
    claim, applicant, other_applicant, reviewer, client_of
) -> None:
    send(claim=claim, text=ASKED, by=actor_of(reviewer))
    mine = client_of(applicant)
    said = {"read": claim.messages.last().pk}
    assert "有新消息" not in mine.post(address("claim_message", claim), said, follow=True).content.decode()
    assert [line.partition(" ")[2].partition(" ")[2] for line in spoken(claim)] == [f"市科技局：{ASKED}"]
    told = mine.post(address("claim_message", claim), {"text": "110101199003071233"}, follow=True).content.decode()
    assert IDENTITY_SENTENCE in told
    assert client_of(other_applicant).post(address("claim_message", claim), {"text": SAID}).status_code == 404
    assert claim.messages.count() == 1
