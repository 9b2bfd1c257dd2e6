"""Papers of a claim in the browser: their pages by address, behind the gate of the file, without script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import actor_of
from subsidies.claims import claiming
from tests import road
from tests.core.looking.handed_in import unembedded_pdf, workbook_of
from tests.pages import address, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(draft, applicant):
    upload = SimpleUploadedFile("发票.pdf", unembedded_pdf("电子发票"))
    return claiming.attach(claim=draft, paper=0, label="发票", upload=upload, by=actor_of(applicant)).file


def test_a_page_is_a_picture_that_no_browser_keeps_or_lends(client_of, applicant, paper) -> None:
    answer = client_of(applicant).get(address("file_page", None, paper.pk, 1))
    assert answer.status_code == 200 and answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG") and answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff" and "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_who_may_not_open_the_file_sees_none_of_its_pages(
    client, client_of, paper, draft, applicant, other_applicant, reviewer, reviewer_elsewhere, operator
) -> None:
    pages = (address("file_page", None, paper.pk, 1), address("file_look", None, paper.pk))
    for page in pages:
        assert client.get(page).status_code == 302
        for person in (other_applicant, reviewer, reviewer_elsewhere, operator):
            assert client_of(person).get(page).status_code == 404
    road.recorded(draft.applicant, draft.scheme_code, road.HIGH_TECH["typed"])
    saved = claiming.save_draft(
        claim=draft, answers=road.recorded(draft.applicant, draft.scheme_code, road.HIGH_TECH["typed"]),
        version=draft.version, by=actor_of(applicant),
    )  # fmt: skip
    claiming.submit(claim=saved, by=actor_of(applicant))
    for page in pages:
        assert client_of(reviewer).get(page).status_code == 200
        assert client_of(reviewer_elsewhere).get(page).status_code == 404


@pytest.mark.parametrize("number", [0, 2, 99999999])
def test_a_page_that_the_file_does_not_have_is_not_there(client_of, applicant, paper, number) -> None:
    assert client_of(applicant).get(address("file_page", None, paper.pk, number)).status_code == 404


def test_the_pages_are_walked_without_script_and_lead_back(client_of, applicant, draft) -> None:
    upload = SimpleUploadedFile("工资.xlsx", workbook_of(一月=(("张三", 8000),), 二月=(("李四", 9000),)))
    file = claiming.attach(claim=draft, paper=0, label="工资", upload=upload, by=actor_of(applicant)).file
    here = address("file_look", None, file.pk)
    page = client_of(applicant).get(here, {"back": "/claims/"}).content.decode()
    assert "第 1 页，共 2 页：一月" in page and "张三" in page and "李四" not in page
    assert 'rel="next" href="?page=2&amp;back=/claims/"' in page and '<a href="/claims/">返回</a>' in page
    assert "李四" in client_of(applicant).get(here, {"page": 2}).content.decode()
    assert client_of(applicant).get(here, {"page": 3}).status_code == 404


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_led_back_to_another_site(client_of, applicant, paper, back) -> None:
    assert "返回" not in client_of(applicant).get(address("file_look", None, paper.pk), {"back": back}).content.decode()


def test_a_file_that_cannot_be_shown_says_so_and_can_be_downloaded(client_of, applicant, draft) -> None:
    broken = SimpleUploadedFile("坏.pdf", b"%PDF-1.4\nnothing\n%%EOF")
    file = claiming.attach(claim=draft, paper=0, label="坏", upload=broken, by=actor_of(applicant)).file
    answer = client_of(applicant).get(address("file_look", None, file.pk))
    assert answer.status_code == 200 and "显示不出来" in answer.content.decode()
    assert address("file", None, file.pk) in answer.content.decode()
    assert client_of(applicant).get(address("file_page", None, file.pk, 1)).status_code == 404


def test_the_first_page_stands_on_the_claims_page(client_of, applicant, draft) -> None:
    row = claiming.attach(claim=draft, paper=0, label="证书", upload=picture(), by=actor_of(applicant))
    page = client_of(applicant).get(address("claim", draft)).content.decode()
    assert f'<img src="{address("file_page", None, row.file_id, 1)}"' in page
    assert f'href="{address("file_look", None, row.file_id)}?back=' in page
