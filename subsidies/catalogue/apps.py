from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "subsidies.catalogue"
    label = "catalogue"
    verbose_name = "政策与参数"

    def ready(self) -> None:
        """Register who may read the files of editions, the checks of policies, and that a city loads its own."""
        from core.files.reading import register_reader
        from subsidies.catalogue import checking, checks, files  # noqa: F401

        register_reader(files.reads_edition)
