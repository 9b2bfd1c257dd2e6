"""Addresses of applicants, below /enterprise/, and sign-up, which lies with the accounts for people."""

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
    path("enterprise/", profile.profile, name="profile"),
    path("enterprise/edit/", profile.edit, name="edit"),
    path("enterprise/switch/", profile.switch, name="switch"),
    path("enterprise/records/<declared_kind:what>/add/", declaring.declare, name="declare"),
    path("enterprise/records/<declared_kind:what>/<int:pk>/withdraw/", declaring.withdraw, name="withdraw"),
    path("accounts/sign-up/", signing_up.sign_up, name="sign_up"),
]
