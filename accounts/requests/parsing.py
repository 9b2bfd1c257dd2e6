"""Reading what a request brings: the body of one to the interface, the login name of a failed login."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest
from rest_framework.exceptions import APIException, NotFound, ParseError, PermissionDenied
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.views import exception_handler

from core.values.identity_numbers import holds_identity

NOT_THERE = "没有这条记录，或者不由您查看。"
NO_JSON, NO_OBJECT = "请求内容不是 JSON。", "请求内容应是一个 JSON 对象。"
NO_FORM = "请求内容不是完整的表单（multipart/form-data），没有收下。"
NO_MARK = "请求没有带上本站页面的安全标记，没有收下；请刷新页面后重试，由程序调用的请用令牌。"
_OF_A_FORM, _OF_A_MARK = "Multipart form parse error - ", "CSRF Failed"  # as the framework begins, in English alone
MOST_DEPTH = 40  # levels of lists and objects within one another; what the interface takes has four


class TooMuch(APIException):
    """The body is longer than DATA_UPLOAD_MAX_MEMORY_SIZE; it is not read."""

    status_code = 413
    default_code = "too_large"

    def __init__(self) -> None:
        super().__init__(f"请求内容超过{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2}MB，没有收下。")


def answer_as_json(error: Exception, context: Any) -> Any:
    """What the interface answers to an error that it knows (EXCEPTION_HANDLER); others go their way."""
    if isinstance(error, Http404):
        error = NotFound(NOT_THERE)
    if isinstance(error, PermissionDenied) and str(error.detail).startswith(_OF_A_MARK):
        error = PermissionDenied(NO_MARK)
    return exception_handler(TooMuch() if isinstance(error, RequestDataTooBig) else error, context)


class PlainJSONParser(JSONParser):
    """A JSON object of a bounded depth; what is none is said in the portal's words."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            value = super().parse(stream, media_type, parser_context)
        except (ParseError, RecursionError) as error:
            raise ParseError(NO_JSON) from error
        if _is_deep(value):
            raise ParseError(NO_JSON)
        if not isinstance(value, dict):
            raise ParseError(NO_OBJECT)
        return value


class PlainFormParser(MultiPartParser):
    """A form of many parts; what is none is said in the portal's words."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except ParseError as error:
            said = str(error.detail).removeprefix(_OF_A_FORM)
            raise ParseError(NO_FORM if said[:1].isascii() else said) from error


def _is_deep(value: Any) -> bool:
    """Whether lists and objects lie in one another more than MOST_DEPTH levels, looked at level by level."""
    level: list[Any] = [value]
    for _ in range(MOST_DEPTH):
        level = [each for row in level for each in _within(row) if isinstance(each, list | dict)]
        if not level:
            return False
    return True


def _within(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def login_name(request: HttpRequest | None, credentials: Any = None) -> str | None:
    """Under what name a failed login is kept; an identity number that was typed there is not."""
    name = (credentials or {}).get("username") or (request.POST.get("username") if request is not None else None)
    return "（身份证号）" if name and holds_identity(str(name)) else name
