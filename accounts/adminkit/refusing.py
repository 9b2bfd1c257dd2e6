"""A form of the admin that is not saved comes back with what was typed, and says why: a verb refused it, the same was
saved in this very moment, or the record says something else by now than when the form was opened."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.http import HttpResponse
from django.template.response import TemplateResponse

from accounts.requests.overtaking import OPENED, mark_of, tell_overtaken
from accounts.requests.portal_request import PortalRequest
from core.values.identity_numbers import holds_identity
from core.values.verdict import Refused

JUST_SAVED = "刚刚有相同或者相冲突的记录保存了，这次没有保存。请核对后再试。"


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
    """Mixin for a ModelAdmin: where the verb that `save_model` calls refuses, or the database does because the same was
    saved in this very moment (a double click), nothing is written and what was typed is kept."""

    # The lines ignored below ask the page that this is mixed into.

    def changeform_view(self, request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A second time with the refusal."""
        try:
            answer: HttpResponse = super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        except (Refused, IntegrityError) as refused:
            kept: Any = request  # the refusal lies on the request, for as long as it lasts
            kept._refusal = refused.reason if isinstance(refused, Refused) else JUST_SAVED
            answer = super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        return answer

    def get_form(self, request: PortalRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        refusal = getattr(request, "_refusal", "")
        return type(form.__name__, (_Refused, form), {"refusal": refusal}) if refusal else form


class _Whole:
    """Mixin for the form of a record that is there: what holds over several fields is asked though the form shows only
    some of them. Django leaves out what names a field that the form has not, and the database refuses it then."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # the mixin stands before a ModelForm
        form: Any = self
        if form.errors:
            return
        try:
            form.instance.validate_constraints()
        except ValidationError as error:
            for name, said in error.message_dict.items():
                form.add_error(name if name in form.fields else None, said)


class _Overtaken:
    """Mixin for such a form: what was typed, and what the record says now where that is another thing."""

    def full_clean(self) -> None:
        super().full_clean()  # type: ignore[misc]  # the mixin stands before a ModelForm
        tell_overtaken(self)


class OvertakenAdmin:
    """Mixin for a ModelAdmin: nothing that another saved meanwhile is put back unseen."""

    # The lines ignored below ask the page that this is mixed into.
    change_form_before_template = "admin/opened.html"

    def get_form(self, request: PortalRequest, obj: Model | None = None, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, *args, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        if obj is None:
            return form
        kept: Any = request  # the mark lies on the request until the page is drawn
        kept.opened = mark_of(obj)
        overtaken = request.POST.get(OPENED, kept.opened) != kept.opened
        return type(form)(form.__name__, (*((_Overtaken,) if overtaken else ()), _Whole, form), {})

    def render_change_form(self, request: PortalRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        context[OPENED] = getattr(request, OPENED, "")
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin


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
