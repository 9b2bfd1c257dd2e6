from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    name = "subsidies"
    verbose_name = "惠企政策"

    def ready(self) -> None:
        """Register the office's pages and their groups of the menu, the interface, the check of what policies say."""
        from accounts.adminkit.menu import register_group
        from subsidies import office  # noqa: F401
        from subsidies.api import routes  # noqa: F401
        from subsidies.cases import checks  # noqa: F401
        from subsidies.loading import claims, editions, promises  # noqa: F401

        register_group("claims", "申报与审核", 10)
        register_group("policies", "政策与参数", 60)
