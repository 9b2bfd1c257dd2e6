"""`flush`, by the owner of the tables: the working role may empty none."""

from typing import Any

from django.core.management.commands import flush

from core.walls.owning import owning


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        with owning(options["database"]):
            super().handle(**options)
