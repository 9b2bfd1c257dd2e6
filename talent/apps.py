from django.apps import AppConfig


class TalentConfig(AppConfig):
    name = "talent"
    verbose_name = "人才"

    def ready(self) -> None:
        """Register the registers, and what the wing takes from the folders of the cities."""
        from talent.loading import registers, studios  # noqa: F401
        from talent.registers import listed  # noqa: F401
