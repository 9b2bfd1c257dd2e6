"""The admin as a site of its own: who may enter, what is registered, and no side doors."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignObjectRel
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from unfold.sites import UnfoldAdminSite

from accounts.adminkit.base import ScopedModelAdmin
from accounts.requests.portal_request import PortalRequest

# Django's redirect to any record's own page, and unfold's search over models: neither asks the scope.
_CLOSED = {"view_on_site", "search"}


class Choices(AutocompleteJsonView):
    """The records that a field offers. A relation that leads back is no field of the model, and Django breaks on it."""

    def process_request(self, request: HttpRequest) -> tuple[Any, ...]:
        found: tuple[Any, ...] = super().process_request(request)
        if any(isinstance(part, ForeignObjectRel) for part in found):
            raise PermissionDenied
        return found


class PortalAdminSite(UnfoldAdminSite):
    """Open to people who hold a role in a department; shows only pages that declare their scope."""

    default_site = "jinchuanggu.workbench.site.PortalAdminSite"
    index_title = "待办"
    enable_nav_sidebar = True

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take pages that rest on ScopedModelAdmin; those that packages bring along declare no scope and stay out."""
        if admin_class is not None and issubclass(admin_class, ScopedModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: PortalRequest) -> bool:
        return bool(request.actor.is_staff)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """As Django's, but for people of no office the admin does not exist."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.actor.is_authenticated and not request.actor.is_staff:
                raise Http404
            response: HttpResponse = inner(request, *args, **kwargs)
            return response

        return guarded

    def login(self, request: PortalRequest, extra_context: Any = None) -> HttpResponse:
        """There is one login, the portal's; it leads back here."""
        wanted = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        return HttpResponseRedirect(f"{reverse('accounts:login')}?{urlencode({REDIRECT_FIELD_NAME: wanted})}")

    def get_urls(self) -> list[URLPattern]:
        return [row for row in super().get_urls() if getattr(row, "name", None) not in _CLOSED]

    def autocomplete_view(self, request: PortalRequest) -> HttpResponse:
        view: Any = Choices.as_view(admin_site=self)
        answer: HttpResponse = view(request)
        return answer

    def each_context(self, request: PortalRequest) -> dict[str, Any]:
        context: dict[str, Any] = super().each_context(request)
        return context | {"log_entries": ()}

    def pages(self) -> Iterable[ScopedModelAdmin]:
        """Every registered page."""
        registered: dict[Any, ScopedModelAdmin] = self._registry
        return registered.values()
