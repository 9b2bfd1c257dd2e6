"""Pages whose records are written by a verb that may refuse: the form comes back and says why."""

from typing import Any

from django.http import HttpResponse

from accounts.requests.portal_request import PortalRequest
from core.values.verdict import Refused


class _Refused:
    """Mixin for the form of a record that a verb refused: what was typed, with the verb's sentence.

    Where the form itself finds a fault by now (somebody else has written the same a moment before), that is said alone.
    """

    refusal = ""

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]  # the mixin stands before a ModelForm
        if not self.errors:  # type: ignore[attr-defined]  # the mixin stands before a ModelForm
            self.add_error(None, self.refusal)  # type: ignore[attr-defined]  # the mixin stands before a ModelForm


class RefusingAdmin:
    """Mixin for a ModelAdmin whose `save_model` calls a verb: a refusal writes nothing and keeps what was typed."""

    # The lines ignored below ask the page that this is mixed into.

    def changeform_view(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A second time with the refusal, where the verb refused."""
        try:
            answer: HttpResponse = super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        except Refused as refused:
            kept: Any = request  # the refusal lies on the request, for as long as it lasts
            kept._refusal = refused.reason
            answer = super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        return answer

    def get_form(self, request: PortalRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        refusal = getattr(request, "_refusal", "")
        return type(form.__name__, (_Refused, form), {"refusal": refusal}) if refusal else form
