"""Papers: taken in by content, shown with size and hash, read by nobody but those who see the claim."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from subsidies.claims.models import Evidence
from tests import road
from tests.pages import HIGH_TECH, address, form_of, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client_of, applicant):
    return client_of(applicant)


def _add(client, claim, *files, paper: object = 0):
    return client.post(address("evidence_add", claim), {"paper": paper, "files": list(files)})


def test_files_come_with_the_form_and_the_words_are_saved_too(mine, draft) -> None:
    data = form_of(draft, action="upload", **HIGH_TECH) | {"paper_0": [picture("一.png"), picture("二.png", "red")]}
    assert mine.post(address("claim_edit", draft), data).url.endswith("#papers")
    draft.refresh_from_db()
    assert draft.evidence.count() == 2 and draft.answers["record"].startswith("recognition:")


def test_a_file_sent_by_script_comes_back_as_its_row(mine, draft) -> None:
    page = _add(mine, draft, picture()).content.decode()
    row = Evidence.objects.get()
    assert "证书.png" in page and row.file.sha256 in page and 'id="paper-0"' in page


def test_the_same_file_twice_is_kept_once(mine, draft) -> None:
    for _ in range(2):
        _add(mine, draft, picture())
    assert draft.evidence.count() == 1


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("合同.exe", b"MZ"), "不接收"),
        (SimpleUploadedFile("图.png", b"<svg onload=alert(1)>"), "没有收下"),
        (SimpleUploadedFile("空.pdf", b""), "没有收下"),
        (SimpleUploadedFile("a.html.pdf", b"<html>"), "没有收下"),
    ],
)
def test_what_is_no_paper_is_refused_with_a_sentence(mine, draft, upload, sentence) -> None:
    assert sentence in _add(mine, draft, upload).content.decode()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("paper", ["99", "abc", "-1", ""])
def test_a_paper_that_is_not_wanted_takes_nothing_or_the_first_row(mine, draft, paper) -> None:
    answer = _add(mine, draft, picture(), paper=paper)
    assert answer.status_code == (400 if paper == "99" else 200)


def test_a_file_can_be_removed_again(mine, draft) -> None:
    _add(mine, draft, picture())
    row = Evidence.objects.get()
    mine.post(address("claim_edit", draft), form_of(draft, action=f"remove:{row.pk}", **HIGH_TECH))
    assert not Evidence.objects.exists()
    assert mine.post(address("evidence_remove", draft, row.pk)).status_code == 302


def test_a_file_of_another_claim_cannot_be_removed_through_ones_own(
    mine, draft, other_company, other_applicant
) -> None:
    from accounts.actor import actor_of
    from subsidies.claims import claiming

    other = road.drafted(other_company, other_applicant)
    row = claiming.attach(claim=other, paper=0, label="证书", upload=picture(), by=actor_of(other_applicant))
    mine.post(address("evidence_remove", draft, row.pk))
    mine.post(address("claim_edit", draft), form_of(draft, action=f"remove:{row.pk}"))
    assert Evidence.objects.filter(pk=row.pk).exists()


def test_a_download_is_an_attachment_that_no_browser_runs(mine, draft) -> None:
    _add(mine, draft, picture())
    answer = mine.get(address("file", None, Evidence.objects.get().file_id))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


def test_a_papers_readers_are_the_own_people_and_once_handed_in_the_citys_offices(
    client,
    client_of,
    mine,
    draft,
    applicant,
    other_applicant,
    applicant_elsewhere,
    reviewer,
    reviewer_elsewhere,
    stranger,
) -> None:
    from accounts.actor import actor_of
    from subsidies.claims import claiming

    _add(mine, draft, picture())
    link = address("file", None, Evidence.objects.get().file_id)
    for person in (other_applicant, applicant_elsewhere, reviewer, reviewer_elsewhere):
        assert client_of(person).get(link).status_code == 404
    assert client.get(link).status_code == 302
    mine.post(address("claim_edit", draft), form_of(draft, **HIGH_TECH))
    draft.refresh_from_db()
    claiming.submit(claim=draft, by=actor_of(applicant))
    answer = client_of(reviewer).get(link)
    assert answer.status_code == 200 and b"".join(answer.streaming_content)
    assert client_of(reviewer_elsewhere).get(link).status_code == 404


@pytest.mark.parametrize("who", ["operator", "policy_editor", "policy_releaser"])
def test_an_office_that_reads_no_claims_opens_none_of_their_papers(
    who: str, mine, draft, applicant, official, client_of, request
) -> None:
    from accounts.actor import actor_of
    from subsidies.claims import claiming

    _add(mine, draft, picture())
    mine.post(address("claim_edit", draft), form_of(draft, **HIGH_TECH))
    draft.refresh_from_db()
    claiming.submit(claim=draft, by=actor_of(applicant))
    link = address("file", None, Evidence.objects.get().file_id)
    assert client_of(request.getfixturevalue(who)).get(link).status_code == 404
    answer = client_of(official).get(link)
    assert answer.status_code == 200 and b"".join(answer.streaming_content)


def test_after_submission_no_file_is_added_or_removed(mine, company, applicant, ready) -> None:
    claim = road.submitted(company, applicant)
    assert "申报提交后不能修改" in _add(mine, claim, picture()).content.decode()
    assert not Evidence.objects.exists()
