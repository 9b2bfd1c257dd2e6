"""What came with a form that was sent off."""

from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """The answers of a form that was sent, None where its page is only looked at: who sends an empty body has answered
    nothing, and is told so."""
    return request.POST if request.method == "POST" else None
