"""Reading what a request brings: the body of one to the interface, the login name of a failed login."""

from typing import Any

from django.http import HttpRequest
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from core.values.identity_numbers import holds_identity


class PlainJSONParser(JSONParser):
    """JSON; what is none is said in the portal's words."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except ParseError as error:
            raise ParseError("请求内容不是 JSON。") from error


def login_name(request: HttpRequest | None, credentials: Any = None) -> str | None:
    """Under what name a failed login is kept; an identity number that was typed there is not."""
    name = (credentials or {}).get("username") or (request.POST.get("username") if request is not None else None)
    return "（身份证号）" if name and holds_identity(str(name)) else name
