"""What the admin shows of other records: choices of a form, filters of a list, and whose city a record is of."""

from collections.abc import Collection
from typing import Any

from django.contrib.admin import RelatedFieldListFilter
from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet

from accounts.actor import Actor, Role, StandingKind
from accounts.models import City
from accounts.requests.portal_request import PortalRequest
from accounts.scope import ScopedQuerySet


def city_id_of(record: Model, path: str) -> int | None:
    """The key of the record's city along `path` (`applicant__city`); None when the path is empty or ends early."""
    if not path:
        return None
    found: Any = record
    *steps, last = path.split("__")
    for step in steps:
        found = getattr(found, step, None)
    city_id: int | None = getattr(found, f"{last}_id", None)
    return city_id


def office_roles(actor: Actor) -> frozenset[str]:
    """Every office role that the actor holds anywhere."""
    return frozenset(row.role for row in actor.standings if row.kind == StandingKind.DEPARTMENT)


def roles_on(actor: Actor, city_id: int | None) -> frozenset[str]:
    """The office roles that count for a record of this city; the province's counts for what it may see at all."""
    province = {Role.PROVINCIAL_OFFICIAL} if actor.is_provincial else set()
    return actor.roles_in(city_id) | province


def reaches_all_cities(actor: Actor, wanted: Collection[str]) -> bool:
    """Whether a role among `wanted` that is not bound to a city is the actor's."""
    unbound = {Role.ADMINISTRATOR, Role.PROVINCIAL_OFFICIAL} & set(wanted)
    return bool(unbound & office_roles(actor))


def choices_for(
    model_admin: Any, request: PortalRequest, model: type[Model], writers: Collection[str]
) -> QuerySet[Any]:
    """The records of `model` that a form may offer: those that its own page of the admin shows this person.

    Cities are those in which the person may write. What has neither a page nor a scope (accounts of people) is
    offered to administrators alone.
    """
    actor = request.actor
    page = model_admin.admin_site._registry.get(model)
    rows: QuerySet[Any] = page.get_queryset(request) if page else model._default_manager.all()
    if model is City and not reaches_all_cities(actor, writers):
        return rows.filter(pk__in=actor.city_ids(*writers))
    if page:
        joined = page.list_select_related
        return rows.select_related(*joined) if isinstance(joined, list | tuple) else rows
    if isinstance(rows, ScopedQuerySet):
        return rows.visible_to(actor)
    return rows if actor.is_administrator else rows.none()


def writable_choices(
    model_admin: Any, request: PortalRequest, model: type[Model], writers: Collection[str]
) -> QuerySet[Any]:
    """The same for a record that is about to be written: what is published is of its own city alone."""
    rows, actor = choices_for(model_admin, request, model, writers), request.actor
    page = model_admin.admin_site._registry.get(model)
    if page is None or not page.is_published or not page.city_path or reaches_all_cities(actor, writers):
        return rows
    return rows.filter(**{f"{page.city_path}__in": actor.city_ids(*writers)})


class ScopedRelatedFilter(RelatedFieldListFilter):
    """A list filter by a related record that names visible records only, and hides when there is but one."""

    def field_choices(self, field: Any, request: Any, model_admin: Any) -> list[tuple[Any, Any]]:
        ordering = self.field_admin_ordering(field, request, model_admin)
        rows = choices_for(model_admin, request, field.related_model, model_admin.role_permissions["view"])
        return [(row.pk, str(row)) for row in rows.order_by(*ordering)[:200]]

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1


def scoped_filters(model: type[Model], filters: Collection[Any]) -> list[Any]:
    """The list's filters, those by relation in their scoped kind."""
    return [(name, ScopedRelatedFilter) if _is_relation(model, name) else name for name in filters]


def _is_relation(model: type[Model], name: Any) -> bool:
    if not isinstance(name, str) or "__" in name or not any(field.name == name for field in model._meta.get_fields()):
        return False
    return isinstance(model._meta.get_field(name), ForeignKey | ManyToManyField)
