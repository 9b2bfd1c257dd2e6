"""What is answered when the portal itself is in trouble: the database away, the disk full, anything else.

Nothing of the request has happened then. The page says how to send it once more, and a browser that loads it again
sends what was typed.
"""

import errno
import inspect
import sys
from collections.abc import Iterator
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views import defaults
from psycopg2 import errors

from accounts.people.hashing import Busy

GIVEN_UP = (errors.LockNotAvailable, errors.DeadlockDetected, errors.QueryCanceled)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_SENTENCES = {
    500: "系统出错，刚才的操作没有完成，请稍后再试。",
    503: "系统正忙，请稍后再试。",
    507: "服务器的存储空间已满，没有收下；请联系系统管理员后再试。",
}
_AWAY = "数据库暂时连接不上，刚才的操作没有完成，请稍后再试。"

# Django's own pages of errors look for a form's token first. They would read the body for it, and a body that cannot be
# read made an error of the portal's out of an address that is none.
bad_request = inspect.unwrap(defaults.bad_request)
permission_denied = inspect.unwrap(defaults.permission_denied)
page_not_found = inspect.unwrap(defaults.page_not_found)


def answer_to_trouble(request: HttpRequest) -> HttpResponse:
    """The page (or the JSON of the interface) for the error that is being handled; Django's `handler500`."""
    status, page = _judged(sys.exc_info()[1])
    headers = {"Cache-Control": "private, no-store"} | ({"Retry-After": "10"} if status != 500 else {})
    if request.path.startswith("/api/"):
        sentence = _AWAY if page == "away.html" else _SENTENCES[status]
        return JsonResponse({"detail": sentence}, status=status, headers=headers)
    return HttpResponse(render_to_string(page), status=status, headers=headers)


def _judged(error: BaseException | None) -> tuple[int, str]:
    """The status and the page for an error, by it and by what it came from."""
    chain = list(_chain(error))
    if any(isinstance(each, errors.DiskFull) or _is_full(each) for each in chain):
        return 507, "507.html"
    if any(isinstance(each, (*GIVEN_UP, Busy)) for each in chain):
        return 503, "503.html"
    if any(isinstance(each, OperationalError | InterfaceError) for each in chain):
        return 503, "away.html"
    return 500, "500.html"


def _is_full(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in _FULL


def _chain(error: Any) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
