from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    name = "subsidies"
    verbose_name = "申报与审核"

    def ready(self) -> None:
        """Register what the outbox does for this app, who may read its files, and the check of the policies."""
        from core.tasks import NIGHTLY
        from subsidies import awarding, checks, noticing, previewing, reading, replaying  # noqa: F401

        if replaying.HANDLER not in NIGHTLY:
            NIGHTLY.append(replaying.HANDLER)
