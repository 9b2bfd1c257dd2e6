"""The papers that a claim wants: that of its record is not wanted twice, and one file for several papers is told of."""

from typing import Any

import pytest

from accounts.actor import actor_of
from accounts.models import User
from core.files.keeping import keep_upload
from enterprises.models import Applicant, Recognition
from subsidies.claims import claiming
from subsidies.claims.models import Claim
from subsidies.claims.papers.listing import counted, lacking, paper_rows, shown_by
from subsidies.policies import library
from tests import road
from tests.pages import address, picture

pytestmark = pytest.mark.django_db
CERTIFICATE, LICENCE = "高新技术企业证书", "营业执照"


@pytest.fixture
def draft(policies: None, company: Applicant, applicant: User) -> Claim:
    """A claim about a certificate whose scan was uploaded with it."""
    claim = road.drafted(company, applicant)
    Recognition.objects.update(paper=keep_upload(picture("登记的证书.png"), user_id=applicant.pk))
    return claim


def attached(claim: Claim, user: User, paper: int, colour: str) -> None:
    label = str(claim.scheme.guide.papers[paper])
    claiming.attach(claim=claim, paper=paper, label=label, upload=picture(f"{label}.png", colour), by=actor_of(user))


def test_the_paper_of_the_picked_record_is_not_wanted_again(
    draft: Claim, applicant: User, reviewer: User, client_of: Any
) -> None:
    mine = client_of(applicant)
    form = mine.get(address("claim_edit", draft)).content.decode()
    assert "已随所选的记录上传：登记的证书.png，不用再传。" in form and form.count("还没有上传") == 2
    rows = paper_rows(draft, draft.scheme)
    assert lacking(rows) == [LICENCE, "入驻协议或专班审核意见"] and counted(rows).startswith("应交 3 份，已交 1 份")
    preview = mine.get(address("claim_preview", draft)).content.decode()
    assert f"{CERTIFICATE}（登记记录时上传）" in preview and "营业执照、入驻协议或专班审核意见" in preview
    claim = claiming.submit(claim=draft, by=actor_of(applicant))
    kept = Recognition.objects.get().paper
    assert kept is not None and claim.receipt is not None
    assert [(row["label"], row["sha256"]) for row in claim.receipt["files"]] == [
        (f"{CERTIFICATE}（登记记录时上传）", kept.sha256)
    ]
    office = client_of(reviewer).get(f"/admin/claims/claim/{claim.pk}/change/").content.decode()
    assert "应交 3 份，已交 1 份，缺营业执照、入驻协议或专班审核意见。" in office and "登记的证书.png" in office


def test_another_paper_put_on_the_record_later_was_not_handed_in(draft: Claim, applicant: User) -> None:
    claim = claiming.submit(claim=draft, by=actor_of(applicant))
    Recognition.objects.update(paper=keep_upload(picture("后来的.png", "black"), user_id=applicant.pk))
    assert CERTIFICATE in lacking(paper_rows(claim, claim.scheme))


def test_a_record_that_was_just_added_brings_its_paper_to_the_form(
    policies: None, company: Applicant, applicant: User, client_of: Any
) -> None:
    claim = claiming.start(scheme=library().schemes["CZ-04A"], applicant=company, by=actor_of(applicant))
    named = road.recorded(company, "CZ-04A", road.HIGH_TECH["typed"])["record"]
    Recognition.objects.update(paper=keep_upload(picture(), user_id=applicant.pk))
    page = client_of(applicant).get(address("claim_edit", claim), {"record": named}).content.decode()
    assert "已随所选的记录上传" in page


def test_every_scheme_about_a_record_says_which_paper_is_the_records_or_wants_all_of_them() -> None:
    told = {code: [p.name for p in row.guide.papers if p.of_record] for code, row in library().schemes.items()}
    assert {len(names) for names in told.values()} == {0, 1}
    assert not [code for code, names in told.items() if names and not library().schemes[code].matter.record]
    assert (told["JC-09"], told["CZ-12"], told["LL-06D"]) == (["获奖证书"], ["租赁合同"], ["租赁合同"])


def test_one_file_for_several_papers_is_told_to_all_who_read_them(
    draft: Claim, applicant: User, reviewer: User, client_of: Any
) -> None:
    attached(draft, applicant, 1, "red")
    mine, said = client_of(applicant), "的文件与“入驻协议或专班审核意见”的是同一份，请核对是否传错。"
    assert "是同一份" not in mine.get(address("claim_edit", draft)).content.decode()
    attached(draft, applicant, 2, "red")
    form = mine.get(address("claim_edit", draft)).content.decode()
    assert f"“{LICENCE}”{said}" in form and f"“入驻协议或专班审核意见”的文件与“{LICENCE}”的是同一份" in form
    preview = mine.get(address("claim_preview", draft)).content.decode()
    assert preview.count("是同一份") == 1 and f"“{LICENCE}”{said}" in preview
    claim = claiming.submit(claim=draft, by=actor_of(applicant))
    page = f"/admin/claims/claim/{claim.pk}/change/"
    for _ in ("to accept", "to approve"):
        told = client_of(reviewer).get(page).content.decode()
        papers = told[told.index('id="h-papers"') : told.index('id="h-amount"')]
        assert f"“{LICENCE}”{said}" in papers and told.count("是同一份") == 1
        if claim.state == "submitted":
            claim = road.taken_up(claim)


def test_the_paper_of_the_record_uploaded_for_another_paper_is_told_of(draft: Claim, applicant: User) -> None:
    attached(draft, applicant, 1, "white")  # the very scan of the certificate
    assert [row.same_as for row in paper_rows(draft, draft.scheme)] == [[LICENCE], [CERTIFICATE], [], []]
    attached(draft, applicant, 0, "white")
    assert [row.same_as for row in paper_rows(draft, draft.scheme)] == [[LICENCE], [CERTIFICATE], [], []]


@pytest.mark.parametrize(
    ("scheme", "paper", "said"),
    [
        ("LL-06D", "租赁合同", "与其他材料一起，应能看出：已缴纳的场地租金。"),
        ("LL-06D", "租金付款凭证", "与其他材料一起，应能看出：已缴纳的场地租金。"),
        ("CZ-16", "借款合同", "应能看出：贷款方式。与其他材料一起，应能看出：贷款本金。"),
        ("JC-03", "实缴资金的验资报告或银行凭证", "应能看出：实缴资金总额。"),
        ("JC-06B", "奖励到账凭证", "应能看出：省考核评定奖励金额。"),
        ("JC-10", "首台（套）认定或产品鉴定材料", "应能看出：产品种类。"),
        ("CZ-08", "创新券申领记录", ""),
    ],
)
def test_what_one_paper_shows_and_what_it_shows_with_others(scheme: str, paper: str, said: str) -> None:
    assert shown_by(library().schemes[scheme], paper) == said
