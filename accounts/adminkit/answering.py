"""An answer that an office gives on the page of a request: refused, the page comes back with what was typed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.template.response import TemplateResponse

from accounts.requests.portal_request import PortalRequest
from core.values.identity_numbers import holds_identity


class AnsweringAdmin:
    """Mixin for a ModelAdmin whose page holds the form of an answer; the page finds what was typed under `typed`."""

    def not_answered(self, request: PortalRequest, pk: int, *sentences: str) -> HttpResponse:
        """The page as it stands by now, 409: why nothing was written, and what was typed, a person's number aside."""
        for sentence in sentences:
            messages.error(request, sentence)
        request.method = "GET"  # the page is shown; nothing of it is saved
        typed = {name: text for name, text in request.POST.items() if not holds_identity(str(text))}
        page: Any = self.change_view(request, str(pk), extra_context={"typed": typed})  # type: ignore[attr-defined]  # the mixin stands before a ModelAdmin
        if isinstance(page, TemplateResponse):
            page.status_code = 409
        answer: HttpResponse = page
        return answer
