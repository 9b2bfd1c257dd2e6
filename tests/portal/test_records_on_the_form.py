"""The form says of a record what stands in it, whether an office answers for it, and what is taken of it."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from enterprises.models import Recognition
from subsidies.claims.models import Claim
from subsidies.portal import choosing
from subsidies.portal.choosing import record_question
from tests import road
from tests.factories import (
    ApplicantFactory,
    PlatformFactory,
    PremisesFactory,
    RecognitionFactory,
    TechnologyContractFactory,
    TenancyFactory,
    applicant_of,
)
from tests.pages import HIGH_TECH, address, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready")]


@pytest.fixture
def mine(client_of: Any, applicant: Any) -> Any:
    return client_of(applicant)


def begun(mine: Any, code: str) -> Claim:
    """A new draft of the scheme."""
    known = set(Claim.objects.values_list("pk", flat=True))
    mine.post(address("start", None, code))
    return Claim.objects.exclude(pk__in=known).get()


def page_of(mine: Any, claim: Claim) -> str:
    return str(mine.get(address("claim_edit", claim)).content.decode())


def live(mine: Any, claim: Claim, **typed: Any) -> str:
    return str(mine.post(address("claim_reckon", claim), form_of(claim, **typed)).content.decode())


def test_what_was_only_declared_is_said_to_wait_for_the_office(mine: Any, draft: Claim, company: Any) -> None:
    row = RecognitionFactory(applicant=company, certificate_no="GR202614000001", certified=False)
    mine.post(address("claim_edit", draft), form_of(draft, **HIGH_TECH))
    page = page_of(mine, draft)
    assert "已从记录读取" not in page and "已从所选的" not in page
    assert "按填报的内容读取，部门核验后才作数" in page
    assert "按所选的高新技术企业证书读取，部门核验后才作数" in page and "待核验" in page
    Recognition.objects.filter(pk=row.pk).update(certified=True)
    page = page_of(mine, draft)
    assert "已从记录读取" in page and "已从所选的高新技术企业证书读取" in page and "部门核验后才作数" not in page


def test_of_very_many_the_newest_are_listed_and_the_chosen_one_always(
    mine: Any, draft: Claim, company: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(choosing, "MOST_SHOWN", 2)
    rows = [RecognitionFactory(applicant=company, certificate_no=f"GR{n}", stated_sequence=n) for n in (1, 2, 3, 4)]
    names = [f"recognition:{row.pk}" for row in rows]
    question = record_question(draft, names[0])
    assert question is not None and [row.name for row in question.choices] == [names[3], names[2], names[0]]
    assert question.older == 1 and [row.chosen for row in question.choices] == [False, False, True]
    assert "只列出最新的2条，更早的还有2条" in page_of(mine, draft)
    monkeypatch.setattr(choosing, "MOST_SHOWN", 4)
    assert "只列出最新的" not in page_of(mine, draft)


def test_a_question_is_drawn_anew_once_its_record_is_certified(mine: Any, draft: Claim, company: Any) -> None:
    row = RecognitionFactory(applicant=company, certificate_no="GR202614000001", certified=False)
    shape = f"asked 第1次 资质认定：{row}"
    seen = {"shape_recognition_no": shape, "shape_on": row.issued_on.isoformat(), **HIGH_TECH}
    assert 'id="question-' not in live(mine, draft, **seen)
    Recognition.objects.filter(pk=row.pk).update(certified=True)
    again = live(mine, draft, **seen)
    assert 'id="question-recognition_no"' in again and 'id="question-on"' in again


def test_a_room_of_the_park_is_offered_with_the_days_of_its_tenancy(mine: Any, company: Any) -> None:
    TenancyFactory(applicant=company, starts_on=date(2025, 3, 1), ends_on=date(2027, 2, 28))
    page = page_of(mine, begun(mine, "CZ-12"))
    assert "租期起 2025-03-01" in page and "租期止 2027-02-28" in page
    assert "租期起 2025-01-01" in page and "租期止 长期" in page  # that of the fixture
    assert "见园区租约" not in page


def test_a_room_let_once_more_says_both_terms(company: Any) -> None:
    first = TenancyFactory(applicant=company, starts_on=date(2025, 3, 1), ends_on=date(2025, 8, 31))
    TenancyFactory(applicant=company, space=first.space, starts_on=date(2026, 1, 1), ends_on=None)
    TenancyFactory(space=first.space, starts_on=date(2025, 9, 1), ends_on=date(2025, 12, 31))
    rooms = first.space.premises.get(applicant=company)
    assert rooms.said_elsewhere("leased_from") == "2025-03-01、2026-01-01"
    assert rooms.said_elsewhere("leased_to") == "2025-08-31、长期"


def test_the_first_month_of_other_rooms_is_explained(mine: Any, company: Any) -> None:
    later = TenancyFactory(applicant=company, starts_on=date(2026, 1, 1)).space.premises.get()
    first = company.tenancies.order_by("starts_on").first()
    claim = begun(mine, "CZ-12")
    page = live(mine, claim, record=f"premises:{later.pk}")
    assert f"租约：{first.space}，2025-01-01 起租；不是所选的这处，而是本单位最早租用的这类房屋" in page
    own = live(mine, claim, record=f"premises:{first.space.premises.get().pk}")
    assert f"租约：{first.space}，2025-01-01 起租" in own and "不是所选的这处" not in own


def test_rent_is_asked_with_its_first_and_its_last_month_and_no_day(mine: Any) -> None:
    claim = begun(mine, "CZ-12")
    page = page_of(mine, claim)
    assert "question-on" not in page + live(mine, claim), "nothing is sent for a place that the form has not"
    assert 'name="fact_first_month"' in page and 'name="fact_last_month"' in page
    assert 'name="on"' not in page and "申报期间的最后一天" not in page


def test_interest_is_asked_with_its_year_and_no_day(mine: Any) -> None:
    page = page_of(mine, begun(mine, "CZ-16"))
    assert 'name="year"' in page and "只能申报已经过完的年度" in page and 'name="on"' not in page


def test_a_bank_is_asked_for_the_year(client_of: Any, changzhi: Any) -> None:
    bank = ApplicantFactory(city=changzhi, kind="bank")
    theirs = client_of(applicant_of(bank))
    page = page_of(theirs, begun(theirs, "CZ-15"))
    assert 'name="year"' in page and 'name="on"' not in page


def test_what_is_not_offered_is_told_with_the_reason(mine: Any, company: Any) -> None:
    TechnologyContractFactory(applicant=company, seller="示例大学", buyer=company.name, title="买来的技术")
    page = page_of(mine, begun(mine, "CZ-09"))
    assert "买来的技术" not in page and "没有可以申报本事项的技术合同" in page
    assert "本企业另有1条技术合同没有列出：卖方不是本企业。" in page
    PlatformFactory(city=company.city, applicant=company, name="某众创空间", category="makerspace", level="city")
    page = page_of(mine, begun(mine, "CZ-05"))
    assert "某众创空间" not in page and "本企业另有1条创新平台没有列出" in page


def test_the_live_answer_stops_what_is_paid_with_the_number_of_the_claim(
    mine: Any, company: Any, applicant: Any, reviewer: Any
) -> None:
    paid = road.awarded(company, applicant, reviewer)
    again = begun(mine, "CZ-04A")
    record = road.recorded(company, "CZ-04A", road.HIGH_TECH["typed"])["record"]
    assert f"同一事项已由{paid.number}核定，不能再报一次。" in live(mine, again, record=record)
    drawn = page_of(mine, again)
    assert "已核定" in drawn and f'value="{record}" disabled' in drawn.replace("  ", " ")


def test_the_live_answer_names_the_months_that_collide(mine: Any, company: Any, applicant: Any) -> None:
    first = road.submitted(company, applicant, **road.RENT)
    claim = begun(mine, "CZ-12")
    months = {"fact_first_month": "2025-11", "fact_last_month": "2026-02", "fact_assessment_passed": "true"}
    said = f"2025年11月至12月已由{first.number}申报（已提交，等待受理），不能再报一次"
    assert said in live(mine, claim, record=first.record, **months)
    assert "2025年1月至12月 申报中（已提交，等待受理）" in page_of(mine, claim)
    free = months | {"fact_first_month": "2026-01"}
    assert "不能再报一次" not in live(mine, claim, record=first.record, **free)


def test_no_amount_is_named_where_the_months_are_claimed_already(mine: Any, company: Any, applicant: Any) -> None:
    first = road.submitted(company, applicant, **road.RENT)
    claim = begun(mine, "CZ-12")
    months = {"fact_first_month": "2025-11", "fact_last_month": "2026-02", "fact_assessment_passed": "true"}
    taken = live(mine, claim, record=first.record, **months)
    assert '<p class="live-headline">不能再报一次</p>' in taken and "¥" not in taken
    free = live(mine, claim, record=first.record, **months | {"fact_first_month": "2026-01"})
    assert "不能再报一次" not in free and "¥20,000.00" in free


def test_only_who_has_no_script_is_asked_to_save_before_leaving(mine: Any) -> None:
    page = page_of(mine, begun(mine, "CZ-04A"))
    assert '<span class="no-script small muted">　离开本页前请先保存草稿。</span>' in page


def test_a_record_on_the_form_says_its_figures_as_people_read_them(mine: Any, company: Any) -> None:
    PremisesFactory(applicant=company, area_m2="12600.00")
    PremisesFactory(applicant=company, area_m2="210.50")
    page = page_of(mine, begun(mine, "CZ-12"))
    assert "租用面积（㎡） 12,600　" in page and "租用面积（㎡） 210.5　" in page
    assert "租用面积（㎡） 1,000　" in page  # a space of the park


def test_paid_months_are_named_and_the_rest_may_be_claimed(
    mine: Any, company: Any, applicant: Any, reviewer: Any
) -> None:
    paid = road.awarded(company, applicant, reviewer, **road.RENT)
    claim = begun(mine, "CZ-12")
    months = {"fact_first_month": "2025-12", "fact_last_month": "2026-02", "fact_assessment_passed": "true"}
    assert f"2025年12月已由{paid.number}核定，不能再报一次。" in live(mine, claim, record=paid.record, **months)
    free = months | {"fact_first_month": "2026-01"}
    assert "兑付，不能再报一次" not in live(mine, claim, record=paid.record, **free)


def test_a_contract_without_its_achievement_leads_to_where_that_is_said_and_back(mine: Any, company: Any) -> None:
    row = TechnologyContractFactory(applicant=company, achievement=None, certified=False)
    claim = begun(mine, "CZ-09")
    edit = reverse("subsidies:claim_edit", args=[claim.public_id])
    page = mine.get(edit, {"check": "1", "record": f"technology_contract:{row.pk}"}).content.decode()
    mend = f"{reverse('enterprises:record_edit', args=['technology_contract', row.pk])}?{urlencode({'next': edit})}"
    assert "没有写明转化的是哪一项科技成果" in page and f'<a href="{mend}">补充或更正这条记录</a>' in page
    form = mine.get(mend).content.decode()
    add = reverse("enterprises:record_add", args=["achievement"])
    assert f'还没有登记科技成果，这里没有可选的；<a href="{add}">先登记一项</a>。' in form
    assert f'name="next" value="{edit}"' in form and "申报成果转化补助的必填" in form
