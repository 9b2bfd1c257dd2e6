from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    name = "subsidies"
    verbose_name = "惠企政策"

    def ready(self) -> None:
        """Register the pages of the office, and the check of what policies say of registers."""
        from subsidies import office  # noqa: F401
        from subsidies.cases import checks  # noqa: F401
