"""What was typed in a second tab comes back with the reason why it was not written, never thrown away by a redirect."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import actor_of
from accounts.models import City, User
from enterprises.applicants.founding import Team
from enterprises.applicants.registering import Filer, register_team
from enterprises.models import Applicant, Correction, CorrectionState, ErasureRequest, TeamCharter
from enterprises.personal_data import requesting
from enterprises.registers import correcting
from enterprises.teams import answering
from tests.factories import RecognitionFactory

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
WHY = "公布名单上是省级，见第3页。"
TEAM_EDIT, PROFILE_EDIT = "/enterprise/team/edit/", "/enterprise/edit/"
PROFILE = {
    "district": "", "address": "高新区某路1号", "legal_person": "某甲", "contact_name": "某乙",
    "contact_phone": "13800000000", "industry": "光电", "registered_on": "2021-03-04",
    "registered_capital_fen": "1,234,567.80", "paid_in_capital_fen": "",
}  # fmt: skip


def said(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def own(applicant: User, client_of: ClientOf) -> Client:
    return client_of(applicant)


@pytest.fixture
def row(company: Applicant) -> Any:
    return RecognitionFactory(
        applicant=company, specialised=True, level="city", certificate_no="ZJTX-1", expires_on=None, certified=True
    )


def typed(**changed: str) -> dict[str, Any]:
    return {
        "kind": "specialised", "level": "city", "certificate_no": "ZJTX-1", "issued_on": "2026-03-01",
        "expires_on": "", "sequence": "1", "source": "",
    } | changed  # fmt: skip


def test_a_second_correction_keeps_its_text_while_the_first_waits(own: Client, row: Any) -> None:
    address = f"/enterprise/records/recognition/{row.pk}/correct/"
    assert own.post(address, typed(level="provincial", reason="一")).status_code == 302
    again = own.post(address, typed(level="national", reason=WHY))
    assert again.status_code == 409 and WHY in said(again) and correcting.OPEN_ALREADY in said(again)
    assert '<option value="national" selected>' in said(again)
    assert Correction.objects.count() == 1


def test_an_edit_after_the_office_certified_goes_on_as_a_correction(own: Client, row: Any) -> None:
    """The form that comes back is that of a correction, goes to its address, and wants its reason alone."""
    edit, correct = (f"/enterprise/records/recognition/{row.pk}/{verb}/" for verb in ("edit", "correct"))
    late = own.post(edit, typed(level="provincial"))
    assert late.status_code == 409 and "已经部门核验，不能直接修改" in said(late)
    assert f'action="{correct}"' in said(late) and "请填写更正理由。" in said(late)
    assert '<option value="provincial" selected>' in said(late)
    assert own.post(correct, typed(level="provincial", reason=WHY)).status_code == 302
    assert own.get(edit)["Location"] == f"/enterprise/records/recognition/{row.pk}/"


@pytest.mark.parametrize(
    "address", ["records/recognition/{}/correct/", "records/recognition/add/", "edit/", "records/recognition/{}/edit/"]
)
def test_a_form_that_comes_without_answers_is_told_what_it_lacks(own: Client, row: Any, address: str) -> None:
    """As from a browser's add-on that loses them, in words that nobody reads: {} under a code page of mainframes."""
    correct = f"/enterprise/records/recognition/{row.pk}/correct/"
    assert own.post(correct, typed(level="provincial", reason="一")).status_code == 302  # another is not taken now
    empty = {"data": b"{}", "content_type": "None; charset=cp500"}
    answer = own.post(f"/enterprise/{address.format(row.pk)}", **empty)
    assert answer.status_code in (409, 422) and "请填写" in said(answer)


@pytest.mark.parametrize("way", ["take", "refuse"])
def test_an_answer_that_another_gave_before_keeps_its_text(
    own: Client, row: Any, operator: User, reviewer: User, client_of: ClientOf, way: str
) -> None:
    own.post(f"/enterprise/records/recognition/{row.pk}/correct/", typed(level="provincial", reason="一"))
    asked = Correction.objects.get()
    correcting.refuse(correction=asked, answer="名单上没有。", by=actor_of(operator))
    answer = client_of(reviewer).post(
        reverse("admin:enterprises_correction_answer", args=[asked.pk]), {way: "1", "answer": WHY}
    )
    assert answer.status_code == 409 and WHY in said(answer) and "未采纳" in said(answer)
    asked.refresh_from_db()
    assert (asked.state, asked.answer) == (CorrectionState.REFUSED, "名单上没有。")


@pytest.fixture
def team(changzhi: City) -> Any:
    filer = Filer("tuandui", "Jin-Chuang-88", "经办", "0355-2000000")
    begun = Team("甲负责", (("乙成员", "示例大学"),), "共同攻关。")
    return register_team(name="示例光电团队", city=changzhi, person=filer, team=begun)


CHANGED = {"leader": "甲负责", "employer": "", "members": "乙成员，示例研究院", "charter": WHY}


def test_a_second_change_of_a_team_keeps_its_text_while_the_first_waits(
    team: Any, operator: User, client_of: ClientOf
) -> None:
    answering.certify(charter=TeamCharter.objects.get(), by=actor_of(operator))
    tab = client_of(team.user)
    assert tab.post(TEAM_EDIT, CHANGED | {"charter": "另一章程。", "reason": "一"}).status_code == 302
    again = tab.post(TEAM_EDIT, CHANGED | {"reason": "乙已调动。"})
    assert again.status_code == 409 and WHY in said(again) and "乙已调动。" in said(again)
    assert "已有一件更改申请等待部门核对" in said(again)


def test_a_team_that_another_tab_changed_is_not_written_over_unseen(team: Any, client_of: ClientOf) -> None:
    tab = client_of(team.user)
    opened = tab.get(TEAM_EDIT).context["opened"]
    assert tab.post(TEAM_EDIT, CHANGED | {"charter": "另一章程。", "opened": opened}).status_code == 302
    again = tab.post(TEAM_EDIT, CHANGED | {"opened": opened})
    assert again.status_code == 422 and WHY in said(again) and "现在登记的是“另一章程。”" in said(again)
    assert tab.post(TEAM_EDIT, CHANGED | {"opened": again.context["opened"]}).status_code == 302
    assert TeamCharter.objects.in_force().get().text == WHY


def test_a_particular_that_another_tab_changed_is_not_written_over_unseen(own: Client, company: Applicant) -> None:
    """Said beside the field, with what stands there now; saved once more it is written."""
    own.post(PROFILE_EDIT, PROFILE)
    shown = {f"initial-{name}": value for name, value in PROFILE.items()}
    own.post(PROFILE_EDIT, PROFILE | shown | {"industry": "壹业一", "registered_capital_fen": "2000000"})
    late = PROFILE | shown | {"industry": "壹业二", "registered_capital_fen": "3000000", "contact_phone": "13800000001"}
    again = own.post(PROFILE_EDIT, late)
    assert again.status_code == 422 and 'value="壹业二"' in said(again)
    assert "现在登记的是“壹业一”。" in said(again) and "现在登记的是“2,000,000.00”。" in said(again)
    assert again.context["form"].errors.keys() == {"__all__", "industry", "registered_capital_fen"}
    assert 'name="initial-industry" value="壹业一"' in said(again)
    now = {"initial-industry": "壹业一", "initial-registered_capital_fen": "2,000,000.00"}
    assert own.post(PROFILE_EDIT, late | now).status_code == 302
    company.refresh_from_db()
    assert (company.industry, company.registered_capital_fen) == ("壹业二", 300_000_000)


def test_what_both_tabs_typed_alike_is_no_conflict(own: Client, company: Applicant) -> None:
    Applicant.objects.filter(pk=company.pk).update(industry="光电")
    assert own.post(PROFILE_EDIT, PROFILE | {"initial-industry": ""}).status_code == 302


def test_a_reason_of_a_second_request_to_delete_is_shown_again(team: Any, client_of: ClientOf) -> None:
    requesting.ask(applicant=team.applicant, reason="一", by=actor_of(team.user))
    again = client_of(team.user).post(reverse("enterprises:erasure_ask"), {"reason": WHY})
    assert again.status_code == 409 and WHY in said(again)
    assert ErasureRequest.objects.count() == 1
