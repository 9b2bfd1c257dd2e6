from django.apps import AppConfig


class ParksConfig(AppConfig):
    name = "parks"
    verbose_name = "园区与服务"

    def ready(self) -> None:
        """Register the registers, and what the wing takes from the folders of the cities."""
        from parks.loading import crowd_spaces, records, spaces, valley  # noqa: F401
        from parks.registers import listed  # noqa: F401
