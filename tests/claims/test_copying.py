"""What was withdrawn or not supported begins anew: with its answers, its record and its files, once."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from accounts.actor import actor_of
from accounts.models import City, User
from core import audit
from core.values.verdict import Refused
from enterprises.models import Applicant, Recognition
from subsidies.claims import claiming, copying, reviewing
from subsidies.claims.models import Claim
from subsidies.claims.papers.listing import OTHER
from subsidies.policies import library
from subsidies.rules import Scheme
from tests import road
from tests.core.files.uploads_for_tests import PDF
from tests.factories import ApplicantFactory, applicant_of
from tests.pages import address, picture

pytestmark = pytest.mark.django_db


def withdrawn(company: Applicant, user: User, second: str = "") -> Claim:
    """With a file for each of the first two papers; `second` is what the second was called then."""
    claim = road.drafted(company, user)
    by, papers = actor_of(user), [str(row) for row in claim.scheme.guide.papers]
    papers[1] = second or papers[1]
    for number, colour in enumerate(("white", "black")):
        claiming.attach(claim=claim, paper=number, label=papers[number], upload=picture(colour=colour), by=by)
    claiming.submit(claim=claim, by=by)
    return claiming.withdraw(claim=claim, by=by)


def test_a_withdrawn_claim_begins_anew_with_its_answers_its_record_and_its_files(
    company: Applicant, applicant: User, ready: None, client_of: Callable[[User], Client]
) -> None:
    claim, own = withdrawn(company, applicant), client_of(applicant)
    page = own.get(address("claim", claim)).content.decode()
    assert "复制为新草稿" in page and address("claim_copy", claim) in page
    answer = own.post(address("claim_copy", claim), follow=True)
    draft = Claim.objects.get(state="draft")
    assert answer.redirect_chain[-1][0] == address("claim_edit", draft)
    assert "已复制原来填写的内容和2个文件，请核对后提交。" in answer.content.decode()
    assert draft.answers == claim.answers and draft.answers["record"] and draft.number is None
    told = [(row.paper, row.label, row.file_id) for row in draft.evidence.order_by("paper")]
    assert told == [(row.paper, row.label, row.file_id) for row in claim.evidence.order_by("paper")]
    claim.refresh_from_db()
    assert (claim.state, claim.evidence.count()) == ("withdrawn", 2)
    assert audit.history(draft)[-1].detail["copied_of"] == claim.number
    assert claiming.submit(claim=draft, by=actor_of(applicant)).number != claim.number


def test_copied_twice_it_is_one_draft_also_when_that_was_changed_meanwhile(
    company: Applicant, applicant: User, ready: None
) -> None:
    claim, by = withdrawn(company, applicant), actor_of(applicant)
    first = copying.copy(claim=claim, by=by)
    changed = first.draft.answers | {"on": "2026-04-01"}
    claiming.save_draft(claim=first.draft, answers=changed, version=first.draft.version, by=by)
    again = copying.copy(claim=claim, by=by)
    assert again.draft == first.draft and again.draft.answers["on"] == "2026-04-01"
    assert (first.again, again.again, again.words) == (False, True, "这份申报已经复制过，这就是那份草稿。")
    claiming.withdraw(claim=again.draft, by=by)
    assert copying.copy(claim=claim, by=by).draft != first.draft
    assert copying.copy(claim=first.draft, by=by).draft.answers["on"] == "2026-04-01"


def test_the_copy_is_a_draft_of_its_own_whatever_else_says_the_same(
    company: Applicant, applicant: User, ready: None
) -> None:
    claim, by = withdrawn(company, applicant), actor_of(applicant)
    by_hand = claiming.start(scheme=claim.scheme, applicant=company, by=by, answers=claim.answers)
    first = copying.copy(claim=claim, by=by).draft
    first = claiming.withdraw(claim=first, by=by)
    second = copying.copy(claim=claim, by=by).draft
    of_the_first = copying.copy(claim=first, by=by).draft
    assert len({by_hand, first, second, of_the_first}) == 4 and not by_hand.evidence.exists()
    assert (copying.copy_of(claim), copying.copy_of(first)) == (second, of_the_first)


def test_a_claim_whose_copy_was_handed_in_names_it_and_is_copied_no_more_until_that_is_given_up(
    company: Applicant, applicant: User, ready: None, client_of: Callable[[User], Client]
) -> None:
    claim, by, own = withdrawn(company, applicant), actor_of(applicant), client_of(applicant)
    draft = copying.copy(claim=claim, by=by).draft
    page = own.get(address("claim", claim)).content.decode()
    assert address("claim_edit", draft) in page and address("claim_copy", claim) not in page
    handed_in = claiming.submit(claim=draft, by=by)
    page = own.get(address("claim", claim)).content.decode()
    assert f'<a href="{address("claim", handed_in)}">{handed_in.number}</a>' in page
    with pytest.raises(Refused, match=f"已经复制为{handed_in.number}"):
        copying.copy(claim=claim, by=by)
    claiming.withdraw(claim=handed_in, by=by)
    assert copying.copy(claim=claim, by=by).draft not in (draft, handed_in)


def test_what_an_office_does_not_support_is_copied_and_what_goes_on_is_not(
    company: Applicant, applicant: User, other_applicant: User, reviewer: User, ready: None,
    client_of: Callable[[User], Client],
) -> None:  # fmt: skip
    claim, by = road.accepted(company, applicant, reviewer), actor_of(applicant)
    own = client_of(applicant)
    assert address("claim_copy", claim) not in own.get(address("claim", claim)).content.decode()
    with pytest.raises(Refused, match="只有已撤回的和不予支持的申报可以复制为新草稿"):
        copying.copy(claim=claim, by=by)
    reviewing.refuse(claim=claim, reason="绩效为“一般”", by=actor_of(reviewer))
    assert "复制为新草稿" in own.get(address("claim", claim)).content.decode()
    assert own.get(address("claim_copy", claim)).status_code == 405
    for person in (other_applicant, reviewer):
        assert client_of(person).post(address("claim_copy", claim)).status_code == 404
    with pytest.raises(Refused, match="只能为本单位申报"):
        copying.copy(claim=claim, by=actor_of(other_applicant))
    assert copying.copy(claim=claim, by=by).draft.answers == claim.answers


def test_a_record_that_is_gone_is_picked_anew_and_what_is_asked_no_more_is_left_behind(
    company: Applicant, applicant: User, ready: None
) -> None:
    claim = withdrawn(company, applicant, second="旧材料名称")
    Recognition.objects.filter(applicant=company).delete()
    copied = copying.copy(claim=claim, by=actor_of(applicant))
    assert copied.draft.answers["record"] == "" and copied.left == (copying.RECORD_GONE,)
    assert copied.draft.answers["on"] == claim.answers["on"]
    assert [row.label for row in copied.draft.evidence.order_by("paper")] == [str(claim.scheme.guide.papers[0]), OTHER]

    claim.answers = claim.answers | {"facts": {**claim.answers["facts"], "gone": "1"}, "disputed": ["gone"]}
    kept, _ = copying.carried(claim)
    assert (kept["facts"], kept["disputed"]) == (copied.draft.answers["facts"], [])


def test_a_file_of_both_goes_with_the_last_of_them(company: Applicant, applicant: User, ready: None) -> None:
    claim, by = withdrawn(company, applicant), actor_of(applicant)
    draft = copying.copy(claim=claim, by=by).draft
    kept = draft.evidence.get(paper=0)
    claiming.detach(claim=draft, evidence=kept, by=by)
    assert claim.evidence.get(paper=0).file == kept.file and kept.file.sha256


def test_claims_of_all_schemes_are_copied_as_they_were_typed(ready: None) -> None:
    """Every scheme with each of its own questions answered, be it as it may."""
    copied = 0
    for scheme in library().schemes.values():
        applicant = ApplicantFactory(city=City.objects.get(key=scheme.policy.city), kind=min(scheme.kinds))
        user = applicant_of(applicant)
        by = actor_of(user)
        claim = claiming.start(scheme=scheme, applicant=applicant, by=by, answers=_typed(scheme))
        paper = SimpleUploadedFile("材料.pdf", PDF)
        claiming.attach(claim=claim, paper=0, label=str(scheme.guide.papers[0]), upload=paper, by=by)
        claiming.withdraw(claim=claim, by=by)
        found = copying.copy(claim=claim, by=by)
        assert found.draft.answers == claim.answers and found.files == 1, scheme.code
        copied += 1
    assert copied == len(library().schemes)


def _typed(scheme: Scheme) -> dict[str, Any]:
    facts = {name: f"答{name}" for name in scheme.facts}
    return {"on": "2026-03-31", "reference": "某号", "months": "2026-01", "year": "2025", "facts": facts}


def test_copies_made_before_claims_knew_their_original_are_found_in_the_trail(
    company: Applicant, applicant: User, ready: None
) -> None:
    """The last entry tells; a draft that was given up was named by its address."""
    claim, by = withdrawn(company, applicant), actor_of(applicant)
    draft = copying.copy(claim=claim, by=by).draft
    given_up = claiming.withdraw(claim=draft, by=by)
    again = copying.copy(claim=claim, by=by).draft
    told = {"copied_of": str(given_up.public_id)}
    audit.record(by=by, action=copying.COPY, subject=again, chain=claim.city.key, detail=told)
    Claim.objects.update(copied_from=None)
    before = import_module("subsidies.claims.migrations.0009_copies_of_before")
    with connection.cursor() as cursor:
        cursor.execute(before.COPIES)
    assert [Claim.objects.get(pk=row.pk).copied_from for row in (draft, again)] == [claim, given_up]


def test_a_draft_that_was_given_up_is_nothing_to_an_office(
    company: Applicant, applicant: User, reviewer: User, ready: None
) -> None:
    given_up = claiming.withdraw(claim=road.drafted(company, applicant), by=actor_of(applicant))
    assert given_up.number is None and list(Claim.objects.visible_to(actor_of(applicant))) == [given_up]
    assert not Claim.objects.visible_to(actor_of(reviewer)).exists()
