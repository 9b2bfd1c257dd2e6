"""What the admin's pages of a record need beside the library's own: `{% load office %}{% shown field %}`."""

from typing import Any

from django import template
from django.db.models import Model
from django.http import HttpRequest
from django.template import Context

register = template.Library()


@register.simple_tag(takes_context=True)
def shown(context: Context, field: Any) -> Any:
    """What stands in a field that cannot be changed; "—" for nothing. The library links every record to its page,
    whoever reads: one whose page this person may not open is only named."""
    record = _record(field)
    if record is not None and not _opens(field.model_admin, context["request"], record):
        return str(record)
    contents = field.contents()
    return "—" if contents in ("", "None", "-") else contents


def _record(field: Any) -> Model | None:
    name = field.field["field"]
    value = getattr(field.form.instance, name, None) if isinstance(name, str) else None
    return value if isinstance(value, Model) else None


def _opens(page: Any, request: HttpRequest, record: Model) -> bool:
    return page.admin_site.is_registered(type(record)) and bool(
        page.admin_site.get_model_admin(type(record)).has_view_permission(request, record)
    )
