from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "账号与机构"

    def ready(self) -> None:
        """Register the pages and the night's work of this app."""
        from accounts.requests.routes import register_pages
        from accounts.trail import verifying  # noqa: F401

        register_pages("accounts.urls", below="accounts/")
