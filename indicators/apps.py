from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = "目标与报告"

    def ready(self) -> None:
        """Register the pages, the way to the targets, and what a changed record means for them."""
        from accounts.adminkit.menu import register_group
        from accounts.pages.links import Spot, register_link
        from accounts.requests.routes import register_pages
        from accounts.scope.permissions import any_account
        from indicators.loading import targets  # noqa: F401
        from indicators.observing import first_page, foretelling  # noqa: F401

        register_group("targets", "目标与报告", 50)
        register_pages("indicators.urls", below="targets/")
        register_link(Spot.HEAD, 50, "indicators:targets", "目标进展", any_account)
