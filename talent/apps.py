from django.apps import AppConfig


class TalentConfig(AppConfig):
    name = "talent"
    verbose_name = "人才"

    def ready(self) -> None:
        """Register the registers, the roster's pages, and what the wing takes from the folders of the cities."""
        from accounts.pages.links import Spot, register_link
        from accounts.requests.routes import register_pages
        from accounts.scope.permissions import applicants
        from talent.loading import deeds, registers, studios  # noqa: F401
        from talent.registers import listed  # noqa: F401
        from talent.roster import first_page
        from talent.studios import telling  # noqa: F401

        register_pages("talent.urls")
        register_link(Spot.HEAD, 45, "talent:roster", first_page.roster_words, applicants)
