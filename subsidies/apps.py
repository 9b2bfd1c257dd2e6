from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    name = "subsidies"
    verbose_name = "惠企政策"

    def ready(self) -> None:
        """Register the office's pages, the interface, the check of what policies say."""
        from subsidies import office  # noqa: F401
        from subsidies.api import routes  # noqa: F401
        from subsidies.cases import checks  # noqa: F401
