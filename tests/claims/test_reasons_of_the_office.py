"""What an office gives as its reason can stand on a paper, and so can whom and what an approval names."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from accounts.actor import actor_of
from accounts.models import User
from core import audit
from core.values.identity_numbers import make_identity_number
from core.values.verdict import Refused
from enterprises.models import Applicant
from subsidies.cases.deciding import ruling_on
from subsidies.claims import reviewing
from subsidies.claims.models import Claim
from subsidies.claims.moving import require_printable_names
from tests import road
from tests.cases.asking import case_about
from tests.factories import AchievementFactory, RecognitionFactory, TechnologyContractFactory

pytestmark = pytest.mark.django_db
ODD = "\U0001f600\U0001f601\U0001f602\U0001f603\U0001f604\U0001f605"


def a_claim(company: Applicant) -> Claim:
    return Claim.objects.create(
        city=company.city, applicant=company, scheme_code="CZ-04A", state="accepted", number="CZ1",
        submitted_at=datetime(2026, 3, 1, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize("old", [False, True])
def test_a_reason_holds_no_identity_number_one_of_fifteen_places_neither(
    company: Applicant, reviewer: User, old: bool
) -> None:
    number = make_identity_number("140400", date(1990, 1, 1))
    number = f"{number[:6]}{number[8:17]}" if old else number
    with pytest.raises(Refused, match="不要填写身份证号"):
        reviewing.refuse(claim=a_claim(company), reason=f"与{number}不符", by=actor_of(reviewer))


def test_what_is_said_with_an_approval_holds_no_number_either(
    ready: None, company: Applicant, applicant: User, reviewer: User
) -> None:
    number = make_identity_number("140400", date(1990, 1, 1))
    claim = road.accepted(company, applicant, reviewer)
    for said in ({"reason": f"与{number[:6]}{number[8:17]}不是一人"}, {"answer": f"{number}已经说明"}):
        with pytest.raises(Refused, match="不要填写身份证号"):
            road.approve(claim=claim, by=actor_of(reviewer), **said)
    assert road.approve(claim=claim, by=actor_of(reviewer), reason="不是一件事").state == "approved"


@pytest.mark.parametrize("reason", ["材料不符\U0001f600", "与\U000323b1公司不符"])
def test_a_reason_that_no_paper_can_show_is_refused(company: Applicant, reviewer: User, reason: str) -> None:
    with pytest.raises(Refused, match="在文书上印不出来"):
        reviewing.refuse(claim=a_claim(company), reason=reason, by=actor_of(reviewer))


def test_five_of_the_characters_that_no_paper_can_show_are_named(company: Applicant, reviewer: User) -> None:
    with pytest.raises(Refused, match=f"^“{ODD[:5]}”在文书上印不出来"):
        reviewing.refuse(claim=a_claim(company), reason=f"不符{ODD}", by=actor_of(reviewer))


def test_a_name_that_no_notice_can_show_is_told_before_the_approval(company: Applicant) -> None:
    claim = a_claim(company)
    ruling = ruling_on(case_about(RecognitionFactory(applicant=company), "CZ-04A"))
    require_printable_names(claim, ruling)
    for name, text in (("name", f"长治{ODD}公司"), ("reference", f"证书{ODD}")):
        told = a_claim_called(claim, name, text)
        with pytest.raises(Refused, match=f"名称中的“{ODD[:5]}”在文书上印不出来，通知书将无法生成"):
            require_printable_names(told, ruling)


@pytest.mark.parametrize("verb", [road.approve, reviewing.refuse])
def test_neither_verb_takes_a_name_that_its_paper_cannot_show(
    ready: None, company: Applicant, applicant: User, reviewer: User, verb: Callable[..., Claim]
) -> None:
    claim = road.accepted(company, applicant, reviewer)
    Applicant.objects.filter(pk=company.pk).update(name="长治\U000323b1公司")
    with pytest.raises(Refused, match="名称中的“\U000323b1”在文书上印不出来"):
        verb(claim=claim, by=actor_of(reviewer), reason="材料与登记不符")
    Applicant.objects.filter(pk=company.pk).update(name=company.name)
    assert verb(claim=claim, by=actor_of(reviewer), reason="材料与登记不符").state in ("approved", "refused")


def test_what_is_not_accepted_is_something_that_the_claim_says(
    ready: None, company: Applicant, applicant: User, reviewer: User
) -> None:
    claim, by = road.accepted(company, applicant, reviewer), actor_of(reviewer)
    with pytest.raises(Refused, match="^申报中没有所勾选的这一项，请重新勾选。$"):
        reviewing.refuse(claim=claim, reason="材料与登记不符", by=by, denied=["reference", "甲"])
    reviewing.refuse(claim=claim, reason="材料与登记不符", by=by, denied=["on", "reference", "on"])
    assert audit.history(claim)[-1].detail == {"denied": ["reference", "on"]}


def test_of_a_refusal_that_marks_nothing_nothing_is_kept(
    ready: None, company: Applicant, applicant: User, reviewer: User
) -> None:
    claim = road.accepted(company, applicant, reviewer)
    reviewing.refuse(claim=claim, reason="材料与登记不符", by=actor_of(reviewer))
    assert "denied" not in audit.history(claim)[-1].detail


def test_the_achievement_of_a_contract_is_named_on_its_notice_too(company: Applicant) -> None:
    achievement = AchievementFactory(city=company.city, title=f"成果{ODD}")
    contract = TechnologyContractFactory(applicant=company, achievement=achievement)
    ruling = ruling_on(case_about(contract, "CZ-09"))
    with pytest.raises(Refused, match=f"名称中的“{ODD[:5]}”"):
        require_printable_names(a_claim(company), ruling)


def test_a_claim_that_cannot_be_refused_is_told_so_before_anything_else(
    ready: None, company: Applicant, applicant: User, reviewer: User
) -> None:
    claim = road.submitted(company, applicant)
    with pytest.raises(Refused) as told:
        reviewing.refuse(claim=claim, reason="材料与登记不符", by=actor_of(applicant), denied=["甲"])
    assert "勾选" not in told.value.reason


def a_claim_called(claim: Claim, name: str, text: str) -> Claim:
    """The claim as it would be with its applicant, or its matter, so called."""
    applicant = Applicant(name=text if name == "name" else claim.applicant.name)
    return Claim(applicant=applicant, reference=text if name == "reference" else "")
