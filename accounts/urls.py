"""Addresses of accounts, below /accounts/."""

from django.urls import path

from accounts.views import entering

app_name = "accounts"
urlpatterns = [
    path("login/", entering.login, name="login"),
    path("logout/", entering.logout, name="logout"),
    path("password/", entering.password_change, name="password_change"),
    path("password/forgotten/", entering.password_help, name="password_help"),
]
