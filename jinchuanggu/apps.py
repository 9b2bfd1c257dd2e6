from django.apps import AppConfig


class JinchuangguConfig(AppConfig):
    name = "jinchuanggu"
    verbose_name = "晋创谷门户"

    def ready(self) -> None:
        """Register the way to the workbench, the foot of pages, what the trail says of loading; a deed of the demo."""
        from accounts.pages.links import Spot, register_link
        from accounts.scope.permissions import everyone, offices
        from jinchuanggu.loading import calendar_years, reference  # noqa: F401

        register_link(Spot.HEAD, 60, "admin:index", "工作台", offices)
        register_link(Spot.FOOT, 10, "site_map", "网站地图", everyone)
        register_link(Spot.FOOT, 20, "accessibility", "无障碍说明", everyone)
        register_link(Spot.FOOT, 30, "data_use", "信息使用说明", everyone)
