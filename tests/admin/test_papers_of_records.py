"""The office adds a record's paper and finds what its applicant wants corrected; the trail has each paper's hash."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actor import actor_of
from accounts.models import User
from core import audit
from core.values.verdict import Refused
from enterprises.models import Applicant, ApplicantMembership
from enterprises.registers import certifying, correcting, entering
from enterprises.registers.register import Register, registers
from tests.core.files.uploads_for_tests import PDF
from tests.factories import RecognitionFactory
from tests.factories.registers import record_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def paper(name: str = "证书.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def address(record: Any, what: str = "paper") -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{what}", args=[record.pk])


def said(client: Client, record: Any, **files: Any) -> str:
    return str(client.post(address(record), files, follow=True).content.decode())


@pytest.fixture
def row(company: Applicant) -> Any:
    return RecognitionFactory(applicant=company)


@pytest.mark.parametrize("entry", registers().values(), ids=lambda entry: entry.name)
def test_every_register_takes_a_paper(entry: Register, company: Applicant, operator: User, client_of: ClientOf) -> None:
    record = record_of(entry, company, certified=False)
    assert "已保存依据材料" in said(client_of(operator), record, upload=paper())
    record.refresh_from_db()
    assert record.paper is not None and record.paper.sha256 == hashlib.sha256(PDF).hexdigest()
    assert b"".join(client_of(operator).get(f"/files/{record.paper_id}/").streaming_content) == PDF


def test_a_certified_record_is_certified_anew_by_somebody_else_and_the_trail_has_both_hashes(
    row: Any, operator: User, reviewer: User, client_of: ClientOf
) -> None:
    entering.attach(record=row, upload=paper("旧.pdf"), by=actor_of(operator))
    certifying.certify(record=row, by=actor_of(reviewer))
    other = PDF + b"%%"
    said(client_of(reviewer), row, upload=paper("新.pdf", other))
    row.refresh_from_db()
    assert (row.certified, row.entered_by, row.paper.name) == (False, reviewer, "新.pdf")
    with pytest.raises(Refused, match="填写人不能核验"):
        certifying.certify(record=row, by=actor_of(reviewer))
    entry = audit.history(row)[-1]
    (change,) = entry.detail["changes"]
    assert (entry.action, entry.actor_id, change["field"]) == ("change_record", reviewer.pk, "paper")
    assert hashlib.sha256(PDF).hexdigest() in change["was"] and hashlib.sha256(other).hexdigest() in change["is"]
    assert list(audit.verify_chain("changzhi")) == []
    page = client_of(operator).get(address(row, "history")).content.decode()
    assert "旧.pdf" in page and "新.pdf" in page


def test_what_is_no_paper_is_refused_with_a_sentence_and_changes_nothing(
    row: Any, operator: User, client_of: ClientOf
) -> None:
    office = client_of(operator)
    assert "请选择文件" in said(office, row)
    assert "已保存依据材料" not in said(office, row, upload=paper("证书.exe", b"MZ\x90\x00"))
    said(office, row, upload=paper())
    assert "这份文件已经在这里" in said(office, row, upload=paper())
    assert [entry.action for entry in audit.history(row)] == ["change_record"]


def test_only_those_who_enter_records_in_the_city_add_a_paper(
    row: Any, intake: User, official: User, operator: User, reviewer_elsewhere: User, applicant: User,
    client_of: ClientOf,
) -> None:  # fmt: skip
    asked = "<summary>上传材料</summary>"
    for user in (intake, official):
        assert "由本市的园区运营或审核人员登记" in said(client_of(user), row, upload=paper())
        assert asked not in client_of(user).get(address(row, "change")).content.decode()
    assert asked in client_of(operator).get(address(row, "change")).content.decode()
    for user in (reviewer_elsewhere, applicant):
        assert client_of(user).post(address(row), {"upload": paper()}).status_code == 404
    row.refresh_from_db()
    assert row.paper is None


def test_nobody_adds_a_paper_for_whom_they_act(row: Any, reviewer: User) -> None:
    ApplicantMembership.objects.create(user=reviewer, applicant=row.applicant)
    with pytest.raises(Refused, match="本人代办"):
        entering.attach(record=row, upload=paper(), by=actor_of(reviewer))


def test_the_page_leads_to_what_the_applicant_wants_corrected(
    row: Any, applicant: User, operator: User, client_of: ClientOf
) -> None:
    asked = correcting.propose(
        record=row, values={"certificate_no": "GR202614000999"}, reason="号码抄错。", by=actor_of(applicant),
        upload=paper("更正凭据.pdf"),
    )  # fmt: skip
    page = client_of(operator).get(address(row, "change")).content.decode()
    assert reverse("admin:enterprises_correction_change", args=[asked.pk]) in page
    assert "号码抄错。" in page and "更正凭据.pdf" in page and "待处理" in page
