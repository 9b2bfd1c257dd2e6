from django.apps import AppConfig


class ParksConfig(AppConfig):
    name = "parks"
    verbose_name = "园区与服务"

    def ready(self) -> None:
        """Register the registers, the pages, what waits, and what the wing takes from the folders of the cities."""
        from accounts.adminkit.menu import register_group
        from accounts.pages.links import Spot, register_link
        from accounts.requests.routes import register_pages
        from accounts.scope.permissions import everyone
        from parks.entry import duties, first_page, telling  # noqa: F401
        from parks.loading import crowd_spaces, deeds, premises, records, services, spaces, valley  # noqa: F401
        from parks.registers import listed  # noqa: F401
        from parks.tenancies import telling as of_tenancies  # noqa: F401

        register_pages("parks.urls")
        register_group("parks", "园区与服务", 30)
        register_link(Spot.HELP, 10, "parks:services", "园区服务窗口", everyone)
        register_link(Spot.FOOT, 5, "parks:services", "园区服务", everyone)
