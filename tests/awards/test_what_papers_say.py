"""What notices and the papers of revocations say, word by word, and what an award's page tells of a claim."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.cache import cache

from accounts.actor import actor_of
from accounts.models import City, User
from core import audit
from core.files.keeping import keep_bytes
from core.models import NumberSequence, OutboxMessage
from enterprises.models import Applicant
from subsidies.awards.models import Award, Notice, Revocation, RevocationNotice, RevocationProposal
from subsidies.awards.papers import noticing, revocation_noticing
from subsidies.awards.papers.noticing import content, issuer, number_notice, numbered, print_notice
from subsidies.awards.papers.revocation_noticing import number_revocation, print_revocation
from subsidies.awards.presenting import explain_award
from subsidies.awards.replaying import replay
from subsidies.cases.deciding import RESOLUTION
from subsidies.catalogue.in_force import scheme_on
from subsidies.claims import reviewing
from tests import road
from tests.factories import (
    ApplicantFactory,
    ApplicantMembershipFactory,
    TenancyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 2)


@pytest.fixture
def award(ready: None, company: Applicant, applicant: User, reviewer: User, monkeypatch: pytest.MonkeyPatch) -> Award:
    """300,000 yuan for a certificate; papers are laid out at once."""
    for module in (noticing, revocation_noticing):
        monkeypatch.setattr(module, "render_pdf", lambda page: page.encode())
    road.awarded(company, applicant, reviewer)
    return Award.objects.get()


def last_number() -> int:
    return sum(NumberSequence.objects.filter(series__startswith="notice:").values_list("last", flat=True))


# ------------------------------------------------------------------ the notice
@pytest.mark.parametrize(
    ("outcome", "amount", "capital", "reasons"),
    [
        ("payable", "¥300,000.00", "人民币叁拾万元整", 0),
        ("case_by_case", "¥300,000.00", "人民币叁拾万元整", 0),
        ("not_payable", "", "", 1),
    ],
)
def test_a_notice_says_the_amount_or_why_there_is_none(
    award: Award, outcome: str, amount: str, capital: str, reasons: int
) -> None:
    award.outcome, award.reasons = outcome, ["not_resident"]
    said = content(award, "长创兑〔2026〕1号", "CODE", DAY)
    assert (said["amount"], said["capital"], len(said["reasons"])) == (amount, capital, reasons)
    assert (said["number"], said["date"], said["verify_code"]) == ("长创兑〔2026〕1号", "2026年4月2日", "CODE")
    assert said["verify_url"].endswith("CODE/") or said["verify_url"].endswith("CODE")
    assert said["verify_url"].startswith("http://") and "//" not in said["verify_url"].removeprefix("http://")
    assert said["applicant"]["called"] == "你单位" and said["applicant"]["code"] == award.claim.applicant.uscc
    assert said["contact"] == f"对核算有疑问的，可向市科技局提出，并注明申报编号{award.claim.number}。"
    assert said["claim_number"] == award.claim.number
    assert said["article"] == "第4条" and said["department"] == "长治市科技局"


def test_who_writes_and_which_article(changzhi: City) -> None:
    assert issuer(changzhi, ("市科技局", "市财政局", "长治高新区")) == "长治市科技局"
    assert issuer(changzhi, ("长治高新区", "市财政局")) == "长治高新区"
    assert issuer(changzhi, ("国家金融监督管理总局长治监管分局",)) == "国家金融监督管理总局长治监管分局"
    assert issuer(changzhi, ()) == "长治市"


def test_a_city_without_a_mark_numbers_nothing(changzhi: City) -> None:
    changzhi.notice_mark = ""
    with pytest.raises(ValueError, match="没有通知书代字"):
        numbered(changzhi)
    assert last_number() == 0


def test_a_notice_is_numbered_and_printed_once(award: Award) -> None:
    for _ in range(2):
        number_notice(award.pk)
    assert OutboxMessage.objects.filter(handler=noticing.PAPER).count() == 1 == last_number()
    for _ in range(2):
        print_notice(award.pk, "长创兑〔2026〕1号", "CODE", "2026-04-02")
    notice = Notice.objects.get()
    assert (notice.number, notice.verify_code, notice.issued_on) == ("长创兑〔2026〕1号", "CODE", DAY)
    OutboxMessage.objects.all().delete()  # as what is finished is cleared away
    number_notice(award.pk)
    assert last_number() == 1 and not OutboxMessage.objects.exists()


@pytest.mark.parametrize("whole", [True, False])
def test_only_an_award_that_is_revoked_whole_gets_no_notice(
    ready: None, company: Applicant, applicant: User, reviewer: User, whole: bool
) -> None:
    road.awarded(company, applicant, reviewer, **road.RENT)
    rent = Award.objects.get()
    road.revoked(rent, reviewer, "重新核查", [] if whole else ["2025-12"])
    number_notice(rent.pk)
    assert OutboxMessage.objects.filter(handler=noticing.PAPER).exists() is not whole


def test_the_ground_of_a_figure_that_an_office_decided_stands_on_the_notice_and_the_claims_page(
    policies: None, company: Applicant, applicant: User, reviewer: User, client_of: Any
) -> None:
    claim = road.accepted(road.resident(company), applicant, reviewer, **road.START_UP)
    made = {"name": "decided_amount", "value": "400000", "reason": "工作专班2026年第3次会议纪要。"}
    reviewing.decide_figure(claim=claim, by=actor_of(reviewer), **made)
    road.approve(claim=claim, by=actor_of(road.second_reviewer(company.city)), reason=road.NOT_TWICE)
    road.work_off("awards.reckon")
    award = claim.awards.get()
    (kept,) = [row for row in award.sources if row["name"] == "decided_amount"]
    assert (kept["value"], kept["note"]) == ("400000", "工作专班2026年第3次会议纪要。")
    row = ("核定的启动资金", "¥400,000.00", "审核核定（依据：工作专班2026年第3次会议纪要）")
    assert row in content(award, "长创兑〔2026〕1号", "CODE", DAY)["facts"]
    assert row[2] in client_of(applicant).get(f"/claims/{claim.public_id}/").content.decode()
    assert not replay([award]).differences and "note" not in award.claim_input["facts"]


def test_a_notice_names_the_row_of_a_table_and_folds_what_only_repeats_the_step_before(award: Award) -> None:
    steps = content(award, "长创兑〔2026〕1号", "CODE", DAY)["steps"]
    assert [row.label for row in steps][1] == "认定资金支持，即应给予的金额"
    assert steps[1].names == "高新技术企业认定资金标准（第几次通过高新技术企业认定：第1次）"
    assert not [row for row in steps if "向下取到分" in row.names]


# ------------------------------------------------------------------ the paper of a revocation
def taken_back(award: Award, months: tuple[str, ...] = (), fen: int = 300_000_00) -> dict[str, Any]:
    row = Revocation(pk=10**9, award=award, whole=not months, months=list(months), freed_fen=fen, reason="证书已撤销")
    return revocation_noticing.content(row, "长创兑〔2026〕2号", "CODE", DAY)


def test_the_paper_of_a_revocation_names_what_is_taken_back(award: Award) -> None:
    award.reckoned_at = datetime(2026, 4, 1, 16, 30, tzinfo=UTC)  # half past midnight in Shanxi
    about = (
        f"申报“高新技术企业认定奖励”，申报编号{award.claim.number}，高新技术企业证书为{award.claim.reference}。"
        "本机关依据《促进“晋创谷·长治”高质量发展的若干政策措施》（长政发〔2024〕15号）第4条于2026年4月2日作出核定"
    )
    whole = taken_back(award)
    assert whole["subject"] == f"{about}，核定金额为¥300,000.00。"
    assert whole["decision"] == "本机关决定撤销上述核定结果，撤销金额为人民币叁拾万元整（¥300,000.00）。"
    assert whole["consequences"][0].endswith("不再有效。") and whole["reason"] == "证书已撤销。"
    assert whole["number"] == "长创兑〔2026〕2号" and whole["department"] == "长治市科技局"
    assert whole["contact"] == f"有疑问的，可向市科技局提出，并注明申报编号{award.claim.number}。"
    part = taken_back(award, ("2025-02", "2025-03"), 0)
    assert part["decision"] == "本机关决定撤销上述核定结果中2025年2月至3月的部分。"
    assert part["title"].startswith("关于部分撤销") and whole["title"].startswith("关于撤销")
    money = "撤销的金额没有领取的，不再发放；已经领取的，应退回的金额和办法由本机关另行通知。"
    assert money in whole["consequences"] and money not in part["consequences"]
    left = "核定结果的其余部分继续有效，有效的金额为人民币叁拾万元整（¥300,000.00）。"
    assert part["consequences"] == [left, "撤销的月份可以重新申报。"]
    before = {"whole": False, "months": ["2025-01"], "freed_fen": 100_000_00, "reason": "复核"}
    proposal = RevocationProposal.objects.create(award=award, proposed_by=UserFactory(), **before)
    Revocation.objects.create(award=award, proposal=proposal, revoked_by=UserFactory(), **before)
    left = "核定结果的其余部分继续有效，有效的金额为人民币贰拾万元整（¥200,000.00）。"
    assert taken_back(award, ("2025-03",), 0)["consequences"][0] == left
    award.amount_fen = 0
    file = keep_bytes(b"%PDF", name="n.pdf", content_type="application/pdf")
    Notice.objects.create(award=award, number="长创兑〔2026〕1号", verify_code="C1", file=file, issued_on=DAY)
    assert taken_back(award)["subject"] == f"{about}（核定通知书文号：长创兑〔2026〕1号）。"


def test_a_revocation_calls_the_months_those_of_the_claim_and_not_of_this_one(
    ready: None, company: Applicant, applicant: User, reviewer: User
) -> None:
    road.awarded(company, applicant, reviewer, **road.RENT)
    subject = taken_back(Award.objects.get(), ("2025-12",))["subject"]
    assert "申报的月份为2025年1月至12月" in subject and "本次" not in subject


def test_the_paper_of_a_revocation_is_numbered_and_printed_once(award: Award, reviewer: User) -> None:
    revocation = road.revoked(award, reviewer)
    for _ in range(2):
        number_revocation(revocation.pk)
    assert OutboxMessage.objects.filter(handler=revocation_noticing.PAPER).count() == 1 == last_number()
    for _ in range(2):
        print_revocation(revocation.pk, "长创兑〔2026〕1号", "CODE", "2026-04-02")
    paper = RevocationNotice.objects.get()
    assert (paper.number, paper.verify_code, paper.issued_on) == ("长创兑〔2026〕1号", "CODE", DAY)
    OutboxMessage.objects.all().delete()
    number_revocation(revocation.pk)
    assert last_number() == 1 and not OutboxMessage.objects.exists()


def test_a_worker_does_both_papers(award: Award, reviewer: User) -> None:
    cache.clear()
    road.noticed()
    assert Notice.objects.count() == 1
    road.revoked(award, reviewer)
    road.work_off("awards.revocation_notice")
    road.work_off(revocation_noticing.PAPER)
    assert RevocationNotice.objects.get().number.endswith("〕2号")


def test_a_revocation_names_the_number_of_a_notice_that_is_not_laid_out_yet(award: Award) -> None:
    assert "文号" not in taken_back(award)["subject"]
    number_notice(award.pk)
    number = OutboxMessage.objects.get(handler=noticing.PAPER).arguments["number"]
    assert f"（核定通知书文号：{number}）" in taken_back(award)["subject"]


def test_a_team_and_a_person_are_called_what_they_are(changzhi: City) -> None:
    called = {
        kind: noticing._addressee(ApplicantFactory(city=changzhi, kind=kind))["called"] for kind in ("team", "bank")
    }
    assert called == {"team": "你团队", "bank": "你单位"}


def test_a_sum_that_was_agreed_on_is_no_limit_and_its_plan_is_called_in_words(
    policies: None, changzhi: City, company: Applicant, applicant: User, reviewer: User
) -> None:
    typed = road.answers(reference="示例研究院")
    claim = road.accepted(road.resident(company), applicant, reviewer, scheme="CZ-P02", typed=typed)
    reviewing.decide_figure(claim=claim, name=RESOLUTION, value="150万", reason="纪要", by=actor_of(reviewer))
    other = actor_of(road.second_reviewer(changzhi))
    road.approve(claim=claim, by=other, reason=road.NOT_TWICE)
    road.work_off("awards.reckon")
    told = content(claim.awards.get(), "长创兑〔2026〕1号", "ABCD-EFGH", date(2026, 4, 1))
    basis = "《“晋创谷·长治”创新驱动平台建设工作方案》（长政发〔2024〕15号）"
    assert (told["basis"], told["article"]) == (basis, "五（一）2")
    assert [step.label for step in told["steps"]][-1] == "议定金额"
    assert not any(step.binding for step in told["steps"])


def test_the_trail_names_the_office_in_whose_role_a_step_was_taken(
    policies: None, company: Applicant, other_company: Applicant, applicant: User, reviewer: User
) -> None:
    """Whoever reviews may file for a company of his own; that is nobody's business here, nor his office's there."""
    ApplicantMembershipFactory(user=reviewer, applicant=other_company)
    claim = road.accepted(road.resident(company), applicant, reviewer)
    told = {row.action: row.organisation for row in audit.history(claim)}
    assert told["accept"] == "市科技局" and told["submit"] == company.name
    typed = road.HIGH_TECH["typed"] | {"reference": "GR202614009999"}
    own = road.submitted(road.resident(other_company), reviewer, typed=typed)
    assert {row.organisation for row in audit.history(own)} == {other_company.name}


def test_a_refusal_sends_nobody_to_move_in_for_what_is_over(
    policies: None, company: Applicant, applicant: User, reviewer: User
) -> None:
    """The conclusion says since when the applicant is resident; the steps say the same, and nothing else."""
    TenancyFactory(applicant=company, starts_on=date(2026, 5, 1))
    award = road.awarded(company, applicant, reviewer).awards.get()
    told = content(award, "长创兑〔2026〕1号", "ABCD-EFGH", date(2026, 6, 1))
    assert "租约自2026年5月1日起" in told["reasons"][0]
    step = next(row.rule for row in told["steps"] if row.label == "入驻情况")
    assert "租约自2026年5月1日起" in step and "办理入驻后" not in step
    rules = [row.rule for row in explain_award(award, scheme_on("CZ-04A", award.claim.on)).steps]
    assert step in rules
