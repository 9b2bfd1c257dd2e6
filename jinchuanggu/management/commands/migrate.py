"""`migrate`, by the owner of the tables, who then lets the working role in."""

from typing import Any

from django.core.management.commands import migrate

from core.walls.owning import let_work, owning


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with owning(options["database"]):
            super().handle(*args, **options)
            if not (options["plan"] or options["check_unapplied"]):
                let_work(options["database"])
