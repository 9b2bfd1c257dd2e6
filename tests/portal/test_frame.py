"""The frame of every page: head by role, foot, first pages, error pages."""

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from accounts.actor import Role
from accounts.models import User
from tests.factories import office_user


class Links(HTMLParser):
    """Collects the addresses and words of links in the main navigation, and the ids of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.nav, self.ids = 0, [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"])
        if tag == "nav" and given.get("aria-label") == "主导航":
            self.depth = 1
        if tag == "a" and self.depth:
            self.nav.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav":
            self.depth = 0


def read(client: Client, address: str = "/") -> tuple[str, Links]:
    page, links = client.get(address).content.decode(), Links()
    links.feed(page)
    return page, links


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("applicant", "开始第一次申报"),
        ("reviewer", "进入工作台"),
        ("administrator", "进入工作台"),
        ("official", "总体情况"),
        ("provincial_official", "总体情况"),
        ("stranger", "账号还没有关联申请人"),
    ],
)
def test_first_page_by_role(
    request: pytest.FixtureRequest, client_of: Callable[[User], Client], person: str, words: str
) -> None:
    page, _ = read(client_of(request.getfixturevalue(person)))
    assert words in page


def test_first_page_of_a_visitor_leads_to_sign_up_and_log_in(client: Client, changzhi: Any) -> None:
    page, _ = read(client)
    assert "/accounts/sign-up/" in page
    assert "/accounts/login/" in page
    assert "晋创谷·长治" in page


def test_every_link_of_the_head_opens(
    request: pytest.FixtureRequest, client_of: Callable[[User], Client], client: Client, changzhi: Any
) -> None:
    people = ["applicant", "reviewer", "official", "provincial_official", "stranger"]
    for browser in [client, *(client_of(request.getfixturevalue(name)) for name in people)]:
        for address in read(browser)[1].nav:
            assert browser.get(address).status_code == 200


def test_workbench_is_offered_to_offices_only(
    applicant: User, reviewer: User, client_of: Callable[[User], Client], client: Client
) -> None:
    assert "/admin/" not in read(client)[1].nav
    assert "/admin/" not in read(client_of(applicant))[1].nav
    assert "/admin/" in read(client_of(reviewer))[1].nav


def test_head_names_the_valley_of_the_city(applicant: User, client_of: Callable[[User], Client]) -> None:
    assert "<b>晋创谷·长治</b>" in read(client_of(applicant))[0]


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/accounts/sign-up/", "/about/site-map/", "/nowhere/"])
def test_page_has_what_readers_of_the_page_need(client: Client, changzhi: Any, address: str) -> None:
    page, links = read(client, address)
    assert '<html lang="zh-Hans">' in page
    assert page.count("<h1") == 1
    assert 'href="#content"' in page
    assert "content" in links.ids
    assert len(links.ids) == len(set(links.ids))
    assert "政府网站标识码" in page
    assert "- 晋创谷</title>" in page


@pytest.mark.parametrize("template", ["400", "403", "403_csrf", "405", "500", "503", "507", "away"])
def test_error_pages_need_neither_request_nor_database(template: str) -> None:
    page = render_to_string(f"{template}.html")
    assert "<h1>" in page
    assert "错误代码" in page


def test_a_missing_page_says_what_to_do(client: Client, db: None) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.content.decode()


def test_a_form_without_its_token_says_what_to_do(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {})
    assert answer.status_code == 403
    assert "刚才的提交没有生效" in answer.content.decode()


def test_pages_carry_a_policy_without_inline_code(client: Client, changzhi: Any) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy


def test_pagination_keeps_the_filters() -> None:
    from django.core.paginator import Paginator

    request = RequestFactory().get("/list/", {"city": "changzhi", "page": "3"})
    page = Paginator(range(200), 20).page(3)
    text = render_to_string("components/pagination.html", {"page_obj": page, "request": request}, request=request)
    assert "?city=changzhi&amp;page=4" in text
    assert 'aria-current="page">3<' in text


def test_the_foot_says_who_runs_the_portal_of_ones_own_city_and_what_is_not_published(
    client_of: Any, changzhi: Any, jincheng: Any
) -> None:
    changzhi.footer = {"host": "示例主办单位"}
    changzhi.save(update_fields=["footer"])
    own, other = (read(client_of(office_user(Role.REVIEWER, city)))[0] for city in (changzhi, jincheng))
    assert "<dt>主办单位</dt><dd>示例主办单位</dd>" in own and "<dt>联系电话</dt><dd>未公布</dd>" in own
    assert "<dt>主办单位</dt><dd>未公布</dd>" in other
