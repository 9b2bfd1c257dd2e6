from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "账号与机构"

    def ready(self) -> None:
        """Register the pages, the actions and the night's work of this app."""
        from accounts.adminkit import deeds  # noqa: F401
        from accounts.adminkit.importing import running, undoing  # noqa: F401
        from accounts.adminkit.menu import register_group
        from accounts.pages.links import Spot, register_link
        from accounts.people import appointing  # noqa: F401
        from accounts.requests.routes import register_pages
        from accounts.scope.permissions import any_account
        from accounts.trail import verifying  # noqa: F401

        register_group("system", "系统", 70)
        register_pages("accounts.urls", below="accounts/")
        register_link(Spot.PERSON, 20, "accounts:password_change", "修改密码", any_account)
