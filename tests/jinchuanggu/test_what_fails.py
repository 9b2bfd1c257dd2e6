"""The portal in trouble, and requests that no codec, no depth and no form was made for: each gets a sentence."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import psycopg2
import pytest
from django.db import OperationalError, connection
from django.test import Client, RequestFactory

from accounts.models import User
from accounts.requests.decoding import ReadableRequest
from jinchuanggu.frame.failing import answer_to_trouble
from jinchuanggu.frame.middleware import way_back
from subsidies.claims.models import Claim
from tests.pages import address

NO_PORT = 9  # where no database listens


@pytest.fixture
def _database_away(transactional_db: None) -> Iterator[None]:
    before = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = NO_PORT
    yield
    connection.close()
    connection.settings_dict["PORT"] = before


@pytest.mark.usefixtures("_database_away")
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_its_database_the_portal_says_so_and_asks_to_send_it_once_more(method: str) -> None:
    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "a" * 32
    answer = getattr(client, method)("/accounts/login/", {"username": "某人", "password": "x"})
    page = answer.content.decode()
    assert answer.status_code == 503 and answer["Retry-After"] == "10"
    assert "数据库暂时连接不上" in page and "刷新本页" in page and "填写的内容仍在表单里" in page


@pytest.mark.usefixtures("_database_away")
def test_a_program_reads_that_the_database_is_away() -> None:
    client = Client(raise_request_exception=False, headers={"authorization": "Token x"})
    answer = client.get("/api/claims/")
    assert answer.status_code == 503 and "数据库" in answer.json()["detail"]


def trouble(path: str, fail: Callable[[], Any]) -> Any:
    """What is answered to the error that `fail` raises."""
    try:
        fail()
    except Exception:
        return answer_to_trouble(RequestFactory().get(path))


def fill_the_disk() -> None:
    with open("/dev/full", "wb", buffering=0) as full:
        full.write(b"x")


def fill_the_database() -> None:
    try:
        raise psycopg2.errors.DiskFull
    except psycopg2.Error as error:
        raise OperationalError from error


@pytest.mark.parametrize("fail", [fill_the_disk, fill_the_database])
def test_a_full_disk_is_said(fail: Callable[[], Any]) -> None:
    page = trouble("/claims/", fail)
    assert page.status_code == 507 and "存储空间已满" in page.content.decode()
    told = trouble("/api/claims/", fail)
    assert told.status_code == 507 and "存储空间已满" in json.loads(told.content)["detail"]


def test_any_other_error_is_one_of_ours() -> None:
    assert trouble("/", lambda: 1 / 0).status_code == 500
    assert trouble("/", lambda: open("/nowhere")).status_code == 500  # noqa: SIM115


@pytest.mark.parametrize("charset", ["base64", "hex", "zip", "punycode", "idna", "undefined", "rot13", "utf-16", "中"])
def test_no_charset_breaks_the_reading_of_an_address(charset: str) -> None:
    kind = f"application/x-www-form-urlencoded; charset={charset}".encode().decode("latin-1")
    environ = RequestFactory()._base_environ() | {"QUERY_STRING": "q=%E4%BD%A0", "CONTENT_TYPE": kind}
    assert ReadableRequest(environ).GET["q"] == "你"


def test_a_charset_of_a_parameter_breaks_nothing_either() -> None:
    environ = RequestFactory()._base_environ() | {"CONTENT_TYPE": "text/plain; charset*=nothing''%41"}
    assert ReadableRequest(environ).content_params == {}


@pytest.mark.parametrize("length", ['{"a": ', "-1", "1.5", "١٢", "9" * 30, "", " 1"])
def test_a_length_that_is_no_number_is_none(length: str) -> None:
    environ = RequestFactory()._base_environ() | {"CONTENT_LENGTH": length, "REQUEST_METHOD": "POST"}
    request = ReadableRequest(environ)
    assert request.body == b"" and not request.POST


DEEP = 30_000


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/token/", "/api/evaluate/", "/api/registers/recognition/", "/api/claims/"])
@pytest.mark.parametrize("body", ["[" * DEEP, '{"a":' * DEEP, "[" * DEEP + "]" * DEEP, "[" * 100 + "]" * 100])
def test_no_depth_breaks_an_address_of_the_interface(
    applicant: User, client_of: Callable[[User], Client], path: str, body: str
) -> None:
    answer = client_of(applicant).post(path, body, content_type="application/json")
    assert answer.status_code in (400, 405)
    assert answer.json()["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/token/", "/api/registers/recognition/"])
def test_no_length_is_read_beyond_what_is_taken(
    applicant: User, client_of: Callable[[User], Client], path: str, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    answer = client_of(applicant).post(path, f'{{"a": "{"x" * 2000}"}}', content_type="application/json")
    assert answer.status_code == 413


def test_the_address_of_a_refused_form_leads_to_the_form(
    draft: Claim, applicant: User, client_of: Callable[[User], Client]
) -> None:
    for name in ("claim_submit", "evidence_add"):
        answer = client_of(applicant).get(address(name, draft))
        assert answer.status_code == 405 and "POST" in answer["Allow"]
        assert '<a class="button button-primary" href="../">回到表单</a>' in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/accounts/logout/", "/"),
        ("/admin/claims/claim/5/take/approve/", "../../"),
        ("/admin/nothing", "./"),
        ("/schemes/CZ-12/start/", "../"),
    ],
)
def test_the_way_back_is_the_nearest_page_above(path: str, back: str) -> None:
    assert way_back(path) == back


@pytest.mark.parametrize("term", ["\ue000", "\x01", "a\u202eb", "\ufffe"])
def test_what_nothing_can_hold_is_found_nowhere(operator: User, client_of: Callable[[User], Client], term: str) -> None:
    assert client_of(operator).get("/admin/enterprises/applicant/", {"q": term}).status_code == 200


BROKEN = [
    "multipart/form-data",
    "multipart/form-data; boundary=" + "x" * 300,
    "multipart/form-data; boundary=odd; charset=中",
    "application/x-www-form-urlencoded; charset=gb18030",
]


def knocking(user: User, **headers: str) -> Client:
    """A browser whose forms prove that they are the portal's own: what else asks for it reads the body."""
    client = Client(
        enforce_csrf_checks=True, raise_request_exception=False, headers={"x-csrftoken": "t" * 32, **headers}
    )
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["csrftoken"] = "t" * 32
    return client


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("path", ["/nowhere/", "/api/nowhere/"])
def test_a_form_that_cannot_be_read_is_not_found_where_nothing_is(reviewer: User, path: str, kind: str) -> None:
    assert knocking(reviewer).generic("POST", path, b'{"x":1}', content_type=kind).status_code == 404


@pytest.mark.parametrize("kind", BROKEN)
def test_a_form_that_cannot_be_read_is_a_bad_request_where_a_page_is(reviewer: User, kind: str) -> None:
    answer = knocking(reviewer).generic("POST", "/accounts/sign-up/", b'{"x":1}', content_type=kind)
    assert answer.status_code == 400
    answer = knocking(reviewer, host="nobody.example").generic("POST", "/accounts/sign-up/", b"x", content_type=kind)
    assert answer.status_code == 400


def test_too_many_fields_break_nothing_where_nothing_is(reviewer: User) -> None:
    answer = knocking(reviewer).post("/nowhere/", {f"a{number}": "" for number in range(20_000)})
    assert answer.status_code == 404 and "没有找到这个页面" in answer.content.decode()
