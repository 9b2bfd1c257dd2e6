"""Near duplicates: what is alike is shown to the reviewer, what is not is left alone."""

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import actor_of
from core.likeness.comparing import one_off
from core.values.identifiers import validate_uscc
from enterprises.models import Recognition
from enterprises.registers import certifying
from subsidies.claims.models import Claim
from subsidies.claims.near.claims import near_claims
from subsidies.claims.near.companies import near_companies
from subsidies.claims.near.finding import near_to
from tests import road
from tests.claims.rows import claim_row
from tests.factories import ApplicantFactory, applicant_of


def valid(body: str) -> str:
    """A credit code that begins with these seventeen characters."""
    for last in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        with suppress(ValidationError):
            validate_uscc(body + last)
            return body + last
    raise AssertionError(body)


TEXTS = st.text("AB12号", min_size=1, max_size=12)


@given(TEXTS, st.data())
def test_one_change_is_one_off(text: str, data: Any) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    for other in (
        text[:place] + text[place + 1 :],
        text[:place] + "Z" + text[place:],
        text[:place] + "Z" + text[place + 1 :],
    ):
        assert one_off(text, other) == (text != other)
        assert one_off(other, text) == one_off(text, other)


@given(TEXTS, TEXTS)
def test_one_off_agrees_with_the_distance(left: str, right: str) -> None:
    assert one_off(left, right) == (left != right and (_distance(left, right) == 1 or _swapped(left, right)))


def _distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def _swapped(left: str, right: str) -> bool:
    if len(left) != len(right):
        return False
    places = [i for i, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and left[places[0]] == right[places[1]]
        and (left[places[1]] == right[places[0]])
    )


@pytest.mark.django_db
def test_one_character_off_is_shown_on_the_page(
    policies: None,
    company: Any,
    applicant: Any,
    other_company: Any,
    other_applicant: Any,
    reviewer: Any,
    client_of: Any,
) -> None:
    first = road.submitted(company, applicant, typed=road.answers(reference="GR202614000001", recognition_no="1"))
    second = road.submitted(
        other_company, other_applicant, typed=road.answers(reference="ＧＲ2026 14000007", recognition_no="1")
    )
    road.submitted(other_company, other_applicant, typed=road.answers(reference="GR202699999999", recognition_no="1"))
    assert [row.claim for row in near_claims(first)] == [second]
    text = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[first.pk])).content.decode()
    assert "可能重复，请核对" in text and "高新技术企业证书只差一个字符" in text and str(second.number) in text


@pytest.mark.django_db
def test_who_certified_what_is_near_to_something_paid_is_told_that_another_approves(
    ready: None, company: Any, applicant: Any, other_company: Any, reviewer: Any, client_of: Any
) -> None:
    claim = road.accepted(company, applicant, reviewer)
    Recognition.objects.update(certified_by=reviewer, certified=True)
    claim_row(other_company, "CZ1", "CZ-04A", reference=f"{claim.reference[:-1]}9", state="awarded")
    page, told = reverse("admin:claims_claim_change", args=[claim.pk]), "记录由您核验；请由另一位审核人员审核通过"
    take = reverse("admin:claims_claim_take", args=[claim.pk, "approve"])
    text = client_of(reviewer).get(page).content.decode()
    assert told in text and take not in text
    text = client_of(road.second_reviewer(company.city)).get(page).content.decode()
    assert told not in text and take in text


@pytest.mark.django_db
def test_who_may_certify_is_told_before_it_that_another_has_to_approve(
    ready: None, company: Any, applicant: Any, other_company: Any, reviewer: Any, client_of: Any
) -> None:
    claim = road.accepted(company, applicant, reviewer)
    Recognition.objects.update(certified=False, certified_by=None)
    page, client = reverse("admin:claims_claim_change", args=[claim.pk]), client_of(reviewer)
    button, told = "核对无误，核验这条记录", "谁核验，谁就不能再审核通过这份申报"
    text = client.get(page).content.decode()
    assert button in text and told not in text, "nothing is near"
    other = claim_row(other_company, "CZ1", "CZ-04A", reference=f"{claim.reference[:-1]}9")
    text = client.get(page).content.decode()
    assert f"相近的申报如果先审核通过，{told}" in text and text.index(told) < text.index(button)
    Claim.objects.filter(pk=other.pk).update(state="awarded")
    assert f"相近的事项已经审核通过或兑付：{told}" in client.get(page).content.decode()
    Claim.objects.filter(pk=claim.pk).update(state="refused")
    assert told not in client.get(page).content.decode()


@pytest.mark.django_db
def test_of_a_settled_claim_it_is_told_whether_its_record_was_ever_certified(
    ready: None, company: Any, applicant: Any, reviewer: Any, client_of: Any
) -> None:
    claim = road.accepted(company, applicant, reviewer)
    Recognition.objects.update(certified=False, certified_by=None)
    Claim.objects.filter(pk=claim.pk).update(state="refused")
    page, never, changed = (
        reverse("admin:claims_claim_change", args=[claim.pk]), "这条记录没有核验过；", "这条记录后来有变动或被撤回核验",
    )  # fmt: skip
    text = client_of(reviewer).get(page).content.decode()
    assert never in text and changed not in text
    record = certifying.certify(record=Recognition.objects.get(), by=actor_of(reviewer))
    certifying.doubt(record=record, reason="证书号有误", by=actor_of(reviewer))
    text = client_of(reviewer).get(page).content.decode()
    assert changed in text and never not in text


@pytest.mark.django_db
def test_the_same_contract_of_another_party_is_the_same(policies: None, changzhi: Any) -> None:
    parties = [ApplicantFactory(city=changzhi, university=True) for _ in range(2)]
    typed = road.answers(
        reference="2026140400000001",
        converter_resident="true",
        contract_kind="technology_transfer",
        transaction_amount="2000000",
    )
    first, second = (road.submitted(row, applicant_of(row), scheme="CZ-09", typed=typed) for row in parties)
    assert [(row.claim, row.how) for row in near_claims(first)] == [(second, "技术合同相同")]


@pytest.mark.django_db
def test_companies_with_the_same_people_or_place_are_shown(policies: None, company: Any, applicant: Any) -> None:
    company.legal_person, company.address = "王示例", "长治市示例路1号"
    company.save()
    ApplicantFactory(city=company.city, name="同人公司", legal_person="王示例")
    ApplicantFactory(city=company.city, name="同址公司", address="长治市示例路1号")
    ApplicantFactory(city=company.city, name="无关公司", legal_person="李示例")
    ApplicantFactory(jincheng=True, name="外市公司", legal_person="王示例")
    claim = road.submitted(company, applicant)
    assert {row.applicant.name: row.how for row in near_companies(claim)} == {
        "同人公司": "法定代表人相同", "同址公司": "地址相同",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_company_registered_twice_under_two_codes_is_near(policies: None, company: Any, applicant: Any) -> None:
    """Once for its name where it has claimed something, for its telephone and the organisation code in any case."""
    company.name, company.contact_phone = "长治市示例青年创业科技有限公司", "0355-1234567"
    company.save()
    code = company.uscc[8:17]
    twins = {
        "长治市示例青年创业科技股份有限公司": {}, "长治市示例青年创业科技集团": {},
        "示例青年创业科技（长治）有限公司": {}, "山西长治示例青年创业科技有限公司": {},
        "同一电话公司": {"contact_phone": "（0355）1234567"}, "无关公司": {"contact_phone": "0355-1234568"},
        "长治市示例青年创业装备有限公司": {}, "短号公司": {"contact_phone": "119"},
        "同一机构公司": {"uscc": valid(f"92140500{code}")},
    }  # fmt: skip
    for place, (name, said) in enumerate(twins.items()):
        row = ApplicantFactory(city=company.city, name=name, **said)
        if "集团" not in name:  # has claimed nothing, so that its name alone is not looked for
            claim_row(row, f"CZ{place}", "CZ-04A")
    claim, named = road.submitted(company, applicant), "名称相同或只差地名、组织形式"
    assert {row.applicant.name: row.how for row in near_companies(claim)} == {
        "长治市示例青年创业科技股份有限公司": named, "示例青年创业科技（长治）有限公司": named,
        "山西长治示例青年创业科技有限公司": named, "同一电话公司": "联系电话相同",
        "同一机构公司": "信用代码中的组织机构代码相同",
    }  # fmt: skip
    assert near_to(claim).wants_reason


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "paid"), [("JC-12C", True), ("JC-04", False)])
def test_what_a_company_is_given_once_is_paid_once_to_its_twin(
    policies: None, jincheng: Any, code: str, paid: bool
) -> None:
    """Where the matter is the applicant's own; a platform or a certificate is told apart by itself."""
    own, twin = (ApplicantFactory(city=jincheng, name=f"晋城市示例青年{end}") for end in ("公司", "有限公司"))
    claim_row(twin, "JC1", code, state="awarded")
    assert near_to(claim_row(own, "JC2", code)).paid is paid


@pytest.mark.django_db
def test_an_address_is_the_same_however_it_is_spaced_and_marked(policies: None, company: Any, applicant: Any) -> None:
    company.address = "长治市示例路1-2号A座"
    company.save()
    same = [
        "长治市示例路 1-2 号A座",
        "长治市（示例路）1—2号a座",
        "长治市，示例路１－２号，Ａ座",
        "长治市示例路1-2号А座",
    ]
    other = ["长治市示例路12号A座", "长治市示例路1-2号B座", "长治市示例路1-2号", "示例路1-2号A座", ""]
    for place, address in enumerate([*same, *other]):
        ApplicantFactory(city=company.city, name=f"公司{place}", address=address)
    ApplicantFactory(jincheng=True, name="外市公司", address="长治市示例路1-2号A座")
    found = near_companies(road.submitted(company, applicant))
    assert [row.applicant.name for row in found] == [f"公司{place}" for place in range(len(same))]
    assert {row.how for row in found} == {"地址相同"}


@pytest.mark.django_db
def test_empty_people_and_places_are_not_alike(policies: None, company: Any, applicant: Any) -> None:
    ApplicantFactory(city=company.city)
    company.address = "——"
    company.save()
    ApplicantFactory(city=company.city, address="——")
    assert near_companies(road.submitted(company, applicant)) == []
