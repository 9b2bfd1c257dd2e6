from django.apps import AppConfig


class TalentConfig(AppConfig):
    name = "talent"
    verbose_name = "人才"

    def ready(self) -> None:
        """Register what the wing takes from the folders of the cities."""
        from talent.loading import studios  # noqa: F401
