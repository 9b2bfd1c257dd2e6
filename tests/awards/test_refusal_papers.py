"""An office does not support a claim: the applicant gets a numbered paper that says why and what was claimed."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.actor import actor_of
from accounts.models import City
from core.files import stored_path
from subsidies.awards.models import Award, Notice, RefusalNotice
from subsidies.awards.papers import noticing
from subsidies.awards.papers.refusal_noticing import _page, content
from subsidies.claims import claiming, reviewing
from subsidies.claims.models import Claim
from tests import road
from tests.core.documents.papers import text_of
from tests.pages import address

pytestmark = pytest.mark.django_db
WHY = "认定公告上没有这家企业，见第3页。"


@pytest.fixture
def refused(policies: None, company: Any, applicant: Any, reviewer: Any) -> Claim:
    claim = road.accepted(road.resident(company), applicant, reviewer)
    return reviewing.refuse(claim=claim, reason=WHY, by=actor_of(reviewer))


def printed() -> RefusalNotice:
    road.work_off("awards.refusal_notice")
    road.work_off("awards.refusal_paper")
    return RefusalNotice.objects.get()


def test_it_is_numbered_in_the_citys_series_and_printed_once(refused: Claim) -> None:
    paper = printed()
    assert paper.number.startswith(f"{refused.city.notice_mark}〔") and not Notice.objects.exists()
    road.work_off()
    assert RefusalNotice.objects.get() == paper


def test_it_says_what_was_claimed_why_not_and_how_to_object(refused: Claim, changzhi: City) -> None:
    told = content(refused, "长创兑〔2026〕1号", "ABCD-EFGH", date(2026, 6, 1))
    assert told["title"].endswith("的不予支持通知书") and told["reasons"] == [WHY]
    facts = {label: value for label, value, _ in told["facts"]}
    assert road.CERTIFICATE in facts["高新技术企业证书"] and refused.number == told["claim_number"]
    assert "受理单位：未公布；提出期限：未公布；其他救济途径：未公布" in told["remedies"][0]
    City.objects.filter(pk=changzhi.pk).update(remedies={"office": "市示例局", "term": "收到之日起六十日内"})
    refused.city.refresh_from_db()
    told = content(refused, "长创兑〔2026〕1号", "ABCD-EFGH", date(2026, 6, 1))
    assert "受理单位：市示例局；提出期限：收到之日起六十日内；其他救济途径：未公布" in told["remedies"][0]


def test_papers_say_the_claimed_months_once(
    policies: None, company: Any, applicant: Any, other_company: Any, other_applicant: Any, reviewer: Any
) -> None:
    claim = road.accepted(road.resident(company), applicant, reviewer, **road.RENT)
    reviewing.refuse(claim=claim, reason=WHY, by=actor_of(reviewer))
    road.awarded(road.resident(other_company), other_applicant, reviewer, **road.RENT)
    said = ("长创兑〔2026〕1号", "ABCD-EFGH", date(2026, 6, 1))
    for told in (content(claim, *said), noticing.content(Award.objects.get(), *said)):
        labels = [label for label, *_ in told["facts"]]
        assert "本次申报的月份" in labels and not {
            "申报的起始月份",
            "申报的截止月份",
            "申报期间的最后一天",
        }.intersection(labels)


def test_what_a_refusal_denies_is_nowhere_said_to_be_verified(refused: Claim) -> None:
    told = content(refused, "长创兑〔2026〕1号", "ABCD-EFGH", date(2026, 6, 1))
    assert told["facts_title"] == "申报和登记的内容"
    sources = {label: source for label, _, source in told["facts"]}
    assert sources["高新技术企业证书"] == sources["发证日期"] == "登记记录"
    assert sources["第几次通过高新技术企业认定"].startswith("登记记录（")
    assert not [source for source in sources.values() if "核实" in source or "认定的" in source]


def test_a_reason_is_printed_with_its_full_stop(policies: None, company: Any, applicant: Any, reviewer: Any) -> None:
    claim = road.accepted(road.resident(company), applicant, reviewer)
    claim = reviewing.refuse(claim=claim, reason="绩效评价为“一般”", by=actor_of(reviewer))
    assert content(claim, "长创兑〔2026〕1号", "ABCD-EFGH", date(2026, 6, 1))["reasons"] == ["绩效评价为“一般”。"]


def test_the_paper_reads_as_it_should(refused: Claim) -> None:
    words = text_of(PdfReader(stored_path(printed().file.storage_name)))
    assert "不予支持通知书" in words and WHY in words and "核定结果" not in words and "计算过程" not in words


def test_the_applicant_takes_it_from_the_claims_page_and_strangers_do_not(
    refused: Claim, applicant: Any, other_applicant: Any, reviewer: Any, client_of: Any, client: Client
) -> None:
    page = reverse("subsidies:claim", args=[refused.public_id])
    assert "不予支持通知书正在生成" in client_of(applicant).get(page).content.decode()
    paper = printed()
    told = client_of(applicant).get(page).content.decode()
    assert "下载不予支持通知书" in told and "正在生成" not in told
    file = reverse("subsidies:file", args=[paper.file_id])
    answers = [client_of(who).get(file) for who in (applicant, reviewer, other_applicant)]
    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert all(b"".join(answer.streaming_content) for answer in answers[:2])
    office = client_of(reviewer).get(reverse("admin:claims_claim_change", args=[refused.pk])).content.decode()
    assert "下载不予支持通知书" in office and paper.number in office
    public = client.get(reverse("subsidies:verify", args=[paper.verify_code])).content.decode()
    assert paper.number in public and "不予支持" in public and WHY not in public


def test_what_was_written_after_the_claim_went_back_and_never_handed_in_stands_on_no_paper(
    policies: None, company: Any, applicant: Any, reviewer: Any
) -> None:
    claim = road.accepted(road.resident(company), applicant, reviewer)
    claim = reviewing.return_for_correction(claim=claim, reason="证书不清楚", by=actor_of(reviewer))
    other = road.recorded(company, "CZ-04A", road.answers(on="2026-05-05", reference="GR202614009999"))
    claim = claiming.save_draft(claim=claim, answers=other, version=claim.version, by=actor_of(applicant))
    claim = reviewing.refuse(claim=claim, reason="逾期没有补正。", by=actor_of(reviewer))
    facts = str(content(claim, "长创兑〔2026〕1号", "ABCD-EFGH", date(2026, 6, 1))["facts"])
    assert road.CERTIFICATE in facts and "GR202614009999" not in facts and "2026-05-05" not in facts


def test_what_the_office_does_not_accept_is_marked_on_the_paper(
    policies: None, company: Any, applicant: Any, reviewer: Any, client_of: Any
) -> None:
    claim, client = road.accepted(road.resident(company), applicant, reviewer), client_of(reviewer)
    own = client_of(applicant)
    page = client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    offered = re.findall(r'name="denied" value="([^"]+)"><span>([^<]+)<', page)
    assert ("reference", "高新技术企业证书") in offered
    name, label = next(row for row in offered if row[1] == "第几次通过高新技术企业认定")
    said = {"version": claim.version, "reason": WHY}
    take = reverse("admin:claims_claim_take", args=[claim.pk, "refuse"])
    kept = client.post(take, said | {"denied": [name, "none"]})
    assert kept.status_code == 409 and "申报中没有所勾选的这一项" in kept.content.decode()
    assert f'value="{name}" checked' in kept.content.decode()
    client.post(take, said | {"denied": [name, name]})
    claim.refresh_from_db()
    told = content(claim, "长创兑〔2026〕1号", "ABCD-EFGH", date(2026, 6, 1))
    marked = [line for line, value, _ in told["facts"] if value.endswith("（不予认可）")]
    assert marked == [label]
    laid_out = _page(claim, "长创兑〔2026〕1号", "ABCD-EFGH", date(2026, 6, 1))
    assert laid_out.count('<span class="nowrap">（不予认可）</span></td>') == 1
    pages = (own.get(address("claim", claim)), client.get(reverse("admin:claims_claim_change", args=[claim.pk])))
    assert all(f"不予认可的内容：{label}" in page.content.decode() for page in pages)
    value, source = next((value, source) for line, value, source in told["facts"] if line == label)
    for page in pages:  # the fact itself bears the same mark and source as on the paper
        text = re.sub(r"\s+", "", re.sub(r"<[^>]+>", " ", page.content.decode()))
        assert re.sub(r"\s+", "", f"{label}{value}{source}") in text
