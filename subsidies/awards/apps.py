from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "subsidies.awards"
    label = "awards"
    verbose_name = "核定与通知书"

    def ready(self) -> None:
        """Register the room's work in the background, its night's work, and who may read notices."""
        from core.files.reading import register_reader
        from subsidies.awards import awarding, files, replaying, selectors  # noqa: F401
        from subsidies.awards.papers import noticing, refusal_noticing, revocation_noticing  # noqa: F401

        register_reader(files.reads_notice)
