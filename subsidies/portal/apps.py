from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "subsidies.portal"
    label = "portal"
    verbose_name = "申报页面"

    def ready(self) -> None:
        """Register the pages, the ways to them, what of claims stands on the first page, and what is kept of them."""
        from accounts.pages.links import Spot, register_link
        from accounts.requests.routes import register_pages
        from accounts.scope.permissions import any_account, applicants, everyone
        from subsidies.advice import telling as of_advice  # noqa: F401
        from subsidies.portal import first_page, telling  # noqa: F401

        register_pages("subsidies.portal.urls")
        register_link(Spot.HEAD, 10, "subsidies:scheme_list", "政策与事项", everyone)
        register_link(Spot.HEAD, 20, "subsidies:eligibility", "我能申报什么", any_account)
        register_link(Spot.HEAD, 30, "subsidies:claim_list", "我的申报", any_account)
        register_link(Spot.ROSTER, 10, "subsidies:for_many", first_page.for_many_words, applicants)
        register_link(Spot.FOOT, 40, "subsidies:verify", "核验通知书", everyone)
