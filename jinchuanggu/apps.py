from django.apps import AppConfig


class JinchuangguConfig(AppConfig):
    name = "jinchuanggu"
    verbose_name = "晋创谷门户"

    def ready(self) -> None:
        """Register the way to the workbench, and what the trail says of loading."""
        from accounts.pages.head import register_head
        from accounts.scope.permissions import offices
        from jinchuanggu.loading import reference  # noqa: F401

        register_head(60, "admin:index", "工作台", offices)
