from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "系统"

    def ready(self) -> None:
        """Register the night's work of this app."""
        from core.files import sweeping  # noqa: F401
        from core.jobs import sweeping as sweeping_of_jobs  # noqa: F401
        from core.outbox import clearing  # noqa: F401
