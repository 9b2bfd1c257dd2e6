from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "subsidies.claims"
    label = "claims"
    verbose_name = "申报与审核"

    def ready(self) -> None:
        """Register who may read the papers of claims, what a changed tenancy and a parked reckoning mean for them."""
        from core.files.reading import register_reader
        from subsidies.claims import parked, permissions, resting  # noqa: F401

        register_reader(permissions.reads_evidence)
