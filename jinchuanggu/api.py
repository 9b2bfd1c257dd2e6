"""Addresses of the REST interface: its own, and those that the rooms register."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.authtoken.serializers import AuthTokenSerializer
from rest_framework.authtoken.views import ObtainAuthToken
from rest_framework.permissions import BasePermission
from rest_framework.serializers import CharField

from accounts.models import User
from accounts.requests.parsing import PlainJSONParser
from accounts.requests.routes import api_routes
from accounts.requests.throttling import SteadyThrottle
from accounts.scope.permissions import AnyAccount


class Anybody(BasePermission):
    """Whoever asks for a token proves who he is by the request itself."""

    def has_permission(self, request: object, view: object) -> bool:
        return True


class TokenRequestSerializer(AuthTokenSerializer):
    """The name and password of an account; the answer is its token."""

    # No longer than where an account is made: what counts wrong passwords could not keep it.
    username = CharField(label="用户名", max_length=User.username.field.max_length, write_only=True)


class Token(ObtainAuthToken):
    """A token for name and password. Wrong passwords count towards the lock of the name at this address."""

    serializer_class = TokenRequestSerializer
    permission_classes = (Anybody,)
    parser_classes = (PlainJSONParser,)
    throttle_classes = (SteadyThrottle,)
    throttle_scope = "token"


class Schema(SpectacularAPIView):
    """The OpenAPI description."""

    permission_classes = (AnyAccount,)


class Documentation(SpectacularSwaggerSplitView):
    """The description as a page. It is read and answers no other question: what is asked of a page has no template."""

    http_method_names = ("get", "head")
    permission_classes = (AnyAccount,)
    url_name = "api:schema"


app_name = "api"
urlpatterns = [
    path("token/", Token.as_view(), name="token"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Documentation.as_view(), name="docs"),
    *api_routes(),
]
