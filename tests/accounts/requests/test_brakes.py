"""Brakes: whose address counts behind proxies, and that no counter stays for ever."""

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client, RequestFactory
from redis.exceptions import ConnectionError as CacheAway

from accounts.requests.middleware import peer_address
from accounts.requests.throttling import SteadyThrottle, counters, within_limit
from tests.factories import UserFactory

PROXY = "10.0.0.1"


def asked(forwarded: str | None = None) -> Any:
    more = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return RequestFactory().get("/", REMOTE_ADDR=PROXY, **more)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        (0, None, PROXY),
        (0, "203.0.113.7", PROXY),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (1, " 2001:DB8::7 ", "2001:db8::7"),
        (1, "fe80::7%eth0", "fe80::7"),
        (1, None, PROXY),
        (1, "", PROXY),
        (2, "203.0.113.7", PROXY),
        (1, "203.0.113.7, unknown", PROXY),
        (1, "203.0.113.7, ' OR 1=1", PROXY),
    ],
)
def test_the_address_that_our_own_proxy_wrote_counts(
    proxies: int, forwarded: str | None, counted: str, settings: Any
) -> None:
    settings.NUM_PROXIES = proxies
    assert peer_address(asked(forwarded)) == counted
    assert SteadyThrottle().get_ident(asked(forwarded)) == counted


@pytest.mark.parametrize("connected", ["Token abc", "", "unix:"])
def test_what_is_no_address_is_counted_as_none(connected: str) -> None:
    asked_so = RequestFactory().get("/", REMOTE_ADDR=connected)
    assert peer_address(asked_so) == ""
    assert within_limit(asked_so, "trying", limit=9, seconds=60)


@pytest.mark.django_db
def test_a_wrong_password_is_noted_with_the_same_address(client: Client, settings: Any) -> None:
    settings.NUM_PROXIES = 1
    user = UserFactory()
    client.post(
        "/accounts/login/",
        {"username": user.username, "password": "wrong-password"},
        REMOTE_ADDR=PROXY,
        headers={"x-forwarded-for": "198.51.100.1, 203.0.113.7"},
    )
    assert AccessAttempt.objects.get().ip_address == "203.0.113.7"


@pytest.fixture
def counter() -> Any:
    """The key of the counter below, gone before and after, and the client that sees how long it lives."""
    key = f"brake:test:{PROXY}"
    cache.delete(key)
    yield cache.make_key(key), counters()
    cache.delete(key)


def test_the_window_starts_with_the_first_and_stops_who_comes_too_often(counter: Any) -> None:
    key, client = counter
    assert within_limit(asked(), "test", limit=2, seconds=60)
    client.expire(key, 20)
    assert within_limit(asked(), "test", limit=2, seconds=60)
    assert not within_limit(asked(), "test", limit=2, seconds=60)
    assert 0 < client.ttl(key) <= 20


def test_a_counter_that_expires_while_it_is_read_comes_back_with_an_end(counter: Any, monkeypatch: Any) -> None:
    key, client = counter
    within_limit(asked(), "test", limit=2, seconds=60)
    monkeypatch.setattr("redis.Redis.exists", lambda self, *keys: self.delete(*keys))
    assert within_limit(asked(), "test", limit=2, seconds=60)
    assert 0 < client.ttl(key) <= 60


def test_a_counter_without_an_end_gets_one(counter: Any) -> None:
    key, client = counter
    client.set(key, 99)
    assert not within_limit(asked(), "test", limit=2, seconds=60)
    assert 0 < client.ttl(key) <= 60


def test_a_cache_that_does_not_answer_stops_nobody(monkeypatch: Any) -> None:
    def away(*args: Any, **kwargs: Any) -> Any:
        raise CacheAway

    monkeypatch.setattr("redis.connection.ConnectionPool.get_connection", away)
    assert all(within_limit(asked(), "test", limit=2, seconds=60) for _ in range(5))
