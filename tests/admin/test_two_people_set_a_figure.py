"""A figure that the text left open: one person enters it, another releases it, and claims that waited are reckoned."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, transaction
from django.urls import reverse

from accounts.actor import Role, actor_of
from core.models import AuditEntry
from core.values.verdict import Refused
from subsidies.awards.models import Award
from subsidies.catalogue import releasing
from subsidies.catalogue.models import Edition, ParameterValue, PolicyDocument
from subsidies.catalogue.releasing import Entered, Source
from subsidies.claims.models import Claim
from tests import road
from tests.factories import ApplicantFactory, applicant_of

pytestmark = pytest.mark.django_db
RATE = ("CZ-08", "rate", "")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
VOUCHER = {"scheme": "CZ-08", "typed": road.answers(reference="CXQ-1", small_tech_company="true", service_cost="80000")}


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("长科发3号.pdf", PDF, "application/pdf")


def source(**other: Any) -> Source:
    said: dict[str, Any] = {
        "kind": "parameter", "number": "长科发〔2026〕3号", "dated": date(2026, 1, 5), "holds_from": date(2026, 1, 1),
    }  # fmt: skip
    return Source(**(said | other))


@pytest.fixture
def document(policies: None) -> PolicyDocument:
    return PolicyDocument.objects.get(city__key="changzhi")


@pytest.fixture
def entered(document: PolicyDocument, policy_editor: Any) -> Edition:
    """30% for innovation vouchers, to be released."""
    return releasing.enter(
        document=document, source=source(), values=[Entered(RATE, "30%")], upload=upload(), by=actor_of(policy_editor)
    )


def test_what_is_entered_holds_only_after_release(
    entered: Edition, policy_releaser: Any, company: Any, applicant: Any, reviewer: Any
) -> None:
    claim = road.accepted(road.resident(company), applicant, reviewer, **VOUCHER)
    from subsidies.cases.deciding import decide

    assert decide(claim.case()).outcome == "needs_parameter"
    releasing.release(edition=entered, by=actor_of(policy_releaser))
    assert decide(claim.case()).amount == 24_000_00


def test_the_one_who_entered_it_cannot_release_it(entered: Edition, policy_editor: Any, changzhi: Any) -> None:
    from tests.factories import DepartmentMembershipFactory

    office = policy_editor.departmentmemberships.get().department
    DepartmentMembershipFactory(user=policy_editor, department=office, role=Role.POLICY_RELEASER)
    with pytest.raises(Refused, match="另一人复核"):
        releasing.release(edition=entered, by=actor_of(policy_editor))
    entered.refresh_from_db()
    assert entered.state == "draft"


@pytest.mark.parametrize("who", ["policy_editor", "reviewer", "official", "administrator", "reviewer_elsewhere"])
def test_others_cannot_release_it(who: str, entered: Edition, client_of: Any, request: Any) -> None:
    person = request.getfixturevalue(who)
    answer = client_of(person).post(reverse("admin:catalogue_edition_release", args=[entered.pk]))
    assert answer.status_code in (403, 404, 409)
    entered.refresh_from_db()
    assert entered.state == "draft"


@pytest.mark.parametrize("who", ["policy_releaser", "reviewer", "operator", "administrator", "applicant"])
def test_others_cannot_enter_one(who: str, document: PolicyDocument, client_of: Any, request: Any) -> None:
    person = request.getfixturevalue(who)
    answer = client_of(person).post(reverse("admin:catalogue_edition_enter"), {"value-CZ-08:rate:": "0.3"})
    assert answer.status_code in (403, 404)
    assert not ParameterValue.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [("150%", "100%"), ("-1", "不正确"), ("abc", "不正确"), ("1/0", "不正确"), ("", "请填写"), ("0.1234567", "不正确")],
)
def test_a_value_that_cannot_be_is_refused(
    typed: str, words: str, document: PolicyDocument, policy_editor: Any
) -> None:
    with pytest.raises(Refused, match=words):
        releasing.enter(
            document=document, source=source(), values=[Entered(RATE, typed)], upload=upload(),
            by=actor_of(policy_editor),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"dated": date(2999, 1, 1)}, "今天或以前"), ({"holds_from": date(2001, 1, 1)}, "有效期内"),
        ({"number": " "}, "文号"), ({"kind": "original"}, "类别"),
    ],
)  # fmt: skip
def test_a_source_that_cannot_be_is_refused(
    other: dict[str, Any], words: str, document: PolicyDocument, policy_editor: Any
) -> None:
    with pytest.raises(Refused, match=words):
        releasing.enter(
            document=document, source=source(**other), values=[Entered(RATE, "0.3")], upload=upload(),
            by=actor_of(policy_editor),
        )  # fmt: skip


def test_a_figure_of_another_citys_document_is_refused(document: PolicyDocument, policy_editor: Any) -> None:
    with pytest.raises(Refused, match="不属于"):
        releasing.enter(
            document=document, source=source(), values=[Entered(("JC-16", "rate", ""), "0.1")], upload=upload(),
            by=actor_of(policy_editor),
        )  # fmt: skip


def test_released_edition_is_never_changed(entered: Edition, policy_releaser: Any) -> None:
    by = actor_of(policy_releaser)
    releasing.release(edition=entered, by=by)
    for verb in (
        lambda: releasing.release(edition=entered, by=by),
        lambda: releasing.reject(edition=entered, reason="x", by=by),
    ):
        with pytest.raises(Refused, match="已经办结"):
            verb()


def test_the_database_takes_no_value_into_a_released_edition(
    entered: Edition, document: PolicyDocument, policy_editor: Any, policy_releaser: Any
) -> None:
    """Not even past the verbs: not a new one, not one moved there, not another figure, and none goes."""
    draft = releasing.enter(
        document=document, source=source(), values=[Entered(("CZ-04A", "award", "1"), "400000")], upload=upload(),
        by=actor_of(policy_editor),
    )  # fmt: skip
    releasing.release(edition=entered, by=actor_of(policy_releaser))
    new = ParameterValue(edition=entered, scheme_code="CZ-04A", name="award", key="1", value="900000")
    own, other = entered.values.all(), draft.values.all()
    for change in (
        lambda: new.save(force_insert=True), lambda: other.update(edition=entered), lambda: own.update(edition=draft),
        lambda: own.update(value="0.9"), own.delete,
    ):  # fmt: skip
        with pytest.raises(InternalError, match="settled edition"), transaction.atomic():
            change()
    assert [row.value for row in entered.values.all()] == ["0.3"]
    assert other.update(value="500000") == 1 and other.delete()[0] == 1


def test_both_steps_leave_their_entry(entered: Edition, policy_releaser: Any) -> None:
    releasing.release(edition=entered, by=actor_of(policy_releaser))
    entries = AuditEntry.objects.filter(subject_type="edition", subject_id=str(entered.pk)).order_by("pk")
    assert [row.action for row in entries] == ["enter_edition", "release_edition"]
    assert entries[1].detail == {"CZ-08:rate:": "0.3"}


def test_pages_lead_from_entry_to_release_to_reckoning(
    document: PolicyDocument, policy_editor: Any, policy_releaser: Any, reviewer: Any, company: Any, applicant: Any,
    client_of: Any,
) -> None:  # fmt: skip
    claim = road.approved(road.resident(company), applicant, reviewer, **VOUCHER)
    road.work_off()
    claim.refresh_from_db()
    assert claim.state == "waiting_parameter"
    typed = {
        "document": document.pk, "kind": "parameter", "number": "长科发〔2026〕3号", "dated": "2026-01-05",
        "holds_from": "2026-01-01", "value-CZ-08:rate:": "30%", "file": upload(),
    }  # fmt: skip
    answer = client_of(policy_editor).post(reverse("admin:catalogue_edition_enter"), typed)
    edition = Edition.objects.get(state="draft")
    assert answer.status_code == 302
    page = reverse("admin:catalogue_edition_change", args=[edition.pk])
    assert "只有本市的政策发布人员可以发布" in client_of(policy_editor).get(page).content.decode()
    assert "30%" in client_of(policy_releaser).get(page).content.decode()
    client_of(policy_releaser).post(reverse("admin:catalogue_edition_release", args=[edition.pk]))
    waiting = reverse("admin:claims_claim_waiting")
    assert "¥24,000.00" in client_of(reviewer).get(waiting).content.decode()
    told = client_of(reviewer).post(waiting, {"claim": [claim.pk]}).content.decode()
    assert "已办" in told and str(claim.number) in told
    road.work_off("awards.reckon")
    assert Award.objects.get().amount_fen == 24_000_00
    assert Award.objects.get().figures[0]["source_number"] == "长科发〔2026〕3号"


def test_refused_entry_keeps_what_was_typed(document: PolicyDocument, policy_editor: Any, client_of: Any) -> None:
    typed = {
        "document": document.pk, "kind": "parameter", "number": "长科发〔2026〕3号", "dated": "2026-01-05",
        "holds_from": "2026-01-01", "value-CZ-08:rate:": "150%", "file": upload(),
    }  # fmt: skip
    answer = client_of(policy_editor).post(reverse("admin:catalogue_edition_enter"), typed)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert "没有保存" in text and "150%" in text and "长科发〔2026〕3号" in text
    assert not Edition.objects.filter(state="draft").exists()


def test_bulk_reckoning_passes_over_claims_of_another_city(
    policies: None,
    company_elsewhere: Any,
    applicant_elsewhere: Any,
    reviewer_elsewhere: Any,
    reviewer: Any,
    client_of: Any,
) -> None:
    claim = road.submitted(
        road.resident(company_elsewhere), applicant_elsewhere, scheme="JC-18",
        typed=road.answers(reference="DB-1", small_tech_company="true", guarantee_fee="10000"),
    )  # fmt: skip
    Claim.objects.filter(pk=claim.pk).update(state="waiting_parameter")
    told = client_of(reviewer).post(reverse("admin:claims_claim_waiting"), {"claim": [claim.pk, "x", "9" * 30]})
    assert told.status_code == 200
    assert str(claim.number) not in told.content.decode()
    claim.refresh_from_db()
    assert claim.state == "waiting_parameter"


def test_superseding_figure_counts_from_its_day_and_old_awards_stay(
    document: PolicyDocument, policy_editor: Any, policy_releaser: Any, company: Any, applicant: Any, reviewer: Any
) -> None:
    from subsidies.awards.replaying import replay, stored

    road.resident(company)
    road.awarded(company, applicant, reviewer)
    edition = releasing.enter(
        document=document, source=source(kind="superior", holds_from=date(2026, 6, 1)),
        values=[Entered(("CZ-04A", "award", "1"), "400000")], upload=upload(), by=actor_of(policy_editor),
    )  # fmt: skip
    releasing.release(edition=edition, by=actor_of(policy_releaser))
    early = road.answers(on="2026-05-31", reference="GR202614000002", recognition_no="1")
    late = road.answers(on="2026-06-01", reference="GR202614000003", recognition_no="1")
    for typed in (early, late):
        another = road.resident(ApplicantFactory(city=company.city))
        road.awarded(another, applicant_of(another), reviewer, typed=typed)
    assert list(Award.objects.order_by("pk").values_list("amount_fen", flat=True)) == [
        300_000_00, 300_000_00, 400_000_00,
    ]  # fmt: skip
    assert replay(stored()).differences == []


def test_the_linters_findings_are_shown_to_policy_people_of_the_city(
    policies: None, policy_editor: Any, operator: Any, client_of: Any
) -> None:
    page = reverse("admin:catalogue_policydocument_lint")
    text = client_of(policy_editor).get(page).content.decode()
    assert "CZ-08 科技创新券，changzhi-2024-15.yaml 第" in text and "条文未定" in text
    assert "JC-16" not in text
    assert client_of(operator).get(page).status_code == 403


def found_on_the_page(client: Any, scheme: str) -> list[str]:
    text = client.get(reverse("admin:catalogue_policydocument_lint")).content.decode()
    return [row for row in text.split("<tr>") if f"{scheme} " in row and "文件没有写明" in row]


def test_the_page_of_findings_says_which_edition_set_an_open_rate(
    entered: Edition, policy_editor: Any, policy_releaser: Any, client_of: Any
) -> None:
    client = client_of(policy_editor)
    (before,) = found_on_the_page(client, "CZ-08")
    assert "条文未定" in before and "已由" not in before
    releasing.release(edition=entered, by=actor_of(policy_releaser))
    (after,) = found_on_the_page(client, "CZ-08")
    assert "已确定" in after and "无须处理" in after
    assert f"已由长科发〔2026〕3号（第{entered.number}版，2026年1月1日起适用）确定" in after


def test_the_page_of_findings_says_for_which_classes_a_rate_is_still_open(
    document: PolicyDocument, policy_editor: Any, policy_releaser: Any, client_of: Any
) -> None:
    values = [Entered(("CZ-P03", "rate", "national"), "10%")]
    edition = releasing.enter(
        document=document, source=source(), values=values, upload=upload(), by=actor_of(policy_editor)
    )
    releasing.release(edition=edition, by=actor_of(policy_releaser))
    (row,) = found_on_the_page(client_of(policy_editor), "CZ-P03")
    assert "部分确定" in row and "国家已由长科发〔2026〕3号" in row and "省、市待规定它的文件公布后" in row
