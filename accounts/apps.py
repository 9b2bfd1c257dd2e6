from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "账号与机构"

    def ready(self) -> None:
        """Register the night's work of this app."""
        from accounts import trail
        from core.tasks import NIGHTLY

        if trail.HANDLER not in NIGHTLY:
            NIGHTLY.append(trail.HANDLER)
