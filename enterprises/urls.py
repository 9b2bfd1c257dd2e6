"""Addresses of applicants, below /enterprise/, and sign-up, which lies below /accounts/."""

from django.urls import path, register_converter

from enterprises.views import declaring, profile, signing_up


class DeclaredKind:
    """A kind of declared record in an address."""

    regex = "|".join(declaring.KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DeclaredKind, "declared_kind")

app_name = "enterprises"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("edit/", profile.edit, name="edit"),
    path("switch/", profile.switch, name="switch"),
    path("records/<declared_kind:what>/add/", declaring.declare, name="declare"),
    path("records/<declared_kind:what>/<int:pk>/withdraw/", declaring.withdraw, name="withdraw"),
]
account_urlpatterns = [path("sign-up/", signing_up.sign_up, name="sign_up")]
