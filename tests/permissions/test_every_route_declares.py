"""A page, an API route or an admin page without a declared permission does not get in."""

import pytest
from django.contrib import admin
from rest_framework.permissions import AllowAny

from accounts.adminkit.base import ScopedModelAdmin
from accounts.scope.permissions import DenyUnlessDeclared
from tests.permissions.routes import Route, routes

PAGES = [row for row in routes() if not row.is_admin and row.api_class is None]
API = [row for row in routes() if row.api_class is not None]


@pytest.mark.parametrize("route", PAGES, ids=lambda row: row.pattern or "home")
def test_page_declares_who_may_open_it(route: Route) -> None:
    assert getattr(route.view, "declared_permission", None) is not None


@pytest.mark.parametrize("route", API, ids=lambda row: row.pattern)
def test_api_route_declares_who_may_call_it(route: Route) -> None:
    classes = route.api_class.permission_classes
    assert classes
    assert DenyUnlessDeclared not in classes
    assert AllowAny not in classes


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_admin_page_is_scoped_and_says_which_roles_do_what(model: type) -> None:
    page = admin.site._registry[model]
    assert isinstance(page, ScopedModelAdmin)
    assert page.role_permissions


def test_a_view_without_a_declaration_would_be_found() -> None:
    undeclared = Route("somewhere/", "somewhere", lambda request: None)
    with pytest.raises(AssertionError):
        test_page_declares_who_may_open_it(undeclared)
