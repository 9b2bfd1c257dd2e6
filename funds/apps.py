from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "funds"
    verbose_name = "资金"

    def ready(self) -> None:
        """Register the registers, and what the wing takes from the folders of the cities."""
        from accounts.adminkit.menu import register_group
        from funds.loading import funds, registers  # noqa: F401
        from funds.registers import listed  # noqa: F401

        register_group("money", "资金", 20)
