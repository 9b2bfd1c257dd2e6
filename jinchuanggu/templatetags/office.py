"""What the admin's pages of a record need beside the library's own: `{% load office %}{% shown field %}`."""

from typing import Any

from django import template
from django.db.models import Model
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from unfold.templatetags.unfold import header_title

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


@register.simple_tag(takes_context=True)
def way(context: Context) -> str:
    """Where the page stands, by the names of the menu; of a page that no entry leads to as the library has it."""
    from jinchuanggu.workbench.crumbs import crumbs_of  # noqa: PLC0415  # tags are read while pages are made

    parts = crumbs_of(context["request"].path, context)
    if not parts:
        said: str = header_title(context)
        return said
    return render_to_string("unfold/helpers/header_title.html", {"parts": parts}, request=context["request"])


def _record(field: Any) -> Model | None:
    name = field.field["field"]
    value = getattr(field.form.instance, name, None) if isinstance(name, str) else None
    return value if isinstance(value, Model) else None


def _opens(page: Any, request: HttpRequest, record: Model) -> bool:
    return page.admin_site.is_registered(type(record)) and bool(
        page.admin_site.get_model_admin(type(record)).has_view_permission(request, record)
    )
