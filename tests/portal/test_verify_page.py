"""The public check of a notice: what is printed on it, and no more."""

import pytest
from django.core.cache import cache

from core.values.numbering import new_code
from subsidies.awards.models import Notice
from tests import road
from tests.pages import address

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_brake() -> None:
    cache.delete("brake:verify:127.0.0.1")


@pytest.fixture
def notice(ready, company, applicant, reviewer) -> Notice:
    company.contact_name, company.contact_phone, company.legal_person = "张三丰", "13800000000", "李四光"
    company.save()
    road.awarded(company, applicant, reviewer)
    road.noticed()
    return Notice.objects.get()


def test_a_notice_is_confirmed_to_anybody(client, notice) -> None:
    page = client.get(address("verify", None, notice.verify_code)).content.decode()
    for shown in (notice.number, "有效", "高新技术企业认定奖励", "¥300,000.00", notice.file.sha256, "予以兑付"):
        assert shown in page
    assert notice.award.claim.applicant.name in page


def test_nothing_personal_or_internal_is_shown(client, notice) -> None:
    page = client.get(address("verify", None, notice.verify_code)).content.decode()
    claim = notice.award.claim
    for hidden in ("张三丰", "13800000000", "李四光", str(claim.public_id), claim.applicant.uscc, claim.reference):
        assert hidden not in page


def test_a_code_typed_carelessly_leads_to_the_notice(client, notice) -> None:
    typed = notice.verify_code.lower().replace("-", " ")
    assert client.get(address("verify"), {"code": typed}).url == address("verify", None, notice.verify_code)


@pytest.mark.parametrize("code", ["0000-0000-0000-0000", "不对", "A", "' OR 1=1", "<script>"])
def test_an_unknown_or_broken_code_is_a_calm_404(client, ready, code) -> None:
    answer = client.get(address("verify"), {"code": code}, follow=True)
    assert answer.status_code == 404 and "没有查到这份通知书" in answer.content.decode()
    assert "<script>" not in answer.content.decode().replace("<script src", "")


def test_guessing_is_slowed_down(client, ready) -> None:
    answers = [client.get(address("verify", None, new_code())).status_code for _ in range(32)]
    assert answers[0] == 404 and answers[-1] == 429


def test_the_empty_page_asks_for_the_code(client, db) -> None:
    assert "核验码" in client.get(address("verify")).content.decode()


def test_a_persons_name_is_not_published() -> None:
    from subsidies.awards.papers.verifying import public_name

    assert public_name("王小明", "individual") == "王**"
    assert public_name("某某公司", "applicant") == "某某公司"


def test_a_revoked_notice_is_not_called_valid(client, notice, reviewer) -> None:
    road.revoked(notice.award, reviewer, "证书已被撤销")
    page = client.get(address("verify", None, notice.verify_code)).content.decode()
    assert "已撤销" in page and "不再有效" in page and "撤销日期" in page
    assert "现在有效" not in page and "证书已被撤销" not in page
