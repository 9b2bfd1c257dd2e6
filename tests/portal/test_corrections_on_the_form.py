"""The applicant sees each mark where it belongs, and what it has changed before it hands in again."""

import re

import pytest

from accounts.actor import actor_of
from subsidies.claims import claiming, reviewing
from subsidies.claims.corrections.marking import Marked
from subsidies.claims.models import Claim
from tests import road
from tests.pages import HIGH_TECH, address, form_of, picture

pytestmark = pytest.mark.django_db
CERTIFICATE = "高新技术企业证书"
WRONG = (
    Marked("record", "所选的不是这次申报的事项"),
    Marked("recognition_no", "次数与证书不一致"),
    Marked("other_policy_amount", "金额与凭证不一致"),
    Marked(CERTIFICATE, "扫描不清晰"),
)


@pytest.fixture
def mine(client_of, applicant):
    return client_of(applicant)


@pytest.fixture
def claim(changzhi, company, applicant, intake) -> Claim:
    road.policies_loaded()
    claim = road.submitted(company, applicant)
    return reviewing.return_for_correction(claim=claim, reason="", by=actor_of(intake), marks=WRONG)


def shown(answer) -> str:
    return answer.content.decode()


def test_every_mark_stands_at_its_place_and_the_list_on_top_leads_there(mine, claim) -> None:
    page = shown(mine.get(address("claim_edit", claim)))
    top, _, form = page.partition('<form class="form claim-form"')
    for place, said in (
        ("id_record_marked", WRONG[0].said), ("id_fact_recognition_no_marked", WRONG[1].said),
        ("id_other_policy_amount_marked", WRONG[2].said),
    ):  # fmt: skip
        assert f'href="{address("claim_edit", claim)}#{place}"' in top
        assert said in form.partition(f'id="{place}"')[2][:600]
    assert f'href="{address("claim_edit", claim)}#paper-0"' in top
    assert WRONG[3].said in form.partition('id="paper-0"')[2].partition('id="paper-1"')[0]
    assert re.search(r'name="other_policy_amount"[^>]*aria-describedby="id_other_policy_amount_marked ', form)


def test_a_mark_stays_where_script_draws_its_place_anew(mine, claim) -> None:
    again = shown(mine.post(address("claim_reckon", claim), form_of(claim, **HIGH_TECH)))
    assert WRONG[1].said in again
    row = shown(mine.post(address("evidence_add", claim), {"paper": 0, "files": picture()}))
    assert WRONG[3].said in row


def test_before_it_is_handed_in_again_the_page_says_what_changed_and_what_did_not(mine, claim, applicant) -> None:
    claiming.attach(claim=claim, paper=0, label=CERTIFICATE, upload=picture(), by=actor_of(applicant))
    part = shown(mine.get(address("claim_preview", claim))).partition('id="correction"')[2].partition("</section>")[0]
    assert "标出的地方还有没改动的" in part
    assert part.count("已改动</span>") == 1 and part.count("没有改动</span>") == 3
    assert "证书.png（校验值" in part
    mine.post(address("claim_submit", claim), form_of(claim))
    claim.refresh_from_db()
    assert claim.state == "submitted"


def test_the_claims_page_lists_the_marks_with_the_estimate_as_saved(mine, claim) -> None:
    page = shown(mine.get(address("claim", claim)))
    assert "标出的补正" in page and f"{address('claim_edit', claim)}#paper-0" in page
    assert "金额试算" in page and "按现在保存的内容计算" in page


def test_a_claim_that_was_never_sent_back_has_no_word_of_it(mine, changzhi, company, applicant) -> None:
    road.policies_loaded()
    draft = road.drafted(company, applicant)
    for name in ("claim_edit", "claim_preview", "claim"):
        page = shown(mine.get(address(name, draft)))
        assert not [words for words in ("标出的补正", "请补正这一处", "补正了什么") if words in page]
