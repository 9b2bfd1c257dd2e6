"""Around the form: the list, the claim's page, preview, submission, receipt, withdrawal; and who does not see them."""

import pytest

from core.models import NumberSequence
from subsidies.awards.models import Notice
from subsidies.claims.models import Claim
from tests import road
from tests.pages import HIGH_TECH, address, form_of, picture

pytestmark = pytest.mark.django_db
PAGES = ("claim", "claim_edit", "claim_preview", "claim_receipt")
POSTS = ("claim_autosave", "claim_reckon", "evidence_add", "claim_submit", "claim_withdraw")


@pytest.fixture
def mine(client_of, applicant):
    return client_of(applicant)


def test_an_empty_list_says_how_to_begin(mine, ready) -> None:
    page = mine.get(address("claim_list")).content.decode()
    assert "还没有申报" in page and "查看可申报的事项" in page


def test_the_list_tells_state_next_step_and_amount(mine, company, applicant, reviewer, ready) -> None:
    road.drafted(company, applicant, **road.RENT)
    road.awarded(company, applicant, reviewer)
    page = mine.get(address("claim_list")).content.decode()
    assert "草稿" in page and "已核定" in page and "¥300,000.00" in page
    assert "租金补贴" not in mine.get(address("claim_list"), {"group": "closed"}).content.decode()


def test_others_claims_are_not_there(client, client_of, company, applicant, ready, request) -> None:
    claim = road.submitted(company, applicant)
    people = ("other_applicant", "applicant_elsewhere", "reviewer", "reviewer_elsewhere", "stranger", "official")
    for name in people:
        other = client_of(request.getfixturevalue(name))
        for page in PAGES:
            assert other.get(address(page, claim)).status_code == 404, (name, page)
        for page in POSTS:
            assert other.post(address(page, claim)).status_code == 404, (name, page)
    for page in PAGES:
        assert "/accounts/login/" in client.get(address(page, claim)).url
    claim.refresh_from_db()
    assert claim.state == "submitted"


def test_other_companies_claims_are_not_in_the_list(client_of, other_applicant, company, applicant, ready) -> None:
    road.submitted(company, applicant)
    assert "还没有申报" in client_of(other_applicant).get(address("claim_list")).content.decode()


def test_the_preview_shows_facts_papers_and_the_whole_reckoning(mine, draft) -> None:
    data = form_of(draft, action="preview", **HIGH_TECH) | {"paper_0": picture()}
    answer = mine.post(address("claim_edit", draft), data)
    assert answer.url == address("claim_preview", draft)
    page = mine.get(answer.url).content.decode()
    assert "¥300,000.00" in page and "人民币叁拾万元整" in page and "其中：市财政" in page
    assert "营业执照" in page and "还没有上传" in page


def test_an_unfinished_claim_has_no_preview(mine, draft) -> None:
    assert mine.get(address("claim_preview", draft)).url.endswith("/edit/?check=1")


def test_submitting_leads_to_a_receipt_with_number_time_and_hashes(mine, draft) -> None:
    mine.post(address("claim_edit", draft), form_of(draft, **HIGH_TECH) | {"paper_0": picture()})
    answer = mine.post(address("claim_submit", draft), form_of(draft))
    page = mine.get(answer.url).content.decode()
    draft.refresh_from_db()
    assert draft.number in page and draft.evidence.get().file.sha256 in page and "打印回执" in page


def test_a_second_press_gives_the_same_receipt(mine, draft) -> None:
    mine.post(address("claim_edit", draft), form_of(draft, **HIGH_TECH))
    pressed = form_of(draft)
    first, second = (mine.post(address("claim_submit", draft), pressed) for _ in range(2))
    assert first.url == second.url == address("claim_receipt", draft)
    assert NumberSequence.objects.get(series__startswith="claim:").last == 1


def test_what_a_colleague_changed_meanwhile_is_read_again_before_it_is_handed_in(mine, draft) -> None:
    mine.post(address("claim_edit", draft), form_of(draft, **HIGH_TECH))
    read = form_of(draft)
    mine.post(address("claim_edit", draft), form_of(draft, **{**HIGH_TECH, "fact_recognition_no": "3"}))
    answer = mine.post(address("claim_submit", draft), read)
    assert answer.url == address("claim_preview", draft)
    assert "改动过" in mine.get(answer.url).content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_submitting_by_get_does_nothing(mine, draft) -> None:
    mine.post(address("claim_edit", draft), form_of(draft, **HIGH_TECH))
    assert mine.get(address("claim_submit", draft)).status_code == 405
    assert Claim.objects.get().state == "draft"


def test_an_awarded_claim_answers_why_and_gives_the_notice(mine, company, applicant, reviewer, ready, settings) -> None:
    claim = road.awarded(company, applicant, reviewer)
    page = mine.get(address("claim", claim)).content.decode()
    assert "¥300,000.00" in page and "正在生成" in page and "市财政负担" in page
    road.noticed()
    page = mine.get(address("claim", claim)).content.decode()
    notice = Notice.objects.get()
    assert "下载核定通知书" in page and notice.verify_code in page
    answer = mine.get(address("file", None, notice.file_id))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_the_history_names_offices_and_no_officials(mine, company, applicant, reviewer, ready) -> None:
    claim = road.accepted(company, applicant, reviewer)
    page = mine.get(address("claim", claim)).content.decode()
    assert reviewer.name not in page and "市科技局" in page and "提交申报" in page


def test_what_is_decided_in_review_is_told_with_the_award_alone(client_of, company, reviewer, policies) -> None:
    from accounts.actor import actor_of
    from subsidies.claims import reviewing
    from tests.factories import applicant_of

    company.paid_in_capital_fen = 5_000_000_00
    company.save()
    claim = road.accepted(road.resident(company), applicant_of(company), reviewer, **road.START_UP)
    own = client_of(applicant_of(company))
    reviewing.decide_figure(
        claim=claim, name="decided_amount", value="400000", reason="示例纪要9号", by=actor_of(reviewer)
    )
    page = own.get(address("claim", claim)).content.decode()
    assert "金额试算" in page and "最高 ¥1,000,000.00" in page.replace("300,000.00 至 ", "最高 "), "the text's bounds"
    history = page[page.index("办理记录") :]
    assert "审核中拟定金额" in history and "400,000" not in history and "示例纪要9号" not in history
    assert "核定金额" not in page
    claim.refresh_from_db()
    road.approve(claim=claim, reason=road.NOT_TWICE, by=actor_of(reviewer))
    road.work_off()
    page = own.get(address("claim", claim)).content.decode()
    assert "¥400,000.00" in page[page.index("办理记录") :] and "示例纪要9号" in page
    assert "金额试算" not in page


def test_who_has_submitted_reads_what_it_comes_to_who_leads_and_that_no_term_is_published(
    mine, company, applicant, reviewer, ready
) -> None:
    claim = road.submitted(company, applicant)
    page = mine.get(address("claim", claim)).content.decode()
    panel = page[page.index("金额试算") :]
    assert "¥300,000.00" in panel and "以核定通知书为准" in panel
    assert "市科技局（牵头，默认）、" in panel and panel.index("办理时限") < panel.index("未公布")


def test_who_has_submitted_what_will_not_be_paid_reads_that_and_why(mine, company, applicant, ready) -> None:
    claim = road.submitted(company, applicant)
    claim.applicant.tenancies.all().delete()
    page = mine.get(address("claim", claim)).content.decode()
    panel = page[page.index("金额试算") :]
    assert "按目前的内容不予兑付" in panel and "入驻" in panel[: panel.index("以核定通知书为准")]


def test_a_draft_looks_the_same_on_the_first_page_and_in_the_list(mine, company, applicant, ready) -> None:
    road.drafted(company, applicant)
    for page in ("/", address("claim_list")):
        assert 'class="badge badge-draft"' in mine.get(page).content.decode()


def test_what_is_refused_says_why(mine, company, applicant, reviewer, ready) -> None:
    from accounts.actor import actor_of
    from subsidies.claims import reviewing

    claim = road.accepted(company, applicant, reviewer)
    reviewing.refuse(claim=claim, reason="证书已被撤销", by=actor_of(reviewer))
    page = mine.get(address("claim", claim)).content.decode()
    assert "不予支持的理由" in page and "证书已被撤销" in page


def test_withdrawing_is_possible_until_it_is_accepted(mine, company, applicant, reviewer, ready) -> None:
    claim = road.submitted(company, applicant)
    mine.post(address("claim_withdraw", claim))
    claim.refresh_from_db()
    assert claim.state == "withdrawn"
    assert "不能撤回" in mine.post(address("claim_withdraw", claim), follow=True).content.decode()
    late = road.accepted(company, applicant, reviewer)
    assert "不能撤回" in mine.post(address("claim_withdraw", late), follow=True).content.decode()


def test_the_list_asks_the_database_no_more_for_more_claims(
    mine, company, applicant, ready, django_assert_max_num_queries
) -> None:
    for number in range(8):
        road.submitted(company, applicant, typed=road.answers(reference=f"GR{number}", recognition_no="1"))
    with django_assert_max_num_queries(16):
        mine.get(address("claim_list"))


def test_the_receipt_names_each_file_once_who_leads_which_papers_lack_and_whom_to_call(
    mine, company, applicant, changzhi
) -> None:
    from accounts.actor import actor_of
    from parks.models import ServiceWindow, Valley
    from subsidies.claims import claiming
    from tests.factories import ValleyFactory

    claim, by = road.drafted(company, applicant), actor_of(applicant)
    names = [str(row) for row in claim.scheme.guide.papers]
    for number in (0, 2):
        claiming.attach(claim=claim, paper=number, label=names[number], upload=picture(), by=by)
    claiming.submit(claim=claim, by=by)
    page = mine.get(address("claim_receipt", claim)).content.decode()
    sha256 = claim.evidence.first().file.sha256
    assert page.count(sha256) == 1 and f"{names[0]}、{names[2]}，" in page and "共 1 个文件" in page
    assert (
        f"未提交的材料：{names[1]}" in page
        and f"未提交的材料：{names[1]}" in mine.get(address("claim", claim)).content.decode()
    )
    assert "市科技局牵头，默认" in page
    for label in ("办理时限", "咨询电话"):
        row = page[page.index(f"<dt>{label}</dt>") :]
        assert "未公布" in row[: row.index("</div>")]
    valley = Valley.objects.filter(city=changzhi).first() or ValleyFactory(city=changzhi)
    ServiceWindow.objects.create(valley=valley, name="一站式服务窗口", telephone="0355-2000000")
    page = mine.get(address("claim_receipt", claim)).content.decode()
    row = page[page.index("<dt>咨询电话</dt>") :]
    assert "0355-2000000" in row[: row.index("</div>")] and "未公布" not in row[: row.index("</div>")]


def test_the_list_says_of_its_days_whether_that_was_saved_or_handed_in(mine, company, applicant) -> None:
    road.drafted(company, applicant, **road.RENT)
    road.submitted(company, applicant)
    page = mine.get(address("claim_list")).content.decode()
    days = [cell.partition("<")[0].split()[-1] for cell in page.split('data-label="日期" class="nowrap">')[1:]]
    assert sorted(days) == ["保存", "提交"]


def test_the_claimed_months_are_said_once_before_and_after_submitting(mine, company, applicant) -> None:
    draft = road.drafted(company, applicant, **road.RENT)
    pages = [mine.get(address("claim_preview", draft)).content.decode()]
    from accounts.actor import actor_of
    from subsidies.claims import claiming

    claiming.submit(claim=draft, by=actor_of(applicant))
    pages += [mine.get(address(name, draft)).content.decode() for name in ("claim", "claim_receipt")]
    for page in pages:
        main = page[page.index("<main") :]
        assert main.count("2025年1月至12月") == 1, main
        for label in ("申报期间的最后一天", "申报的起始月份</dt>", "申报的截止月份</dt>"):
            told = main.split("所用的申报内容")[0]
            assert label not in told, label
