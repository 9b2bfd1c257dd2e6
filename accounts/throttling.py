"""A simple brake: how often one address may do something in a while."""

import logging
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.http import HttpRequest
from redis.exceptions import RedisError
from rest_framework.throttling import ScopedRateThrottle

from accounts.middleware import peer_address

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
    key = f"brake:{what}:{peer_address(request)}"
    try:
        cache.add(key, 0, seconds)
        return bool(cache.incr(key) <= limit)
    except ValueError:  # the key expired between the two calls
        return True
    except (RedisError, OSError):
        logger.warning("cache does not answer; %s is not limited", what)
        return True
