"""Pages whose records others rest on: what a change will mean is said before it is saved."""

from typing import Any

from django.db.models import Model
from django.http import HttpResponse

from accounts.actor import Actor
from accounts.adminkit.refusing import RefusingAdmin
from accounts.requests.portal_request import PortalRequest
from core.consequences import consequences


class ForetellingAdmin(RefusingAdmin):
    """Mixin for a ModelAdmin. A class says what change its form makes, and which verb writes it."""

    # The lines ignored below ask the page that this is mixed into.
    change_form_before_template = "admin/consequences.html"

    def change_of(self, record: Any) -> Any:
        """The change that the form is about to make, as a value that rooms have registered for."""
        raise NotImplementedError

    def written_by_verb(self, record: Any, by: Actor) -> None:
        """Call the verb that writes the record and carries out what follows."""
        raise NotImplementedError

    def render_change_form(
        self, request: PortalRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The form, with a sentence for each consequence where it can be changed."""
        record = context.get("original")
        if record is not None and self.has_change_permission(request, record):  # type: ignore[attr-defined]  # the mixin stands before a ModelAdmin
            context["consequences"] = [row.sentence for row in consequences(self.change_of(record))]
        answer: HttpResponse = super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        return answer

    def save_model(self, request: PortalRequest, obj: Model, form: Any, change: bool) -> None:
        """Through the verb, never past it; a form sent back as it was writes nothing."""
        if form.changed_data or not change:
            self.written_by_verb(obj, request.actor)
