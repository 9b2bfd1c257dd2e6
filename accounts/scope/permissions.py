"""Declared permissions of views. A view without one fails a test (tests/permissions)."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.http.response import HttpResponseBase
from rest_framework.permissions import BasePermission

from accounts.actor import Actor, actor_of
from accounts.requests.portal_request import PortalRequest
from accounts.scope.acting import identity_of
from core.walls.acting import become

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView

Rule = Callable[[Actor], bool]
View = Callable[..., HttpResponseBase]


def everyone(actor: Actor) -> bool:
    """Published pages."""
    return True


def any_account(actor: Actor) -> bool:
    """Anybody who is logged in."""
    return actor.is_authenticated


def applicants(actor: Actor) -> bool:
    """People who act for an applicant."""
    return bool(actor.applicant_ids)


def offices(actor: Actor) -> bool:
    """People who hold a role in a department."""
    return actor.is_staff


def permitted_to(rule: Rule) -> Callable[[View], View]:
    """Declare who may open a view. Others get 404 when logged in, else the login page."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: PortalRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = request.actor
            if rule(actor):
                return view(request, *args, **kwargs)
            if actor.is_authenticated:
                raise Http404
            return redirect_to_login(request.get_full_path())

        guarded.declared_permission = rule  # type: ignore[attr-defined]  # a function may carry it
        return login_not_required(guarded)

    return wrap


class DenyUnlessDeclared(BasePermission):
    """The API's default: a route whose view declares no permission is closed to all."""

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        return False


class Permitted(BasePermission):
    """Base of API permissions that ask a rule of this module: set `rule` in a subclass."""

    rule: Rule

    def has_permission(self, request: "Request", view: "APIView") -> bool:
        actor = actor_of(request.user)
        become(identity_of(actor))  # a token says who comes later than the middleware could hear
        return type(self).rule(actor)


class AnyAccount(Permitted):
    rule = staticmethod(any_account)


class Applicants(Permitted):
    rule = staticmethod(applicants)
