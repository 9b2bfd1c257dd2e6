"""By what a list of the admin may be narrowed: what its own filters write into the address, and nothing else; and which
of its rows are ticked.

Django takes any field of the model, and any relation that leads back to it, as a filter: of a list one may not read in
full, that would tell what stands in it letter by letter.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import ValidationError
from django.db.models import DateField, Model, QuerySet

from accounts.requests.portal_request import PortalRequest

BY_DAY = ("gte", "lt", "isnull")  # as Django's filter by date and its hierarchy write them
OF_HIERARCHY = ("year", "month", "day")


def declared_lookups(model: type[Model], filters: Collection[Any], date_hierarchy: str | None) -> frozenset[str]:
    """Every parameter that the filters of a list and its hierarchy of dates read."""
    found = {name for row in filters for name in _of_filter(model, row)}
    if date_hierarchy:
        found |= {f"{date_hierarchy}__{part}" for part in (*OF_HIERARCHY, *BY_DAY)}
    return frozenset(found)


def _of_filter(model: type[Model], row: Any) -> Iterator[str]:
    if isinstance(row, type) and issubclass(row, SimpleListFilter):
        yield str(row.parameter_name)
        return
    path = row[0] if isinstance(row, list | tuple) else row
    field = get_fields_from_path(model, path)[-1]
    yield from (f"{path}__{part}" for part in _parts(field))


def _parts(field: Any) -> tuple[str, ...]:
    """As the filter that Django gives a field of this kind writes them."""
    if field.is_relation:
        return f"{field.target_field.name}__exact", "isnull"
    if isinstance(field, DateField):
        return BY_DAY
    return "exact", "isnull"


class _OfTellableDays:
    """Mixin for a ChangeList: what is wrong while its filters are read is wrong with their values; what is wrong
    later is a fault of ours and stays one."""

    def get_filters(self, request: PortalRequest) -> Any:
        try:
            return super().get_filters(request)  # type: ignore[misc]  # the mixin stands before a ChangeList
        except (OverflowError, ValueError, ValidationError) as error:
            raise IncorrectLookupParameters(error) from error


class TellableDays:
    """Mixin for a ModelAdmin: a day beyond what the calendar of a program holds is no day, as the 30th of February;
    neither in its list nor where that is taken along."""

    def get_changelist(self, request: PortalRequest, **kwargs: Any) -> type[Any]:
        plain = super().get_changelist(request, **kwargs)  # type: ignore[misc]  # the mixin stands before a ModelAdmin
        return type("ListOfTellableDays", (_OfTellableDays, plain), {})


class TickedRows:
    """Mixin for a ModelAdmin: of what is ticked, that whose key is one; what else a sender ticks is not there."""

    model: type[Model]

    def response_action(self, request: PortalRequest, queryset: QuerySet[Any]) -> Any:
        """The action for those rows; without any, that none was chosen."""
        typed, sent = request.POST.copy(), request.POST.getlist(ACTION_CHECKBOX_NAME)
        typed.setlist(ACTION_CHECKBOX_NAME, [key for key in sent if self._is_key(key)])
        request.POST = typed  # type: ignore[assignment]  # no more is written to it than to what was sent
        return super().response_action(request, queryset)  # type: ignore[misc]  # the mixin stands before a ModelAdmin

    def _is_key(self, text: str) -> bool:
        field = self.model._meta.pk
        try:
            field.run_validators(field.to_python(text))
        except ValidationError:
            return False
        return True
