"""What was typed when a session had ended: it goes through the log-in page, signed, and is offered again behind it to
the person who typed it, whom a cookie of the last log-in names."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url

from accounts.forms.entering import LoginForm
from core.values.identity_numbers import holds_identity

KEPT = "kept"
LAST = "last_person"  # the cookie: the key of who logged in last with this browser, signed
_DAY = 24 * 3600  # seconds
_SALT, _AGE, _MOST = "accounts.resuming", 3600, 100_000  # seconds; characters of what was typed
_OF_THE_FORM = ("next", "opened", "version", "act", "action")
_NEVER = ("password", "csrfmiddlewaretoken")


class ResumingMiddleware:
    """Answers a form of ours that was sent without a session by the log-in page with what was typed in it.

    That it is ours its mark against forged forms says, which a browser keeps longer than a session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.method != "POST" or answer.status_code != 302 or "HX-Request" in request.headers:
            return answer
        to_login = answer["Location"].startswith(resolve_url(settings.LOGIN_URL))
        is_ours = settings.CSRF_COOKIE_NAME in request.COOKIES
        if not (to_login and is_ours) or request.user.is_authenticated:
            return answer
        context = {"form": LoginForm(), "next": request.get_full_path(), KEPT: _signed(request), "ended": True}
        return render(request, "accounts/login.html", context, status=403)


def _signed(request: HttpRequest) -> str:
    """The form as a signed text; empty where it is too much, or holds what nobody keeps."""
    fields = [(name, text) for name, texts in request.POST.lists() for text in texts if name not in _NEVER[1:]]
    said = [part for pair in fields for part in pair]
    if any(_NEVER[0] in name for name, _ in fields) or sum(map(len, said)) > _MOST or any(map(holds_identity, said)):
        return ""
    who = request.get_signed_cookie(LAST, "", salt=_SALT, max_age=_DAY)
    told = {"path": request.get_full_path(), "fields": fields, "files": bool(request.FILES), "who": who}
    return signing.dumps(told, salt=_SALT, compress=True) if who else ""


def kept_in(request: HttpRequest) -> dict[str, Any]:
    """What this person had typed, from the log-in page; nothing where there is none, it is older than an hour, is not
    ours, or was typed by somebody else."""
    try:
        found: dict[str, Any] = signing.loads(request.POST.get(KEPT, ""), salt=_SALT, max_age=_AGE)
    except signing.BadSignature:
        return {}
    if found["who"] != str(request.user.pk):
        return {}
    return found | {"texts": [text for name, text in found["fields"] if _is_said(name, text)]}


def remember(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Leave the cookie with who has just logged in."""
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_signed_cookie(
        LAST, str(request.user.pk), salt=_SALT, max_age=_DAY, secure=secure, httponly=True, samesite="Lax"
    )
    return answer


def _is_said(name: str, text: str) -> bool:
    """Whether it is something that a person would know again: no mark of the form, no key."""
    return bool(text.strip()) and not name.startswith("_") and name not in _OF_THE_FORM and not text.isdecimal()
