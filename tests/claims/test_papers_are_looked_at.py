"""The office looks at the papers of a claim, and goes on without some of them only for a reason."""

import pytest
from django.db import InternalError, transaction
from django.urls import reverse

from accounts.actor import Actor, actor_of
from accounts.scope.acting import identity_of
from core import audit
from core.values.text import IDENTITY_SENTENCE
from core.values.verdict import Refused
from core.walls.acting import acting_as
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim, PaperLook
from subsidies.claims.papers.listing import paper_rows
from subsidies.claims.papers.looking import PaperState, Remarked, look_at, looked_papers
from tests import road
from tests.pages import address, picture

pytestmark = pytest.mark.django_db
WHY = "原件已当面核对，三日内补交"


@pytest.fixture
def claim(changzhi, company, applicant) -> Claim:
    """Submitted with one of the wanted papers; the record has no paper of its own."""
    road.policies_loaded()
    draft = road.drafted(company, applicant)
    label = str(draft.scheme.guide.papers[0])
    claiming.attach(claim=draft, paper=0, label=label, upload=picture(), by=actor_of(applicant))
    return claiming.submit(claim=draft, by=actor_of(applicant))


def looked(claim: Claim):
    return looked_papers(claim, paper_rows(claim, claim.scheme, inside=True))


def states(claim: Claim) -> list[PaperState]:
    return [file.state for paper in looked(claim) for file in paper.files]


def first(claim: Claim, remark: str = "") -> Remarked:
    paper = looked(claim)[0]
    return Remarked(paper.row.number, paper.files[0].file.sha256, remark)


def missing(claim: Claim) -> list[str]:
    return [paper.row.label for paper in looked(claim) if paper.is_missing]


def test_a_second_file_of_a_paper_is_unseen_and_one_in_the_place_of_another_replaced(
    changzhi, company, applicant, intake
) -> None:
    road.policies_loaded()
    draft, by = road.drafted(company, applicant), actor_of(applicant)
    label = str(draft.scheme.guide.papers[0])
    for colour in ("red", "blue"):
        claiming.attach(claim=draft, paper=0, label=label, upload=picture(f"{colour}.png", colour), by=by)
    claim = claiming.submit(claim=draft, by=by)
    look_at(claim=claim, seen=[first(claim)], by=actor_of(intake))
    assert states(claim) == [PaperState.SEEN, PaperState.UNSEEN]
    claim = reviewing.return_for_correction(claim=claim, reason="第一份看不清，请更换。", by=actor_of(intake))
    claiming.detach(claim=claim, evidence=claim.evidence.order_by("pk")[0], by=by)
    assert states(claim) == [PaperState.REPLACED]


def test_a_paper_is_unseen_until_somebody_ticks_it_and_the_last_word_holds(claim, intake, reviewer) -> None:
    assert states(claim) == [PaperState.UNSEEN]
    look_at(claim=claim, seen=[first(claim)], by=actor_of(intake))
    assert states(claim) == [PaperState.SEEN]
    look_at(claim=claim, seen=[first(claim, "缺公章")], by=actor_of(reviewer))
    assert states(claim) == [PaperState.REMARK]
    assert [(row.by, row.remark) for row in PaperLook.objects.all()] == [(intake, ""), (reviewer, "缺公章")]
    look_at(claim=claim, seen=[first(claim)], by=actor_of(reviewer))
    assert states(claim) == [PaperState.SEEN]


def test_the_same_word_twice_is_kept_once_and_told_once(claim, reviewer) -> None:
    for _ in range(2):
        look_at(claim=claim, seen=[first(claim, "缺公章")], by=actor_of(reviewer))
    assert PaperLook.objects.count() == 1
    assert [row.action for row in audit.history(claim)].count("look_at_papers") == 1


def test_the_trail_says_which_papers_and_not_the_remark(claim, reviewer, applicant, client_of) -> None:
    look_at(claim=claim, seen=[first(claim, "缺公章")], by=actor_of(reviewer))
    entry = audit.history(claim)[-1]
    assert entry.detail == {"files": [looked(claim)[0].row.label]} and entry.reason == ""
    assert "缺公章" not in client_of(applicant).get(address("claim", claim)).content.decode()


def test_a_file_in_the_place_of_another_is_unseen_again(claim, applicant, reviewer) -> None:
    look_at(claim=claim, seen=[first(claim)], by=actor_of(reviewer))
    claim = reviewing.return_for_correction(claim=claim, reason="请换清晰的扫描件", by=actor_of(reviewer))
    old = claim.evidence.get()
    claiming.detach(claim=claim, evidence=old, by=actor_of(applicant))
    new = picture("新.png", "red")
    claiming.attach(claim=claim, paper=0, label=old.label, upload=new, by=actor_of(applicant))
    claim = claiming.submit(claim=claim, by=actor_of(applicant))
    assert states(claim) == [PaperState.REPLACED] and PaperState.REPLACED.is_open


def test_a_file_that_is_not_there_any_more_is_not_ticked(claim, reviewer) -> None:
    for wrong in (Remarked(0, "0" * 64), Remarked(1, first(claim).sha256), Remarked(-1, first(claim).sha256)):
        with pytest.raises(Refused, match="材料有了改动"):
            look_at(claim=claim, seen=[wrong], by=actor_of(reviewer))
    with pytest.raises(Refused, match="请勾选"):
        look_at(claim=claim, seen=[], by=actor_of(reviewer))
    assert not PaperLook.objects.exists()


def test_no_identity_number_stands_in_a_remark(claim, reviewer) -> None:
    with pytest.raises(Refused, match=IDENTITY_SENTENCE):
        look_at(claim=claim, seen=[first(claim, "与110101199003071233不符")], by=actor_of(reviewer))
    assert not PaperLook.objects.exists()


def test_only_the_desk_and_the_reviewers_of_the_city_look_and_nobody_at_what_is_his_own(
    claim, applicant, official, treasurer, reviewer, reviewer_elsewhere
) -> None:
    own = actor_of(applicant)
    both = Actor(reviewer.pk, reviewer.name, (*actor_of(reviewer).standings, *own.standings))
    for by in (own, both, actor_of(official), actor_of(treasurer), actor_of(reviewer_elsewhere)):
        with pytest.raises(Refused, match="没有核看材料的权限"):
            look_at(claim=claim, seen=[first(claim)], by=by)


def test_a_claim_that_went_back_is_not_looked_at(claim, reviewer) -> None:
    claim = reviewing.return_for_correction(claim=claim, reason="请补交", by=actor_of(reviewer))
    with pytest.raises(Refused, match="不再核看材料"):
        look_at(claim=claim, seen=[first(claim)], by=actor_of(reviewer))


def test_what_was_said_is_never_changed_and_is_the_offices_own(
    claim, applicant, reviewer, official, reviewer_elsewhere
) -> None:
    (row,) = look_at(claim=claim, seen=[first(claim)], by=actor_of(reviewer))
    for act in (lambda: PaperLook.objects.update(remark="好"), row.delete):
        with pytest.raises(InternalError, match="Cannot"), transaction.atomic():
            act()
    for person, seen in ((reviewer, True), (official, True), (applicant, False), (reviewer_elsewhere, False)):
        assert PaperLook.objects.visible_to(actor_of(person)).exists() is seen
        with acting_as(identity_of(actor_of(person))):
            assert PaperLook.objects.exists() is seen


def test_a_claim_with_missing_papers_is_accepted_and_approved_for_a_reason_alone(claim, intake, reviewer) -> None:
    assert missing(claim)
    for reason in ("", " ", "无"):
        with pytest.raises(Refused, match=f"还缺{'、'.join(missing(claim))}"):
            reviewing.accept(claim=claim, by=actor_of(intake), despite=reason)
    claim = reviewing.accept(claim=claim, by=actor_of(intake), despite=WHY)
    with pytest.raises(Refused, match="还缺"):
        reviewing.approve(claim=claim, by=actor_of(reviewer))
    claim = reviewing.approve(claim=claim, by=actor_of(reviewer), despite=f" {WHY} ")
    told = [row.detail for row in audit.history(claim) if row.action in ("accept", "approve")]
    assert told == [{"lacking": missing(claim), "despite": WHY}] * 2


def test_no_identity_number_stands_in_the_reason(claim, intake) -> None:
    with pytest.raises(Refused, match=IDENTITY_SENTENCE):
        reviewing.accept(claim=claim, by=actor_of(intake), despite="110101199003071233已当面核对")


def test_a_claim_with_all_its_papers_wants_no_reason_and_keeps_none(
    changzhi, company, applicant, intake, reviewer
) -> None:
    road.policies_loaded()
    draft = road.drafted(company, applicant)
    for number, paper in enumerate(draft.scheme.guide.papers):
        upload = picture(f"{number}.png", f"#00{number}0{number}0")
        claiming.attach(claim=draft, paper=number, label=str(paper), upload=upload, by=actor_of(applicant))
    claim = claiming.submit(claim=draft, by=actor_of(applicant))
    claim = reviewing.accept(claim=claim, by=actor_of(intake), despite="多余的理由")
    assert reviewing.approve(claim=claim, by=actor_of(reviewer)).state == "approved"
    assert [row.detail for row in audit.history(claim)][-2:] == [{}, {}]


def test_the_page_names_what_lacks_and_is_unseen_beside_the_step_and_asks_for_the_reason(
    claim, reviewer, applicant, client_of
) -> None:
    office, page = client_of(reviewer), reverse("admin:claims_claim_change", args=[claim.pk])
    take = reverse("admin:claims_claim_take", args=[claim.pk, "accept"])
    shown = office.get(page).content.decode()
    assert "为什么缺材料仍然受理" in shown and f"缺{'、'.join(missing(claim))}。" in shown
    assert "还没有核看的材料" in shown and '<details class="fold" open><summary>看第一页' in shown
    refused = office.post(take, {"version": claim.version, "despite": "无"})
    assert refused.status_code == 409 and ">无</textarea>" in refused.content.decode()
    assert office.post(take, {"version": claim.version, "despite": WHY}).status_code == 302
    assert f"仍然办理：{WHY}" in office.get(page).content.decode()
    assert WHY not in client_of(applicant).get(address("claim", claim)).content.decode()


def test_ticks_and_remarks_are_sent_in_one_form_without_script(claim, reviewer, client_of) -> None:
    office, page = client_of(reviewer), reverse("admin:claims_claim_change", args=[claim.pk])
    look, key = reverse("admin:claims_claim_look", args=[claim.pk]), f"0-{first(claim).sha256}"
    assert f'name="seen" value="{key}"' in office.get(page).content.decode()
    told = office.post(look, {"seen": key}, follow=True).content.decode()
    assert "已记下核看情况" in told and "还没有核看的材料" not in told
    assert "意见：缺公章" in office.post(look, {f"remark-{key}": " 缺公章 "}, follow=True).content.decode()
    assert "材料有了改动" in office.post(look, {"seen": f"0-{'0' * 64}"}, follow=True).content.decode()
    both = {"seen": key, f"remark-{key}": "号码110101199003071233有误"}
    kept = office.post(look, both)
    assert kept.status_code == 409 and 'value="号码110101199003071233有误"' in kept.content.decode()
    assert f'value="{key}" checked' in kept.content.decode() and IDENTITY_SENTENCE in kept.content.decode()
    assert "请勾选" in office.post(look, {}, follow=True).content.decode()
    assert PaperLook.objects.count() == 2


def test_a_remark_on_a_file_that_was_replaced_meanwhile_is_refused_with_all_that_was_sent(
    claim, reviewer, client_of
) -> None:
    office, look = client_of(reviewer), reverse("admin:claims_claim_look", args=[claim.pk])
    key = f"0-{first(claim).sha256}"
    for gone in (f"remark-0-{'0' * 64}", f"remark-1-{first(claim).sha256}", "remark-", "remark-x-0"):
        for more in ({}, {"seen": key}, {f"remark-{key}": "清楚"}):
            told = office.post(look, {gone: "缺公章"} | more, follow=True).content.decode()
            assert "材料有了改动，没有记下" in told and "已记下核看情况" not in told
    assert "材料有了改动" in office.post(look, {"seen": [key, f"{'9' * 5000}-0"]}, follow=True).content.decode()
    assert not PaperLook.objects.exists()
    both = {"seen": key, f"remark-{key}": "缺公章", f"remark-0-{'0' * 64}": " "}
    assert "已记下核看情况" in office.post(look, both, follow=True).content.decode()
    assert PaperLook.objects.get().remark == "缺公章"


def test_who_may_not_look_sees_where_the_papers_stand_and_no_form(claim, reviewer, official, client_of) -> None:
    look_at(claim=claim, seen=[first(claim, "缺公章")], by=actor_of(reviewer))
    page = client_of(official).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert "有意见" in page and "缺公章" in page and 'name="seen"' not in page
    look = reverse("admin:claims_claim_look", args=[claim.pk])
    told = client_of(official).post(look, {"seen": f"0-{first(claim).sha256}"}, follow=True)
    assert "没有核看材料的权限" in told.content.decode() and PaperLook.objects.count() == 1
