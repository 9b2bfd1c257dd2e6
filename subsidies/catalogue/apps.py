from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "subsidies.catalogue"
    label = "catalogue"
    verbose_name = "政策与参数"

    def ready(self) -> None:
        """Register who may read the files of editions, and the check of the policies."""
        from core.files.reading import register_reader
        from subsidies.catalogue import checks, files  # noqa: F401

        register_reader(files.reads_edition)
