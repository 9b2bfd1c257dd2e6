from django.apps import AppConfig


class WhatIfConfig(AppConfig):
    name = "subsidies.whatif"
    label = "whatif"
    verbose_name = "调整试算"

    def ready(self) -> None:
        """Register the room's work in the background."""
        from subsidies.whatif import previewing  # noqa: F401
