from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "账号与机构"

    def ready(self) -> None:
        """Register the night's work of this app."""
        from accounts.trail import verifying
        from core.outbox.tasks import NIGHTLY

        if verifying.HANDLER not in NIGHTLY:
            NIGHTLY.append(verifying.HANDLER)
