"""Brakes: whose address counts behind proxies, and that no counter stays for ever."""

from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory

from accounts.middleware import peer_address
from accounts.throttling import SteadyThrottle
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
