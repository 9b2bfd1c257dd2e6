from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "matching"
    verbose_name = "科创大脑"

    def ready(self) -> None:
        """Register what the wing takes from the folders of the cities."""
        from matching.loading import records  # noqa: F401
