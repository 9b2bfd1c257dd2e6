"""Nobody fills the disk for all: files and bytes of one applicant, drafts, and the room that the disk keeps free."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import actor_of
from accounts.models import User
from core.files import quotas
from core.files.keeping import keep_upload
from core.values.verdict import Refused
from enterprises.models import Applicant
from subsidies.claims import claiming
from subsidies.claims.models import Claim
from subsidies.policies import library
from subsidies.rules import Scheme
from tests import road
from tests.core.files import uploads_for_tests as samples
from tests.factories import ApplicantMembershipFactory

pytestmark = pytest.mark.django_db
SIZE = len(samples.PDF)


def handed_in(by: User) -> None:
    keep_upload(SimpleUploadedFile("材料.pdf", samples.PDF), user_id=by.pk)


def test_the_files_of_one_applicant_are_counted_over_all_its_people(
    company: Applicant, applicant: User, other_applicant: User, reviewer: User, settings: Any
) -> None:
    settings.QUOTA_FILES = 2
    colleague = ApplicantMembershipFactory(applicant=company).user
    handed_in(applicant)
    handed_in(colleague)
    for one in (applicant, colleague):
        with pytest.raises(ValidationError, match="本单位上传的文件已达2份"):
            handed_in(one)
    handed_in(other_applicant)
    for _ in range(3):
        handed_in(reviewer)


def test_the_bytes_of_one_applicant_are_bounded_to_the_last(company: Applicant, applicant: User, settings: Any) -> None:
    settings.QUOTA_BYTES = 2 * SIZE
    handed_in(applicant)
    handed_in(applicant)
    with pytest.raises(ValidationError, match="放不下这一份"):
        handed_in(applicant)


def test_no_file_is_taken_that_would_leave_the_disk_no_room(applicant: User, settings: Any, monkeypatch) -> None:
    settings.DISK_KEPT_FREE = 1000
    monkeypatch.setattr(quotas, "free_bytes", lambda: 1000 + SIZE)
    handed_in(applicant)
    monkeypatch.setattr(quotas, "free_bytes", lambda: 999 + SIZE)
    with pytest.raises(ValidationError, match="存储空间不足"):
        handed_in(applicant)


def test_who_runs_the_portal_reads_that_the_disk_runs_low(client_of, operator: User, reviewer: User, settings) -> None:
    assert "存储空间不足" not in client_of(operator).get("/admin/").content.decode()
    settings.DISK_LOW = 10**18
    assert "存储空间不足" in client_of(operator).get("/admin/").content.decode()
    assert "存储空间不足" not in client_of(reviewer).get("/admin/").content.decode()


def scheme(code: str) -> Scheme:
    return library().schemes[code]


def test_open_drafts_are_bounded_and_the_one_that_is_there_is_found(
    company: Applicant, applicant: User, other_company: Applicant, other_applicant: User, settings: Any
) -> None:
    road.policies_loaded()
    settings.OPEN_DRAFTS = 1
    by = actor_of(applicant)
    first = claiming.start(scheme=scheme("CZ-12"), applicant=company, by=by)
    assert claiming.start(scheme=scheme("CZ-12"), applicant=company, by=by) == first
    with pytest.raises(Refused, match="未提交的草稿已有1份"):
        claiming.start(scheme=scheme("CZ-16"), applicant=company, by=by)
    claiming.start(scheme=scheme("CZ-16"), applicant=other_company, by=actor_of(other_applicant))
    claiming.withdraw(claim=first, by=by)
    claiming.start(scheme=scheme("CZ-16"), applicant=company, by=by)


def test_claims_are_not_begun_without_end(company: Applicant, applicant: User, client_of, monkeypatch) -> None:
    road.policies_loaded()
    monkeypatch.setattr("subsidies.portal.views.fetching.STARTS", 2)
    client = client_of(applicant)
    pages = [client.post(f"/schemes/{code}/start/")["Location"] for code in ("CZ-12", "CZ-16", "CZ-18")]
    assert pages[2] == "/schemes/CZ-18/"
    assert "开始得太频繁" in client.get(pages[2]).content.decode()
    assert Claim.objects.filter(applicant=company).count() == 2
