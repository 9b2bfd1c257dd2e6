"""The form: every word is kept as typed, errors stand beside their question, nothing is lost in two tabs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from subsidies.claims.models import Claim
from subsidies.policies import library
from tests import road
from tests.factories import ApplicantFactory, CityFactory, MarketListingFactory, RecognitionFactory, applicant_of
from tests.pages import HIGH_TECH, address, form_of

pytestmark = pytest.mark.django_db
UNRECORDED = {"on": "2026-03-31", "fact_recognition_no": "1"}  # with no certificate chosen


@pytest.fixture
def mine(client_of, applicant):
    return client_of(applicant)


def test_the_form_asks_for_the_facts_of_its_scheme(mine, draft) -> None:
    page = mine.get(address("claim_edit", draft)).content.decode()
    assert "发证日期" in page and "高新技术企业证书" in page and "第几次通过高新技术企业认定" in page
    assert 'name="fact_recognition_no"' in page


@pytest.mark.parametrize("code", sorted(library().schemes))
def test_every_scheme_has_a_form(client_of, ready, code) -> None:
    scheme = library().schemes[code]
    own = ApplicantFactory(city=CityFactory(**{scheme.policy.city: True}), kind=sorted(scheme.kinds)[0])
    mine = client_of(applicant_of(own))
    edit = mine.post(address("start", None, code)).url
    assert mine.get(edit).status_code == 200
    assert mine.get(f"{edit}?check=1").status_code == 200


def test_questions_that_one_paper_answers_stand_together(mine, ready) -> None:
    page = mine.get(mine.post(address("start", None, "CZ-12")).url).content.decode()
    places = [
        page.index(words)
        for words in (
            "租赁合同上的内容",
            'id="question-space"',
            'id="question-area_m2"',
            "申报内容",
            'id="question-first_month"',
        )
    ]
    assert places == sorted(places) and "年度考核结果上的内容" not in page


def test_a_matter_that_is_the_unit_itself_needs_no_record(mine, ready, company) -> None:
    edit = mine.post(address("start", None, "CZ-03")).url
    page = mine.get(edit).content.decode()
    assert company.uscc in page and "按本单位核对" in page
    assert 'name="reference"' not in page and 'name="record"' not in page


def test_what_was_typed_is_kept_as_typed(mine, draft) -> None:
    typed = {"on": "二〇二六年", "other_policy_amount": "  一 万 ", "fact_recognition_no": "一"}
    mine.post(address("claim_edit", draft), form_of(draft, **typed))
    draft.refresh_from_db()
    assert draft.answers["on"] == "二〇二六年" and draft.answers["other_policy_amount"] == "  一 万 "
    assert draft.answers["facts"] == {"recognition_no": "一"}
    page = mine.get(address("claim_edit", draft)).content.decode()
    assert "二〇二六年" in page and 'value="一"' in page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("on", "0001-01-01", "应是1900年至2100年之间的日期"),
        ("on", "2026-02-30", "应是1900年至2100年之间的日期"),
        ("fact_recognition_no", "1.5", "应写成不带小数的整数"),
        ("fact_recognition_no", "9" * 40, "应写成不带小数的整数"),
        ("fact_recognition_no", "-1", "应写成不带小数的整数"),
        ("other_policy_amount", "1e9", "金额应以元为单位"),
        ("other_policy_amount", "9" * 400, "金额应以元为单位"),
        ("record", "recognition:999999999", "请选择高新技术企业证书"),
        ("record", "recognition:" + "9" * 400, "请选择高新技术企业证书"),
        ("record", "platform:1", "请选择高新技术企业证书"),
        ("record", "\x00<script>", "请选择高新技术企业证书"),
    ],
)
def test_absurd_entries_get_a_sentence_beside_their_question(mine, draft, field, typed, sentence) -> None:
    mine.post(address("claim_edit", draft), form_of(draft, **{**UNRECORDED, field: typed}))
    page = mine.get(address("claim_edit", draft)).content.decode()
    assert sentence in page and 'class="error-summary"' in page
    assert mine.post(address("claim_submit", draft), form_of(draft)).url.endswith("?check=1")
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize("typed", ["\x00", "a" * 5000, "<script>alert(1)</script>", "' OR 1=1 --", "🙂"])
def test_hostile_texts_are_stored_or_cut_and_never_run(mine, draft, typed) -> None:
    assert mine.post(address("claim_edit", draft), form_of(draft, on=typed, record=typed)).status_code == 302
    page = mine.get(address("claim_edit", draft))
    assert page.status_code == 200 and "<script>alert" not in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("２０２６－０３－３１", "2026-03-31"),
        ("2026年3月31日", "2026-03-31"),
        ("2026/3/31", "2026-03-31"),
        ("20260331", "2026-03-31"),
    ],
)
def test_a_day_is_understood_however_it_is_written(mine, draft, typed, read) -> None:
    mine.post(address("claim_edit", draft), form_of(draft, **{**UNRECORDED, "on": typed}))
    draft.refresh_from_db()
    assert draft.case().day.isoformat() == read


def test_amounts_may_be_written_with_marks_and_full_width(mine, draft) -> None:
    typed = {**HIGH_TECH, "other_policy_amount": "￥１００，０００．００元"}
    answer = mine.post(address("claim_reckon", draft), form_of(draft, **typed)).content.decode()
    assert "¥200,000.00" in answer


def test_an_empty_form_is_told_all_that_is_wanted(mine, draft) -> None:
    answer = mine.post(address("claim_edit", draft), form_of(draft, action="preview"))
    page = mine.get(answer.url).content.decode()
    assert "请选择高新技术企业证书" in page and 'href="#id_record"' in page
    assert "请填写发证日期" not in page and "请填写第几次" not in page  # the certificate will say it


def test_an_untouched_draft_stays_untouched(mine, draft) -> None:
    mine.post(address("claim_edit", draft), form_of(draft, action="preview"))
    draft.refresh_from_db()
    assert draft.answers == {} and draft.version == 1


def test_which_recognition_it_is_stands_on_the_record_and_is_not_disputed(mine, draft, company) -> None:
    RecognitionFactory(applicant=company, certificate_no="GR202614000001", stated_sequence=2)
    mine.post(address("claim_edit", draft), form_of(draft, **{**HIGH_TECH, "fact_recognition_no": ""}))
    page = mine.get(address("claim_edit", draft)).content.decode()
    assert "已从记录读取" in page and "第2次" in page and "¥200,000.00" in page
    disputed = {**HIGH_TECH, "dispute_recognition_no": "on"}
    mine.post(address("claim_edit", draft), form_of(draft, **disputed))
    page = mine.get(address("claim_edit", draft)).content.decode()
    assert "¥200,000.00" in page and "dispute_recognition_no" not in page and "有误的，请更正这条记录" in page


def test_the_live_reckoning_writes_nothing(mine, draft) -> None:
    before, typed = Claim.objects.values().get(pk=draft.pk), form_of(draft, **HIGH_TECH)
    with CaptureQueriesContext(connection) as queries:
        answer = mine.post(address("claim_reckon", draft), typed)
    assert "¥300,000.00" in answer.content.decode()
    assert Claim.objects.values().get(pk=draft.pk) == before
    written = [row["sql"] for row in queries if row["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert written == []


def test_form_and_reckoning_ask_the_database_little(mine, draft, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(25):
        mine.get(address("claim_edit", draft))
    typed = form_of(draft, **HIGH_TECH)
    with django_assert_max_num_queries(18):
        mine.post(address("claim_reckon", draft), typed)


def test_the_live_reckoning_says_what_would_change_it(mine, ready) -> None:
    edit = mine.post(address("start", None, "CZ-12")).url
    claim = Claim.objects.get()
    typed = {
        "on": "2025-12-31", "reference": "合同1", "fact_space": "workshop", "fact_first_month": "2025-01",
        "fact_last_month": "2025-12", "fact_assessment_passed": "false",
    }  # fmt: skip
    page = mine.post(address("claim_reckon", claim), form_of(claim, **typed)).content.decode()
    assert "经考核达到年度运营目标后才给予补贴" in page
    typed |= {"fact_first_month": "2024-10", "fact_assessment_passed": "true"}
    page = mine.post(address("claim_reckon", claim), form_of(claim, **typed)).content.decode()
    assert "提交前还有" in page
    mine.post(edit, form_of(claim, **typed))
    assert "申报的起始月份早于首次享受补贴的租赁首月" in mine.get(edit).content.decode()


def test_only_a_question_that_stands_otherwise_on_the_page_is_sent_again(mine, ready) -> None:
    mine.post(address("start", None, "CZ-14"))
    claim = Claim.objects.get()
    drawn = mine.get(address("claim_edit", claim)).content.decode()
    assert '<div class="question is-moot" id="question-financed"' in drawn
    record = f"listing:{MarketListingFactory(applicant=claim.applicant, market='beijing', financed=None).pk}"
    stands = {"record": record, "dispute_market": "on", "fact_market": "shanxi_equity_exchange"}
    chosen = mine.post(address("claim_reckon", claim), form_of(claim, record=record)).content.decode()
    stands |= {f"shape_{name}": shape for name, shape in re.findall(r'name="shape_(\w+)" value="([^"]*)"', chosen)}
    first = mine.post(address("claim_reckon", claim), form_of(claim, **stands)).content.decode()
    assert '<div class="question" id="question-financed" hx-swap-oob="true"' in first
    assert 'id="question-market"' not in first
    stands["shape_financed"] = "asked"
    again = mine.post(address("claim_reckon", claim), form_of(claim, **stands)).content.decode()
    assert 'class="question' not in again and 'id="live-panel"' in again


def test_bounds_and_open_standards_are_shown_for_what_they_are(mine, ready) -> None:
    mine.post(address("start", None, "CZ-11"))
    claim = Claim.objects.get()
    typed = {
        "on": "2026-03-31", "reference": "一号楼", "fact_completed": "true", "fact_third_party_assessed": "true",
        "fact_area_m2": "100", "fact_assessed_cost": "150,000",
    }  # fmt: skip
    page = mine.post(address("claim_reckon", claim), form_of(claim, **typed)).content.decode()
    assert "最高 ¥75,000.00" in page and "核定限额" in page
    mine.post(address("start", None, "CZ-08"))
    voucher = Claim.objects.get(scheme_code="CZ-08")
    typed = {"on": "2026-03-31", "reference": "券1", "fact_small_tech_company": "true", "fact_service_cost": "5000"}
    page = mine.post(address("claim_reckon", voucher), form_of(voucher, **typed)).content.decode()
    assert "标准未公布" in page and "创新券资助比例：未公布" in page


def test_two_tabs_do_not_overwrite_each_other(mine, draft) -> None:
    old = form_of(draft, **HIGH_TECH)
    mine.post(address("claim_edit", draft), form_of(draft, **{**HIGH_TECH, "fact_recognition_no": "2"}))
    answer = mine.post(address("claim_edit", draft), old | {"fact_recognition_no": "3"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "已在别处保存过" in page and "别处已保存" in page and 'value="3"' in page
    draft.refresh_from_db()
    assert draft.answers["facts"] == {"recognition_no": "2"}
    mine.post(address("claim_edit", draft), form_of(draft, **{**HIGH_TECH, "fact_recognition_no": "3"}))
    draft.refresh_from_db()
    assert draft.answers["facts"] == {"recognition_no": "3"}


def test_what_is_typed_into_a_draft_that_was_given_up_meanwhile_is_told_to_be_lost(mine, draft) -> None:
    typed = form_of(draft, **HIGH_TECH)
    mine.post(address("claim_withdraw", draft))
    page = mine.post(address("claim_edit", draft), typed, follow=True).content.decode()
    assert "这份草稿已放弃" in page and "刚才填写的内容没有保存。" in page


def test_the_same_words_from_an_older_page_are_no_conflict(mine, draft) -> None:
    old = form_of(draft, **HIGH_TECH)
    mine.post(address("claim_edit", draft), old)
    assert mine.post(address("claim_edit", draft), old).status_code == 302


def test_the_silent_save_answers_with_version_and_time(mine, draft) -> None:
    answer = mine.post(address("claim_autosave", draft), form_of(draft, **HIGH_TECH)).json()
    assert answer["version"] == 2 and "已自动保存" in answer["saved"]
    stale = mine.post(address("claim_autosave", draft), {"version": 1, "on": "2026-05-01"})
    assert stale.status_code == 409 and "已在别处保存过" in stale.json()["sentence"]


def test_fields_that_are_no_questions_are_not_taken(mine, draft, company) -> None:
    extra = {
        "fact_decided_amount": "1", "fact_prior_awarded": "1", "state": "awarded", "decided": "1", "applicant": "1",
        "dispute_on": "on", "fact_": "x", "resident": "true",
    }  # fmt: skip
    mine.post(address("claim_edit", draft), form_of(draft, **HIGH_TECH, **extra))
    draft.refresh_from_db()
    assert draft.answers["facts"] == {"recognition_no": "1"} and draft.answers["disputed"] == []
    assert draft.state == "draft" and draft.decided == {} and draft.applicant == company


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 30, "１"])
def test_a_broken_version_is_a_conflict_and_no_fault(mine, draft, version) -> None:
    data = form_of(draft, **HIGH_TECH) | {"version": version}
    assert mine.post(address("claim_edit", draft), data).status_code == 409


def test_a_claim_that_is_handed_in_has_no_form(mine, company, applicant, ready) -> None:
    claim = road.submitted(company, applicant)
    assert mine.get(address("claim_edit", claim)).url == address("claim", claim)
    answer = mine.post(address("claim_autosave", claim), form_of(claim, **{**HIGH_TECH, "on": "2026-05-01"}))
    assert answer.status_code == 409
    claim.refresh_from_db()
    assert claim.answers["on"] == "2026-03-31"


def test_a_returned_claim_says_what_is_wanted_and_is_handed_in_anew(mine, company, applicant, intake, ready) -> None:
    from accounts.actor import actor_of
    from subsidies.claims import reviewing

    claim = road.submitted(company, applicant)
    number = claim.number
    reviewing.return_for_correction(claim=claim, reason="请上传证书彩色扫描件", by=actor_of(intake))
    assert "请上传证书彩色扫描件" in mine.get(address("claim_edit", claim)).content.decode()
    mine.post(address("claim_edit", claim), form_of(claim, **HIGH_TECH, other_policy_amount="1000"))
    mine.post(address("claim_submit", claim), form_of(claim))
    claim.refresh_from_db()
    assert claim.state == "submitted" and claim.number == number and claim.answers["other_policy_amount"] == "1000"
