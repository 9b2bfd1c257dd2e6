"""Every page and paper says what a claim is about: record, months, year; and what of an award stands today."""

from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.actor import Role, actor_of
from accounts.models import User
from core.values.money import daxie
from enterprises.models import Applicant, TechnologyContract
from subsidies.awards import revoking
from subsidies.awards.models import Award, Notice
from subsidies.awards.papers.noticing import content
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim
from tests import road
from tests.factories import ApplicantFactory, applicant_of, office_user
from tests.pages import address

pytestmark = pytest.mark.django_db
SPAN = "2026年1月至6月"
TALENT = road.answers(reference="RC-0001", on="2026-06-30", high_level_talent="true", solves_key_problem="true")
CONTRACT = road.answers(
    reference="JS20260000333", client_resident="true", contract_kind="technology_transfer", converter_resident="true",
    transaction_amount="2000000",
)  # fmt: skip


@pytest.fixture
def employer(jincheng: Any) -> Applicant:
    road.policies_loaded()
    return road.resident(ApplicantFactory(city=jincheng))


@pytest.fixture
def user(employer: Applicant) -> User:
    return applicant_of(employer)


@pytest.fixture
def desk(employer: Applicant) -> User:
    return office_user(Role.REVIEWER, employer.city, "市科技局")


@pytest.fixture
def draft(employer: Applicant, user: User) -> Claim:
    typed = TALENT | {"months": "2026-1 至 2026-02、2026年3-6月"}
    return road.drafted(employer, user, scheme="JC-11C", typed=typed)


@pytest.fixture
def award(draft: Claim, user: User, desk: User) -> Award:
    claim = claiming.submit(claim=draft, by=actor_of(user))
    claim = road.taken_up(claim)
    claim = reviewing.decide_figure(
        claim=claim, name="monthly_standard", value="12000", reason="考勤记录", by=actor_of(desk)
    )
    road.approve(claim=claim, by=actor_of(desk), reason=road.NOT_TWICE)
    road.work_off("awards.reckon")
    return Award.objects.get()


def read(client: Any, url: str) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_months_stand_on_every_page_before_the_decision(
    draft: Claim, user: User, desk: User, client_of: Any
) -> None:
    own = client_of(user)
    assert SPAN in read(own, address("claim_preview", draft))
    claim = claiming.submit(claim=draft, by=actor_of(user))
    for page in (address("claim_receipt", claim), address("claim", claim), reverse("subsidies:claim_list")):
        assert SPAN in read(own, page)
    office = read(client_of(desk), reverse("admin:claims_claim_change", args=[claim.pk]))
    assert SPAN in office and "发放台账" not in office


def test_the_receipt_keeps_what_was_handed_in(draft: Claim, user: User, desk: User, client_of: Any) -> None:
    by = actor_of(user)
    claim = claiming.submit(claim=draft, by=by)
    claim = reviewing.return_for_correction(claim=claim, reason="请核对月份", by=actor_of(desk))
    claiming.save_draft(claim=claim, answers=claim.answers | {"months": "2026-02"}, version=claim.version, by=by)
    assert SPAN in read(client_of(user), address("claim_receipt", claim))


def test_award_and_notice_say_the_months_and_what_was_decided(
    award: Award, user: User, desk: User, client_of: Any
) -> None:
    road.noticed()
    told = content(award, "晋市创兑〔2026〕1号", "code", award.reckoned_at.date())
    assert ("本次申报的月份", SPAN, "单位申报") in told["facts"]
    assert ("在本市实际工作月数", "6 个月", "单位申报") in told["facts"]
    assert SPAN in read(client_of(desk), reverse("admin:awards_award_change", args=[award.pk]))
    assert SPAN in read(client_of(desk), reverse("admin:awards_award_revoking", args=[award.pk]))
    for page in (
        read(client_of(user), address("claim", award.claim)),
        read(client_of(desk), reverse("admin:claims_claim_change", args=[award.claim_id])),
    ):
        assert SPAN in page and "每月补贴标准：¥12,000.00" in page and "考勤记录" in page


def test_what_stands_today_is_said_wherever_the_award_is(
    award: Award, user: User, desk: User, client_of: Any, client: Any
) -> None:
    road.noticed()
    cache.delete("brake:verify:127.0.0.1")
    road.revoked(award, desk, "两个月没有到岗", ["2026-01", "2026-02"])
    own, office = client_of(user), client_of(desk)
    for reader, url in (
        (own, address("claim", award.claim)),
        (own, reverse("subsidies:claim_list")),
        (own, "/enterprise/my-data/copy/"),
        (office, reverse("admin:claims_claim_change", args=[award.claim_id])),
        (office, reverse("admin:awards_award_changelist")),
        (office, reverse("admin:awards_award_change", args=[award.pk])),
        (office, reverse("admin:awards_award_revoking", args=[award.pk])),
        (client, address("verify", None, Notice.objects.get().verify_code)),
    ):
        page = read(reader, url)
        assert "72,000.00" in page and "48,000.00" in page, url
    assert daxie(4_800_000) in read(own, address("claim", award.claim))


def test_months_that_cannot_be_read_are_named_and_nothing_that_follows_is_asked(
    employer: Applicant, user: User
) -> None:
    claim = road.drafted(employer, user, scheme="JC-11C", typed=TALENT | {"months": "2026年上月"})
    assert claiming.missing(claim) == {"months": "“2026年上月”看不懂，请写成 2026-01至2026-03、2026-05 这样。"}
    claim = road.drafted(employer, user, scheme="JC-11C", typed=TALENT | {"months": " "})
    assert set(claiming.missing(claim)) == {"months"}


def test_the_year_and_the_name_of_the_achievement_are_said(changzhi: Any, client_of: Any) -> None:
    road.policies_loaded()
    seller = road.resident(ApplicantFactory(city=changzhi, university=True))
    user, desk = applicant_of(seller), office_user(Role.REVIEWER, changzhi, "市科技局")
    claim = road.submitted(seller, user, scheme="CZ-09", typed=CONTRACT)
    achievement = TechnologyContract.objects.get().achievement
    assert achievement
    for page in (
        read(client_of(user), address("claim", claim)),
        read(client_of(user), address("claim_receipt", claim)),
        read(client_of(desk), reverse("admin:claims_claim_change", args=[claim.pk])),
    ):
        assert str(achievement) in page and achievement.identity not in page
        assert f"{claim.answers['year']}年" in page and "本次申报的年度" in page


def test_a_person_is_no_unit_on_the_offices_page(changzhi: Any, client_of: Any) -> None:
    road.policies_loaded()
    person = road.resident(ApplicantFactory(city=changzhi, kind="individual", uscc=None))
    claim = road.submitted(person, applicant_of(person), scheme="CZ-09", typed=CONTRACT)
    page = read(client_of(office_user(Role.REVIEWER, changzhi, "市科技局")), f"/admin/claims/claim/{claim.pk}/change/")
    assert "该申请人的其他申报" in page and "本人申报" in page
    assert not [word for word in ("法定代表人", "该单位", "单位申报", "申报单位</h3>") if word in page]


def test_no_list_of_the_office_calls_a_person_a_unit(changzhi: Any, client_of: Any) -> None:
    road.policies_loaded()
    person = road.resident(ApplicantFactory(city=changzhi, kind="individual", uscc=None))
    desk = office_user(Role.REVIEWER, changzhi, "市科技局")
    claim = road.awarded(person, applicant_of(person), desk, scheme="CZ-09", typed=CONTRACT)
    revoking.propose(award=claim.awards.get(), reason="重新核查", by=actor_of(desk))
    office = client_of(desk)
    for name in ("claims_claim", "awards_award", "awards_revocationproposal", "grants_grant"):
        page = read(office, reverse(f"admin:{name}_changelist"))
        assert person.name in page and "申请人" in page and "申报单位" not in page, name


def test_a_step_of_the_office_says_that_it_was_taken(draft: Claim, user: User, desk: User, client_of: Any) -> None:
    claim = claiming.submit(claim=draft, by=actor_of(user))
    page = client_of(desk).post(
        reverse("admin:claims_claim_take", args=[claim.pk, "accept"]),
        {"version": claim.version, "despite": road.WITHOUT_PAPERS},
        follow=True,
    )
    assert "已受理，请审核。" in page.content.decode()
