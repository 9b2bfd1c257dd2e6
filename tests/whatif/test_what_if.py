"""What a change would cost: gains and losses as reckoned one by one, nothing stored but the preview."""

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from accounts.actor import Role, actor_of
from core import outbox
from core.models import OutboxMessage
from core.values.verdict import Refused
from subsidies.awards.models import Award
from subsidies.catalogue.in_force import Figure
from subsidies.catalogue.models import Edition, PolicyDocument
from subsidies.claims.models import Claim
from subsidies.grants.models import CapGrant
from subsidies.policies import library
from subsidies.rules.many.building import column_number
from subsidies.whatif.estimates import estimates
from subsidies.whatif.models import Preview
from subsidies.whatif.previewing import GIVEN_UP, MOST_WAITING, Progress, request_preview
from tests import road
from tests.factories import RecognitionFactory

pytestmark = pytest.mark.django_db
DAY = date(2025, 1, 1)
FIRST_AWARD = Figure("CZ-04A", "award", "1", "400000", DAY, 0, "试算")
RATE = Figure("CZ-08", "rate", "", "0.3", DAY, 0, "试算")
LOAN = {
    "scheme": "CZ-16", "typed": road.answers(
        on="2025-12-31", reference="借1", loan_kind="startup", interest_paid="200000", principal="5000000"
    ),
}  # fmt: skip


@pytest.fixture
def document(policies: None) -> PolicyDocument:
    return PolicyDocument.objects.get(city__key="changzhi")


def tried(document: PolicyDocument, person: Any, *changes: Figure) -> Preview:
    """A preview, reckoned as a worker would."""
    preview = request_preview(document=document, changes=changes, title="试", by=actor_of(person))
    road.work_off("whatif.preview")
    preview.refresh_from_db()
    return preview


def totals(preview: Preview, table: str) -> dict[str, tuple[int, int]]:
    """Fen before and after by line."""
    assert preview.result is not None
    return {row[0]: (row[4], row[5]) for row in preview.result["tables"][table]}


def test_past_and_pending_claims_gain(
    document: PolicyDocument, company: Any, applicant: Any, other_company: Any, other_applicant: Any, reviewer: Any,
    policy_editor: Any,
) -> None:  # fmt: skip
    road.awarded(road.resident(company), applicant, reviewer)
    typed = road.answers(reference="GR202614000009", recognition_no="1")
    road.submitted(road.resident(other_company), other_applicant, typed=typed)
    preview = tried(document, policy_editor, FIRST_AWARD)
    assert totals(preview, "kind") == {"已核定": (300_000_00, 400_000_00), "办理中": (300_000_00, 400_000_00)}
    assert totals(preview, "year") == {"2026年": (600_000_00, 800_000_00)}
    before, after = (sum(row[n] for row in totals(preview, "payer").values()) for n in (0, 1))
    assert (before, after) == (600_000_00, 800_000_00)
    assert {row[2] for row in preview.rows} == {company.name, other_company.name}


def test_nothing_but_the_preview_is_stored(
    document: PolicyDocument, company: Any, applicant: Any, reviewer: Any, policy_editor: Any
) -> None:
    road.awarded(road.resident(company), applicant, reviewer)
    before = [list(model.objects.order_by("pk").values()) for model in (Award, Claim, Edition, CapGrant)]
    tried(document, policy_editor, FIRST_AWARD)
    assert [list(model.objects.order_by("pk").values()) for model in (Award, Claim, Edition, CapGrant)] == before


def test_matters_before_the_day_stay(
    document: PolicyDocument, company: Any, applicant: Any, reviewer: Any, policy_editor: Any
) -> None:
    road.awarded(road.resident(company), applicant, reviewer)
    late = Figure("CZ-04A", "award", "1", "400000", date(2026, 6, 1), 0, "试算")
    assert tried(document, policy_editor, late).rows == []


def test_a_figure_that_was_open_turns_waiting_into_money(
    document: PolicyDocument, company: Any, applicant: Any, policy_editor: Any
) -> None:
    typed = road.answers(reference="CXQ-1", small_tech_company="true", service_cost="80000")
    road.submitted(road.resident(company), applicant, scheme="CZ-08", typed=typed)
    assert totals(tried(document, policy_editor, RATE), "kind") == {"办理中": (0, 24_000_00)}


def test_rent_goes_on_until_the_policy_ends(
    document: PolicyDocument, company: Any, applicant: Any, reviewer: Any, policy_editor: Any
) -> None:
    road.awarded(road.resident(company), applicant, reviewer, **road.RENT)
    rate = Figure("CZ-12", "early_rate", "workshop", "12", DAY, 0, "试算")
    preview = tried(document, policy_editor, rate)
    assert totals(preview, "year") == {
        "2025年": (120_000_00, 144_000_00), "2026年": (120_000_00, 144_000_00), "2027年": (120_000_00, 144_000_00),
        "2028年": (60_000_00, 60_000_00), "2029年": (50_000_00, 50_000_00),
    }  # fmt: skip


def test_a_cap_is_counted_along_in_both_worlds(
    document: PolicyDocument, company: Any, applicant: Any, policy_editor: Any
) -> None:
    """CZ-16: half the interest, at most 3% of the principal, 200,000 yuan in all; three loans reach the cap."""
    road.resident(company)
    scheme_answers = {**LOAN["typed"]["facts"]}
    scheme_answers["loan_kind"] = next(iter(library().schemes["CZ-16"].facts["loan_kind"].values))
    for number in range(3):
        typed = {**LOAN["typed"], "reference": f"借{number}号", "facts": scheme_answers}
        road.submitted(company, applicant, scheme="CZ-16", typed=typed)
    higher = Figure("CZ-16", "cap", "", "300000", DAY, 0, "试算")
    assert totals(tried(document, policy_editor, higher), "scheme") == {
        "CZ-16 科技金融贷款贴息": (200_000_00, 300_000_00)
    }


@pytest.mark.parametrize("who", ["reviewer", "intake", "operator", "provincial_official", "policy_editor_elsewhere"])
def test_others_cannot_ask(who: str, document: PolicyDocument, client_of: Any, request: Any, jincheng: Any) -> None:
    from tests.factories import office_user

    elsewhere = who == "policy_editor_elsewhere"
    person = office_user(Role.POLICY_EDITOR, jincheng) if elsewhere else request.getfixturevalue(who)
    typed = {"document": document.pk, "holds_from": "2026-01-01", "value-CZ-08:rate:": "0.3"}
    assert client_of(person).post(reverse("admin:whatif_preview_ask"), typed).status_code in (403, 404)
    assert not Preview.objects.exists()


def test_a_figure_of_another_document_is_refused(document: PolicyDocument, policy_editor: Any) -> None:
    other = Figure("JC-16", "rate", "", "0.1", DAY, 0, "试算")
    with pytest.raises(Refused, match="不属于"):
        request_preview(document=document, changes=[other], title="试", by=actor_of(policy_editor))


def test_page_asks_shows_progress_answers_and_hands_out_the_list(
    document: PolicyDocument, company: Any, applicant: Any, reviewer: Any, treasurer: Any, client_of: Any
) -> None:
    RecognitionFactory(applicant=company, certificate_no=road.CERTIFICATE)
    road.awarded(road.resident(company), applicant, reviewer)
    client = client_of(treasurer)
    typed = {"document": document.pk, "holds_from": "2026-01-01", "value-CZ-04A:award:1": "400000"}
    page = client.post(reverse("admin:whatif_preview_ask"), typed).url
    assert "等待后台执行" in client.get(page).content.decode()
    road.work_off("whatif.preview")
    text = client.get(page).content.decode()
    assert "增加 ¥100,000.00" in text and company.name in text
    preview = Preview.objects.get()
    sheet = client.get(reverse("admin:whatif_preview_sheet", args=[preview.pk, "csv"])).content.decode()
    assert "100000.00" in sheet and company.uscc in sheet
    taken = client.get(reverse("admin:whatif_preview_sheet", args=[preview.pk, "xlsx"])).content
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken))
    assert book.sheet_names == ["增减明细", "测算步骤"]
    head, *steps = book.get_sheet_by_name("测算步骤").to_python()
    number = Claim.objects.get().number
    assert head[:6] == ["申报编号", "申请人", "事项", "年度", "步骤", "内容"]
    assert {tuple(row[:4]) for row in steps} == {(number, company.name, "CZ-04A", 2026)}
    assert [row[4] for row in steps] == list(range(1, len(steps) + 1))
    assert [row[-1] for row in steps].count("400,000.00 元") >= 1
    assert all(row[7] for row in steps), "each step names its article and rule"


def test_each_changed_sum_is_explained_by_steps_that_come_to_it(
    document: PolicyDocument, company: Any, applicant: Any, reviewer: Any, policy_editor: Any
) -> None:
    road.awarded(road.resident(company), applicant, reviewer)
    (row,) = tried(document, policy_editor, FIRST_AWARD).rows
    (*_, after), steps = row[:8], row[8]
    assert after == 400_000_00 and any(figure == "400000.00 元" for *_, figure in steps)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("policy_editor", False), ("policy_releaser", False), ("treasurer", True), ("official", True),
        ("administrator", True),
    ],
)  # fmt: skip
def test_the_list_is_for_those_who_may_read_claims_and_the_totals_for_all_who_ask(
    who: str, sees: bool, document: PolicyDocument, company: Any, applicant: Any, reviewer: Any, policy_editor: Any,
    client_of: Any, request: Any,
) -> None:  # fmt: skip
    claim = road.awarded(road.resident(company), applicant, reviewer)
    preview = tried(document, policy_editor, FIRST_AWARD)
    client = client_of(request.getfixturevalue(who))
    claims = client.get(reverse("admin:claims_claim_changelist"))
    assert (claims.status_code == 200) == sees, "the list is no wider than the claims themselves"
    text = client.get(reverse("admin:whatif_preview_change", args=[preview.pk])).content.decode()
    assert "增加 ¥100,000.00" in text
    assert [word in text for word in (company.name, str(claim.number), "下载 Excel 明细")] == [sees] * 3
    assert ("只供办理申报的人员查看" in text) != sees
    for kind in ("csv", "xlsx"):
        sheet = client.get(reverse("admin:whatif_preview_sheet", args=[preview.pk, kind]))
        assert sheet.status_code == (200 if sees else 403)


def test_a_preview_that_cannot_be_reckoned_is_given_up_and_blocks_nobody(
    document: PolicyDocument, policy_editor: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def asked() -> Preview:
        return request_preview(document=document, changes=[FIRST_AWARD], title="试", by=actor_of(policy_editor))

    previews = [asked() for _ in range(MOST_WAITING)]
    with pytest.raises(Refused, match="请等其中一项完成"):
        asked()
    with monkeypatch.context() as broken:
        broken.setattr("subsidies.whatif.previewing.cases_of", lambda *_: {}["没有这一项"])
        for _ in range(settings.OUTBOX_MAX_ATTEMPTS + 1):
            road.work_off("whatif.preview")
    assert set(Preview.objects.values_list("state", flat=True)) == {"failed"}
    page = reverse("admin:whatif_preview_change", args=[previews[0].pk])
    text = client_of(policy_editor).get(page).content.decode()
    assert GIVEN_UP in text and "等待后台执行" not in text
    asked()


def test_a_preview_given_up_is_reckoned_when_its_work_is_opened_again(
    document: PolicyDocument, policy_editor: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    preview = request_preview(document=document, changes=[FIRST_AWARD], title="试", by=actor_of(policy_editor))
    with monkeypatch.context() as broken:
        broken.setattr("subsidies.whatif.previewing.cases_of", lambda *_: {}["没有这一项"])
        for _ in range(settings.OUTBOX_MAX_ATTEMPTS + 1):
            road.work_off("whatif.preview")
    outbox.release(OutboxMessage.objects.get())
    road.work_off("whatif.preview")
    preview.refresh_from_db()
    assert (preview.state, preview.error) == ("done", "") and preview.result


def test_refused_question_keeps_what_was_typed(document: PolicyDocument, policy_editor: Any, client_of: Any) -> None:
    typed = {"document": document.pk, "holds_from": "2026-01-01", "value-CZ-08:rate:": "三成"}
    answer = client_of(policy_editor).post(reverse("admin:whatif_preview_ask"), typed)
    assert answer.status_code == 400
    assert "没有开始试算" in answer.content.decode() and "三成" in answer.content.decode()
    assert not OutboxMessage.objects.exists()


def test_progress_of_another_database_with_the_same_numbers_is_not_shown(
    document: PolicyDocument, policy_editor: Any
) -> None:
    """Caches outlive a database that is restored or made anew, and several portals may share one."""
    preview = request_preview(document=document, changes=[FIRST_AWARD], title="试", by=actor_of(policy_editor))
    namesake = Preview(pk=preview.pk, city_id=preview.city_id)
    Progress(namesake.public_id).tell("逐件试算", 7, 9)
    assert Progress(preview.public_id).read() == ("等待后台执行", 0, 0)


def open_money_facts() -> list[tuple[str, str]]:
    """Scheme and name of every fact in yuan that an edition sets."""
    found = [(scheme, fact) for scheme in library().schemes.values() for fact in scheme.facts.values()]
    return [(scheme.code, fact.name) for scheme, fact in found if fact.given_by == "parameter" and fact.type == "money"]


@pytest.mark.parametrize(("code", "name"), open_money_facts())
def test_sums_of_yuan_that_an_edition_sets_are_tried_as_yuan(code: str, name: str) -> None:
    assert column_number(library().schemes[code].facts[name], "2000") == 2000_00


def test_what_another_policy_gave_is_deducted_in_both_worlds(
    document: PolicyDocument, company: Any, applicant: Any, policy_editor: Any
) -> None:
    typed = road.answers(reference=road.CERTIFICATE, other="200000", recognition_no="1")
    claim = road.submitted(road.resident(company), applicant, typed=typed)
    preview = tried(document, policy_editor, FIRST_AWARD)
    assert totals(preview, "kind") == {"办理中": (100_000_00, 200_000_00)}
    assert estimates([claim]) == {claim.pk: "预计 ¥100,000.00"}


def test_a_matter_that_was_paid_gains_nothing(
    document: PolicyDocument, company: Any, applicant: Any, reviewer: Any, policy_editor: Any
) -> None:
    again = road.beside(road.awarded(road.resident(company), applicant, reviewer))
    preview = tried(document, policy_editor, FIRST_AWARD)
    assert totals(preview, "kind") == {"已核定": (300_000_00, 400_000_00), "办理中": (0, 0)}
    assert estimates([again]) == {again.pk: "预计不予兑付"}


def test_a_later_edition_outweighs_a_change_from_an_earlier_day(
    document: PolicyDocument, company: Any, applicant: Any, policy_editor: Any
) -> None:
    road.released(document.key, 8, "CZ-08", "rate", "", "0.5")
    typed = road.answers(reference="CXQ-1", small_tech_company="true", service_cost="80000")
    road.submitted(road.resident(company), applicant, scheme="CZ-08", typed=typed)
    earlier = Figure("CZ-08", "rate", "", "0.3", date(2024, 12, 1), 0, "试算")
    assert totals(tried(document, policy_editor, earlier), "kind") == {"办理中": (40_000_00, 40_000_00)}
    assert totals(tried(document, policy_editor, RATE), "kind") == {"办理中": (40_000_00, 24_000_00)}


def test_what_no_text_splits_stands_in_a_line_of_its_own(
    document: PolicyDocument, company: Any, applicant: Any, policy_editor: Any
) -> None:
    typed = road.answers(reference="CXQ-1", small_tech_company="true", service_cost="80000")
    road.submitted(road.resident(company), applicant, scheme="CZ-08", typed=typed)
    assert totals(tried(document, policy_editor, RATE), "payer") == {"文件未规定分担": (0, 24_000_00)}
