"""What the claim's page tells an office before it decides: papers that lack, the matter, sums as people read them, and
by whom each step was taken."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from accounts.actor import actor_of
from accounts.models import User
from parks.models import Premises, Space
from subsidies.awards import revoking
from subsidies.awards.models import Award
from subsidies.awards.selectors import FETCHED
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim
from subsidies.claims.states import ClaimState
from subsidies.office.claims.casework import case_of
from subsidies.whatif.estimates import estimates
from tests import road
from tests.pages import picture

pytestmark = pytest.mark.django_db
WHY = "考核结果有误"


def shown(client_of: Any, person: User, claim: Claim) -> str:
    text: str = client_of(person).get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    return text


def handed_in(company: Any, applicant: User, *papers: int) -> Claim:
    """The rent of a year, with files for these of the four papers that it wants."""
    claim = road.drafted(road.resident(company), applicant, **road.RENT)
    for paper in papers:
        claiming.attach(claim=claim, paper=paper, label="材料", upload=picture(), by=actor_of(applicant))
    return claiming.submit(claim=claim, by=actor_of(applicant))


@pytest.mark.parametrize(("papers", "told", "lack"), [
    ((), "应交 4 份，已交 0 份，缺租赁合同、租金付款凭证、年度考核结果、入驻协议。", True),
    ((0, 0, 2, 9), "应交 4 份，已交 2 份，缺租金付款凭证、入驻协议。", True),
    ((0, 1, 2, 3), "应交 4 份，已交 4 份。", False),
])  # fmt: skip
def test_which_papers_lack_is_said_beside_acceptance_and_approval(
    papers: tuple[int, ...], told: str, lack: bool, policies: None, company: Any, applicant: User, reviewer: User,
    official: User, client_of: Any,
) -> None:  # fmt: skip
    claim = handed_in(company, applicant, *papers)
    for step in ("受理", "审核通过"):
        text = shown(client_of, reviewer, claim)
        assert step in text and told in text.partition('id="h-papers"')[2].partition("</section>")[0]
        aside = text.partition('<aside class="jcg-case-aside"')[2]
        assert ("材料不齐" in aside and told in aside) is lack
        if step == "受理":
            claim = road.taken_up(claim)
    reader = shown(client_of, official, claim)
    assert told in reader and "材料不齐" not in reader, "who takes no step is not warned of one"
    claim = road.approve(claim=claim, by=actor_of(reviewer), reason=road.NOT_TWICE)
    assert claim.state == "approved", "told, not stopped"


def test_two_people_who_revoke_are_two_lines_of_the_history(
    policies: None, company: Any, applicant: User, reviewer: User, second_reviewer: User, client_of: Any
) -> None:
    road.awarded(road.resident(company), applicant, reviewer, **road.RENT)
    award = Award.objects.get()
    first = revoking.propose(award=award, reason="查无实据", by=actor_of(reviewer))
    revoking.refuse(proposal=first, reason="考核无误", by=actor_of(second_reviewer))
    part = revoking.propose(award=award, reason=WHY, months=["2025-11", "2025-12"], by=actor_of(reviewer))
    assert _lines(shown(client_of, reviewer, award.claim))[:3] == [
        ("提出撤销核定", reviewer.name, "2025年11月至12月，¥20,000.00", WHY),
        ("不同意撤销核定", second_reviewer.name, "全部，¥120,000.00", "考核无误"),
        ("提出撤销核定", reviewer.name, "全部，¥120,000.00", "查无实据"),
    ]
    revoking.confirm(proposal=part, by=actor_of(second_reviewer))
    whole = revoking.propose(award=award, reason=WHY, by=actor_of(second_reviewer))
    revoking.confirm(proposal=whole, by=actor_of(reviewer))
    assert _lines(shown(client_of, reviewer, award.claim))[:4] == [
        ("确认撤销核定", reviewer.name, "全部，¥100,000.00", WHY),
        ("提出撤销核定", second_reviewer.name, "全部，¥100,000.00", WHY),
        ("确认撤销部分月份", second_reviewer.name, "2025年11月至12月，¥20,000.00", WHY),
        ("提出撤销核定", reviewer.name, "2025年11月至12月，¥20,000.00", WHY),
    ]
    claim = Claim.objects.get()
    own = client_of(applicant).get(reverse("subsidies:claim", args=[claim.public_id])).content.decode()
    assert "撤销核定" in own and "提出撤销" not in own and "查无实据" not in own, "offices alone are told of proposals"
    assert reviewer.name not in own and second_reviewer.name not in own


def _lines(text: str) -> list[tuple[str, ...]]:
    """The history: what, who, and what was said."""
    history = text.partition('id="h-history"')[2].partition("</section>")[0]
    return [
        (what, who.strip(), *re.findall(r'<p class="said">(.*?)</p>', said))
        for what, who, said in re.findall(
            r"<li[^>]*>\s*<p>(.*?)</p>.*?</time>\s*([^（<]*).*?</p>(.*?)</li>", history, re.DOTALL
        )
    ]


def test_until_the_notice_is_there_nobody_says_that_it_is(
    policies: None, company: Any, applicant: User, reviewer: User, client_of: Any
) -> None:
    claim = road.awarded(road.resident(company), applicant, reviewer)
    own = reverse("subsidies:claim", args=[claim.public_id])
    for text in (shown(client_of, reviewer, claim), client_of(applicant).get(own).content.decode()):
        assert "已生成" not in text and "下载核定通知书" not in text
    assert "正在生成通知书" in shown(client_of, reviewer, claim)
    road.noticed()
    text = shown(client_of, reviewer, claim)
    assert "下载核定通知书" in text and "正在生成通知书" not in text


@pytest.mark.parametrize("typed", [{}, road.RENT], ids=["certificate", "rent"])
def test_while_a_claim_is_reckoned_its_page_says_so_and_never_measures_it_against_its_own_award(
    policies: None, company: Any, applicant: User, reviewer: User, client_of: Any, typed: dict[str, Any]
) -> None:
    claim = road.approved(road.resident(company), applicant, reviewer, **typed)
    text = shown(client_of, reviewer, claim)
    assert "已审核通过，正在核定" in text and "正在核算，完成后自动显示" in text and "金额试算" not in text
    before = Claim.objects.get(pk=claim.pk)  # as a page has it that began before the worker was done
    road.work_off("awards.reckon")
    assert Claim.objects.get(pk=claim.pk).state == ClaimState.AWARDED
    setattr(before, FETCHED, [])
    case = case_of(before, actor_of(reviewer))
    assert case.explanation is None and case.is_reckoning and not case.changed and not case.alternatives
    assert estimates([before])[claim.pk] == "正在核算"


def test_a_sum_that_was_agreed_reads_as_all_sums_do(
    policies: None, company: Any, applicant: User, reviewer: User, client_of: Any
) -> None:
    typed = road.answers(reference="场景项目1号")
    claim = road.accepted(road.resident(company), applicant, reviewer, scheme="CZ-10", typed=typed)
    claim = reviewing.decide_figure(
        claim=claim, name="resolution", value="600000", reason="示例纪要〔2026〕9号", by=actor_of(reviewer)
    )
    assert f"现为 ¥600,000.00，{reviewer.name}核定" in shown(client_of, reviewer, claim)
    queue = client_of(reviewer).get(reverse("admin:claims_claim_changelist")).content.decode()
    assert "议定 ¥600,000.00" in queue and "约定" not in queue


def test_claims_of_one_scheme_are_told_apart_by_their_matter(
    policies: None, company: Any, applicant: User, reviewer: User, client_of: Any
) -> None:
    road.awarded(road.resident(company), applicant, reviewer, **road.RENT)
    other = road.awarded(company, applicant, reviewer)
    rent = Claim.objects.exclude(pk=other.pk).get()
    queue = client_of(reviewer).get(reverse("admin:claims_claim_changelist")).content.decode()
    assert f"{rent.reference}　2025年1月至12月" in queue and "认定奖励<br>" in queue and other.reference in queue
    earlier = shown(client_of, reviewer, other).partition('id="h-earlier"')[2].partition("</section>")[0]
    assert rent.scheme.title in earlier and rent.reference in earlier


def test_what_may_be_the_same_is_seen_before_the_button_on_a_narrow_screen_too(
    policies: None, company: Any, applicant: User, reviewer: User, client_of: Any
) -> None:
    """Its box is a part of the page of its own, which the narrow layout puts above the column with the steps."""
    claim = road.accepted(road.resident(company), applicant, reviewer)
    road.beside(claim)
    text = shown(client_of, reviewer, claim)
    first = text.partition('<div class="jcg-case-first">')[2].partition('<div class="jcg-case-main">')[0]
    assert 'id="h-near"' in first and 'id="h-near"' not in text.partition('<div class="jcg-case-main">')[2]


def test_a_decided_claim_says_what_its_records_say_otherwise_now(
    policies: None, company: Any, applicant: User, reviewer: User, client_of: Any
) -> None:
    claim = road.awarded(road.resident(company), applicant, reviewer, **road.RENT)
    assert "核定之后" not in shown(client_of, reviewer, claim)
    room = Space.objects.get(premises__applicant=company)
    room.area_m2 = Decimal("480.5")
    room.save()
    text = shown(client_of, reviewer, claim)
    assert "核定之后，下列内容的记录有变动" in text
    assert re.search(r"<li>[^<]*面积[^<]*：核定时 1000 ㎡，现在 480.5 ㎡", text)


def test_the_tenancies_that_make_it_resident_stand_on_the_page_with_who_certified_them(
    policies: None, company: Any, applicant: User, reviewer: User, client_of: Any
) -> None:
    """Who approves sees what residence rests on, and whether anybody but its operator has."""
    claim = road.submitted(road.resident(company), applicant)
    rooms = Premises.objects.get(applicant=company)
    for certified, by, told in ((False, None, "还没有核验"), (True, reviewer, f"{reviewer.name}核验")):
        Premises.objects.update(certified=certified, certified_by=by)
        text = re.sub(r"(\s*<[^>]*>\s*)+", "|", shown(client_of, reviewer, claim))
        assert f"园区租约|{rooms.space}|，2025-01-01 起|{told}" in text


def test_of_a_claim_that_went_back_the_office_sees_what_was_handed_in_last(
    policies: None, company: Any, applicant: User, reviewer: User, client_of: Any
) -> None:
    claim = road.drafted(road.resident(company), applicant, **road.RENT)
    kept = claiming.attach(claim=claim, paper=0, label="租赁合同", upload=picture("合同.png"), by=actor_of(applicant))
    claim = road.taken_up(claiming.submit(claim=claim, by=actor_of(applicant)))
    claim = reviewing.return_for_correction(claim=claim, reason="请核对月份", by=actor_of(reviewer))
    before = shown(client_of, reviewer, claim)
    assert "2025年1月至12月" in before and "请核对月份" in before.partition('id="h-amount"')[0]
    answers = claim.answers | {"facts": claim.answers["facts"] | {"first_month": "2025-07"}}
    claim = claiming.save_draft(claim=claim, answers=answers, version=claim.version, by=actor_of(applicant))
    claiming.attach(claim=claim, paper=1, label="凭证", upload=picture("新凭证.png", "red"), by=actor_of(applicant))
    page = shown(client_of, reviewer, claim)
    assert "2025年1月至12月" in page and "2025年7月" not in page and "提交之后" not in page
    assert "合同.png" in page and "新凭证.png" not in page and "应交 4 份，已交 1 份" in page
    claiming.detach(claim=claim, evidence=kept, by=actor_of(applicant))
    claim = claiming.submit(claim=claim, by=actor_of(applicant))
    again = shown(client_of, reviewer, claim)
    changed, _, now = again.partition('id="h-papers"')
    assert "2025年7月至12月" in now and "新凭证.png" in now and "2025年1月至12月" not in now
    assert "2025年1月至12月" in changed.partition('id="h-correction"')[2]


def test_why_a_claim_is_not_supported_stands_above_its_reckoning_which_says_that_it_is_past(
    policies: None, company: Any, applicant: User, reviewer: User, client_of: Any
) -> None:
    claim = road.accepted(road.resident(company), applicant, reviewer, **road.RENT)
    assert 'id="h-amount">金额试算<' in shown(client_of, reviewer, claim)
    claim = reviewing.refuse(claim=claim, reason="租赁合同不真实。", by=actor_of(reviewer))
    page = shown(client_of, reviewer, claim)
    first, _, rest = page.partition('id="h-amount"')
    assert "不予支持的理由" in first and "租赁合同不真实。" in first
    assert rest.startswith(">按申报内容的试算（不予支持）<") and 'class="jcg-headline"' not in page


def test_a_claim_that_was_taken_back_has_its_reckoning_as_one_that_is_past(
    policies: None, company: Any, applicant: User, reviewer: User, client_of: Any
) -> None:
    claim = road.submitted(road.resident(company), applicant, **road.RENT)
    claim = claiming.withdraw(claim=claim, by=actor_of(applicant))
    assert 'id="h-amount">按申报内容的试算（已撤回）<' in shown(client_of, reviewer, claim)
