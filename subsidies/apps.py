from django.apps import AppConfig


class SubsidiesConfig(AppConfig):
    name = "subsidies"
    verbose_name = "惠企政策"

    def ready(self) -> None:
        """Register the office's pages, the ways into the portal's, the interface, the check of what policies say."""
        from accounts.pages.head import register_head
        from accounts.scope.permissions import any_account, everyone
        from subsidies import office  # noqa: F401
        from subsidies.api import routes  # noqa: F401
        from subsidies.cases import checks  # noqa: F401
        from subsidies.portal import first_page  # noqa: F401

        register_head(10, "subsidies:scheme_list", "政策与事项", everyone)
        register_head(20, "subsidies:eligibility", "我能申报什么", any_account)
        register_head(30, "subsidies:claim_list", "我的申报", any_account)
