"""The REST interface: closed by default, the same answers as the pages, never another's claim."""

import io
import json

import pytest
from django.test import Client
from redis.exceptions import ConnectionError as CacheAway

from enterprises.models import Applicant
from subsidies.rules.model.header import FIELDS
from tests import road
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOAN = """{"id": 7, "scheme": "CZ-16", "on": "2026-03-31", "applicant_kind": "enterprise", "resident": true,
 "facts": {"loan_kind": "credit", "interest_paid": 43210.99, "principal": 1000000}}"""


@pytest.fixture(autouse=True)
def _ready(changzhi, company: Applicant) -> None:
    road.policies_loaded()
    road.resident(company)


def post(client: Client, text: str, **headers: str):
    return client.post("/api/evaluate/", text, content_type="application/json", headers=headers)


@pytest.mark.parametrize(
    "path", ["/api/schemes/", "/api/schemes/CZ-12/", "/api/claims/", "/api/schema/", "/api/docs/", "/api/evaluate/"]
)
def test_without_an_account_every_route_is_closed(path: str) -> None:
    assert Client().get(path).status_code in (401, 403)


def test_a_token_is_given_for_name_and_password_and_opens_the_routes(applicant) -> None:
    body = json.dumps({"username": applicant.username, "password": PASSWORD})
    answer = Client().post("/api/token/", body, content_type="application/json")
    token = answer.json()["token"]
    decided = post(Client(), LOAN, authorization=f"Token {token}").json()
    assert (decided["id"], decided["outcome"], decided["amount"]) == (7, "payable", "21605.49")


def test_a_wrong_password_gives_no_token_and_no_hint(applicant) -> None:
    bodies = [json.dumps({"username": name, "password": "wrong"}) for name in (applicant.username, "nobody")]
    answers = [Client().post("/api/token/", body, content_type="application/json") for body in bodies]
    assert {answer.status_code for answer in answers} == {400}
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("name", ["a" * 151, "a" * 256, "中" * 256, "a" * 20_000])
def test_a_name_that_no_account_can_have_is_refused_for_a_token(db: None, name: str) -> None:
    body = json.dumps({"username": name, "password": "wrong"})
    answer = Client(raise_request_exception=False).post("/api/token/", body, content_type="application/json")
    assert answer.status_code == 400 and "150" in answer.json()["username"][0]


@pytest.mark.parametrize(
    ("written", "outcome"),
    [
        ("43210.990", "invalid"),
        ("1e5", "invalid"),
        ('"43210.99"', "payable"),
        ("-1", "invalid"),
        ("43210.99", "payable"),
    ],
)
def test_numbers_are_judged_as_written(client_of, applicant, written: str, outcome: str) -> None:
    assert post(client_of(applicant), LOAN.replace("43210.99", written)).json()["outcome"] == outcome


@pytest.mark.parametrize("text", ["[]", "{", "12", '{"a": NaN}', "\x00", "[" * 50_000])
def test_what_is_no_claim_gets_a_sentence_and_not_an_error_page(client_of, applicant, text: str) -> None:
    answer = post(client_of(applicant), text)
    assert answer.status_code == 400
    assert "JSON" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/api/token/", "/api/evaluate/", "/api/registers/recognition/"])
@pytest.mark.parametrize("body", ["null", "[]", "12", '"甲"', "true", "[null]"])
def test_what_is_no_object_is_called_so_at_every_address(client_of, applicant, path: str, body: str) -> None:
    answer = client_of(applicant).post(path, body, content_type="application/json")
    assert (answer.status_code, answer.json()) == (400, {"detail": "请求内容应是一个 JSON 对象。"})


@pytest.mark.parametrize("body", ["{}", '{"username": null, "password": []}', '{"username": "", "password": {}}'])
def test_what_is_missing_for_a_token_is_asked_for_in_chinese(body: str) -> None:
    said = Client().post("/api/token/", body, content_type="application/json").json()
    assert set(said) == {"username", "password"}
    assert all("\u4e00" <= sentence[0] <= "\u9fff" and "null" not in sentence for (sentence,) in said.values())


def test_a_form_that_breaks_off_and_a_page_without_its_mark_are_told_in_chinese(applicant) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(applicant)
    answer = client.post("/api/evaluate/", LOAN, content_type="application/json")
    assert answer.status_code == 403 and answer.json()["detail"].startswith("请求没有带上本站页面的安全标记")
    token = Client().post("/api/token/", {"username": applicant.username, "password": PASSWORD}, "application/json")
    sent = {"authorization": f"Token {token.json()['token']}"}
    for kind in ("multipart/form-data", "multipart/form-data; boundary=甲"):
        answer = Client().post("/api/registers/recognition/", b"--a", content_type=kind, headers=sent)
        assert (answer.status_code, answer.json()["detail"][:11]) == (400, "请求内容不是完整的表单")


@pytest.mark.parametrize("written", ['"\\ud800"', '"甲"', "9" * 40])
def test_an_id_comes_back_as_it_was_written(client_of, applicant, written: str) -> None:
    answer = post(client_of(applicant), LOAN.replace('"id": 7', f'"id": {written}'))
    assert answer.status_code == 200
    assert answer.content.startswith(f'{{"id":{written},'.encode())
    assert answer["Content-Type"] == "application/json"


def test_a_scheme_that_is_half_a_character_is_answered(client_of, applicant) -> None:
    answer = post(client_of(applicant), LOAN.replace("CZ-16", "\\ud800"))
    assert (answer.status_code, answer.json()["outcome"]) == (200, "invalid")
    assert '"scheme":"\\ud800"' in answer.content.decode()


def test_evaluating_stores_nothing(client_of, applicant, django_assert_num_queries) -> None:
    from subsidies.awards.models import Award
    from subsidies.claims.models import Claim

    post(client_of(applicant), LOAN)
    assert not Claim.objects.exists() and not Award.objects.exists()


def test_schemes_can_be_narrowed_to_a_city(client_of, applicant) -> None:
    rows = client_of(applicant).get("/api/schemes/?city=luliang").json()
    assert [row["code"] for row in rows] == ["LL-06A", "LL-06B", "LL-06C", "LL-06D"]


def test_a_scheme_names_its_facts_and_reasons(client_of, applicant) -> None:
    scheme = client_of(applicant).get("/api/schemes/CZ-16/").json()
    assert {fact["name"] for fact in scheme["facts"]} >= {"loan_kind", "interest_paid", "principal"}
    assert "loan_kind_not_covered" in scheme["reasons"]
    assert client_of(applicant).get("/api/schemes/CZ-99/").status_code == 404


def test_one_sees_ones_own_claims_and_no_others(client_of, company, applicant, other_applicant, reviewer) -> None:
    claim = road.awarded(company, applicant, reviewer)
    mine = client_of(applicant).get("/api/claims/").json()["results"]
    assert [(row["number"], row["amount"]) for row in mine] == [(claim.number, "300000.00")]
    assert client_of(other_applicant).get("/api/claims/").json()["results"] == []
    assert client_of(applicant).get(f"/api/claims/{claim.public_id}/").status_code == 200
    assert client_of(other_applicant).get(f"/api/claims/{claim.public_id}/").status_code == 404


def test_the_description_is_valid_and_lists_every_route(client_of, applicant) -> None:
    answer = client_of(applicant).get("/api/schema/?format=json")
    paths = set(answer.json()["paths"])
    assert {"/api/schemes/", "/api/evaluate/", "/api/claims/", "/api/claims/{public_id}/"} <= paths
    page = client_of(applicant).get("/api/docs/")
    assert page.status_code == 200 and "//cdn" not in page.content.decode()


def test_the_description_names_every_field_of_a_claim_as_the_rules_read_it(client_of, applicant) -> None:
    told = client_of(applicant).get("/api/schema/?format=json").json()["components"]["schemas"]["EvaluateRequest"]
    assert list(told["properties"]) == ["scheme", *(row.name for row in FIELDS)]
    assert set(told["required"]) == {"scheme", *(row.name for row in FIELDS if row.needed)}
    assert {"id", "unit", "matter", "approved_outside", "other_policy_amount"} <= set(told["properties"])
    assert told["properties"]["approved_outside"]["type"] == "boolean"


class Socket(io.BytesIO):
    """What a server hands over: it cannot be wound back, and how far it was read is seen."""

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        """Left open, so that one can look."""


@pytest.mark.parametrize("stated", [True, False], ids=["by-its-length", "once-it-has-come"])
def test_a_body_that_is_too_long_is_refused_and_not_read_to_its_end(
    client_of, applicant, settings, stated: bool, monkeypatch
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
    body = b'{"id": "' + b"x" * (3 << 20) + b'"}'
    told = {} if stated else {"CONTENT_LENGTH": "1"}
    stream = Socket(body)
    monkeypatch.setattr("django.core.handlers.wsgi.LimitedStream", lambda *args: stream)
    answer = client_of(applicant).generic("POST", "/api/evaluate/", body, content_type="application/json", **told)
    assert answer.status_code == 413
    assert answer.json()["detail"] == "请求内容超过1MB，没有收下。"
    assert stream.tell() <= (1 << 20) + 1


def test_a_cache_that_does_not_answer_stops_no_reckoning(client_of, applicant, monkeypatch) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise CacheAway

    monkeypatch.setattr("redis.connection.ConnectionPool.get_connection", away)
    assert post(client_of(applicant), LOAN).json()["outcome"] == "payable"


@pytest.mark.parametrize(
    "path", ["docs/", "schema/", "claims/", "schemes/", "token/", "evaluate/", "registers/recognition/"]
)
@pytest.mark.parametrize("method", ["options", "put", "patch", "delete", "head"])
def test_what_an_address_does_not_take_is_said(applicant, client_of, path: str, method: str) -> None:
    answer = getattr(client_of(applicant), method)(f"/api/{path}")
    assert answer.status_code in (200, 405)


@pytest.mark.parametrize("key", ["1", "9" * 23])
def test_what_is_not_there_is_told_in_chinese(applicant, client_of, key: str) -> None:
    answer = client_of(applicant).get(f"/api/registers/recognition/{key}/")
    assert answer.status_code == 404 and answer.json() == {"detail": "没有这条记录，或者不由您查看。"}


def test_a_page_behind_the_last_is_told_in_chinese(applicant, client_of) -> None:
    answer = client_of(applicant).get("/api/claims/", {"page": "999"})
    assert answer.status_code == 404 and "page" not in answer.json()["detail"].lower()
    assert answer.json()["detail"]
