"""A simple brake: how often one address may do something in a while."""

import logging
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache as kept
from django.http import HttpRequest
from redis import Redis
from redis.exceptions import RedisError
from rest_framework.throttling import ScopedRateThrottle

from accounts.requests.middleware import peer_address

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView

logger = logging.getLogger(__name__)


class SteadyThrottle(ScopedRateThrottle):
    """The API's brake by scope; a cache that does not answer stops nobody."""

    def allow_request(self, request: "Request", view: "APIView") -> bool:
        try:
            return bool(super().allow_request(request, view))
        except (RedisError, OSError):
            logger.warning("cache does not answer; the API is not limited")
            return True

    def get_ident(self, request: "Request") -> str:
        return peer_address(request)


def within_limit(request: HttpRequest, what: str, *, limit: int, seconds: int) -> bool:
    """Count one more `what` from the address of this request; False when there were over `limit` in `seconds`.

    The window starts with the first one. A cache that does not answer stops nobody.
    """
    try:
        return _counted(kept.make_and_validate_key(f"brake:{what}:{peer_address(request)}"), seconds) <= limit
    except (RedisError, OSError):
        logger.warning("cache does not answer; %s is not limited", what)
        return True


def _counted(key: str, seconds: int) -> int:
    """One more, and its end set in the same step: a counter without an end would stop its address for ever.

    The cache's own `incr` looks first and counts then, and what expires in between comes back without an end.
    """
    with counters().pipeline(transaction=True) as both:
        both.incr(key)
        both.expire(key, seconds, nx=True)
        return int(both.execute()[0])


@cache
def counters() -> Redis:
    """The server that counts, the one that the cache lies on; its connections are shared and safe between forks."""
    return Redis.from_url(settings.REDIS_URL, **settings.REDIS_TIMEOUTS)
