"""What records lose for good by the rows of a sheet, known while they still have it."""

from collections.abc import Sequence
from typing import Any


class Losing:
    """Mixin for a resource. `lost`: by key, what a record loses by its row, be it new or changed."""

    lost: dict[Any, str]

    def begin_sheet(self, numbers: Sequence[int]) -> None:
        super().begin_sheet(numbers)  # type: ignore[misc]  # the mixin stands before a resource
        self.lost = {}

    def forgone(self, record: Any) -> str:
        """What is lost by writing a record as a row fills it, and does not come back with what stood there; in most
        sheets nothing."""
        return self.forgone_of([record]).get(record.pk, "")

    def forgone_of(self, records: Sequence[Any]) -> dict[Any, str]:
        """The same of many, by key, in as few queries."""
        return {}

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """As the library; what is lost is asked before, and kept under the key that a new record gets."""
        lost = self.forgone(instance)
        super().save_instance(instance, is_create, row, **kwargs)  # type: ignore[misc]  # likewise
        if lost:
            self.lost[instance.pk] = lost
