"""The base of every page of the admin: rows through the gate, rights by role, choices by scope.

A class says in `role_permissions` which office roles may view, add, change, delete, import and export. A role counts
in the city of the record; whoever files for an applicant has no office rights over what is the applicant's own. The
permissions of Django's accounts count for nothing.
"""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.contrib.admin import ShowFacets
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db.models import DateField, Field, Model, QuerySet
from django.forms import CharField
from django.http import Http404
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminSingleDateWidget

from accounts.actor import Actor, Role, roles
from accounts.adminkit.auditing import AuditedAdmin
from accounts.adminkit.fields import RecordSelect, is_fen, yuan_field
from accounts.adminkit.menu import MenuEntry
from accounts.adminkit.narrowing import TellableDays, TickedRows, declared_lookups
from accounts.adminkit.refusing import OvertakenAdmin, RefusingAdmin
from accounts.adminkit.scoping import (
    city_id_of,
    office_roles,
    reaches_all_cities,
    roles_on,
    scoped_filters,
    writable_choices,
)
from accounts.models import City
from accounts.requests.portal_request import PortalRequest
from accounts.scope import ScopedQuerySet
from core.values.text import clean_text, refuse_identity

RolePermissions = Mapping[str, Collection[str]]
EVERY_OFFICE = frozenset(name for name, _ in roles.OFFICE_ROLES)


class ScopedModelAdmin(RefusingAdmin, OvertakenAdmin, AuditedAdmin, TellableDays, TickedRows, ModelAdmin):
    """A page of the admin that shows an actor the rows that are theirs to see."""

    role_permissions: ClassVar[RolePermissions] = {"view": ()}
    menu: ClassVar[tuple[MenuEntry, ...]] = ()  # where the page stands in the office's menu
    city_path: str = "city"  # from the record to its city; "" for what belongs to no city or is published
    is_published: ClassVar[bool] = False  # every city's rows are seen by all offices; written in their own city alone
    owner_path: ClassVar[str] = ""  # from the record to the key of the applicant whose own it is
    empty_value_display = "—"
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        DateField: {"widget": UnfoldAdminSingleDateWidget(format="%Y-%m-%d")}
    }
    list_per_page = 50
    list_max_show_all = 200
    save_on_top = False
    compressed_fields = True
    warn_unsaved_form = True
    list_filter_sheet = True
    show_facets = ShowFacets.NEVER  # counts by filter read whole tables
    delete_confirmation_max_display = 50

    def get_queryset(self, request: PortalRequest) -> QuerySet[Any]:
        return self.scoped(super().get_queryset(request), request.actor)

    def scoped(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        """The rows of this page for an actor. A model without a scope of its own needs its own version."""
        if not isinstance(rows, ScopedQuerySet):
            raise ImproperlyConfigured(f"{type(self).__name__}: {self.model.__name__} has no visible_to()")
        visible: QuerySet[Any] = rows.visible_to(actor)
        return visible if self.is_published else self.in_cities(visible, actor, self.city_path)

    def in_cities(self, rows: QuerySet[Any], actor: Actor, path: str) -> QuerySet[Any]:
        """Those of the rows whose city is one in which the actor holds a viewing role."""
        viewers = self._roles_for("view")
        if not path or reaches_all_cities(actor, viewers):
            return rows
        return rows.filter(**{f"{path}__in": actor.city_ids(*viewers)})

    def _roles_for(self, what: str) -> frozenset[str]:
        wanted = frozenset(self.role_permissions.get(what, ()))
        return wanted | {Role.ADMINISTRATOR} if what == "view" else wanted

    def holds(self, request: PortalRequest, what: str, record: Model | None = None) -> bool:
        """May this person do `what` here (with this record)?"""
        wanted, actor = self._roles_for(what), request.actor
        if record is None:
            return bool(wanted & office_roles(actor))
        if what != "view" and self._is_own(actor, record):
            return False
        path = "" if self.is_published and what == "view" else self.city_path
        held = roles_on(actor, city_id_of(record, path)) if path else office_roles(actor)
        return bool(wanted & held)

    def _is_own(self, actor: Actor, record: Model) -> bool:
        return bool(self.owner_path) and getattr(record, self.owner_path) in actor.recused_from

    def has_module_permission(self, request: PortalRequest) -> bool:
        return self.holds(request, "view")

    def has_view_permission(self, request: PortalRequest, obj: Model | None = None) -> bool:
        return self.holds(request, "view", obj)

    def has_add_permission(self, request: PortalRequest, obj: Model | None = None) -> bool:
        return self.holds(request, "add")

    def has_change_permission(self, request: PortalRequest, obj: Model | None = None) -> bool:
        return self.holds(request, "change", obj)

    def has_delete_permission(self, request: PortalRequest, obj: Model | None = None) -> bool:
        return self.holds(request, "delete", obj)

    def has_import_permission(self, request: PortalRequest) -> bool:
        return self.holds(request, "import")

    def has_export_permission(self, request: PortalRequest) -> bool:
        return self.holds(request, "export")

    def get_actions(self, request: PortalRequest) -> dict[str, Any]:
        """Without Django's bulk deletion: records are deleted one by one, each with its entry."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_search_results(self, request: PortalRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        """What no record can hold finds none."""
        try:
            return super().get_search_results(request, queryset, clean_text(search_term))
        except ValidationError:
            return queryset.none(), False

    def get_list_filter(self, request: PortalRequest) -> list[Any]:
        return scoped_filters(self.model, super().get_list_filter(request))

    def lookup_allowed(self, lookup: str, value: str, request: PortalRequest) -> bool:
        """Whether the list may be narrowed so: by its own filters alone."""
        return lookup in declared_lookups(self.model, self.get_list_filter(request), self.date_hierarchy)

    def get_readonly_fields(self, request: PortalRequest, obj: Model | None = None) -> Any:
        """A record never moves to another city: what says where it is (city, valley, park, space) stays as entered."""
        fields, place = tuple(super().get_readonly_fields(request, obj)), self.city_path.partition("__")[0]
        return (*fields, place) if obj is not None and place and place not in fields else fields

    def save_form(self, request: PortalRequest, form: Any, change: bool) -> Any:
        """The record as it is about to be saved, looked at once more: it is of a city in which this person may write,
        however the form came by it."""
        record = super().save_form(request, form, change)
        if not self.holds(request, "change" if change else "add", record):
            raise PermissionDenied
        return record

    def formfield_for_choice_field(self, db_field: Any, request: PortalRequest, **kwargs: Any) -> Any:
        """Money and targets hang on choices: none is made before somebody makes it, whatever the model's default."""
        if not db_field.blank:
            kwargs |= {"initial": "", "choices": db_field.get_choices(blank_choice=[("", "请选择")])}
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: PortalRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = writable_choices(self, request, db_field.related_model, self._writers())
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = RecordSelect(db_field, self.admin_site)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.related_model is City:
            _settle(field)
        return field

    def formfield_for_manytomany(self, db_field: Any, request: PortalRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = writable_choices(self, request, db_field.related_model, self._writers())
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Field, request: PortalRequest, **kwargs: Any) -> Any:
        """Money is typed in yuan, and no text of an office holds an identity number, an account's least of all."""
        if is_fen(db_field):
            return yuan_field(db_field)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, CharField):
            field.validators.append(refuse_identity)
        return field

    def _writers(self) -> frozenset[str]:
        return self._roles_for("add") | self._roles_for("change")

    def get_object(self, request: PortalRequest, object_id: str, from_field: str | None = None) -> Any:
        """An empty `_to_field` names none."""
        return super().get_object(request, object_id, from_field or None)

    def _get_obj_does_not_exist_redirect(self, request: PortalRequest, opts: Any, object_id: str) -> Any:
        raise Http404


def _settle(field: Any) -> None:
    """Where only one city can be meant, it is set by the server and not asked."""
    cities = list(field.queryset[:2])
    if len(cities) == 1:
        field.initial, field.disabled = cities[0].pk, True


class ReadOnlyAdmin(ScopedModelAdmin):
    """Records that the admin shows and never writes: what is append-only, and what verbs alone may change."""

    def has_add_permission(self, request: PortalRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: PortalRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: PortalRequest, obj: Model | None = None) -> bool:
        return False


def is_list(request: PortalRequest) -> bool:
    """Whether a list is asked for, which needs no more of a record than its columns."""
    match = request.resolver_match
    return bool(match and match.url_name and match.url_name.endswith("_changelist"))


def records(*writers: str, exported: bool = True) -> dict[str, Collection[str]]:
    """The usual table of a city's records: its offices see them, `writers` add, change, delete and import them."""
    readers = roles.CASE_ROLES | {Role.OPERATOR, Role.OFFICIAL}
    table: dict[str, Collection[str]] = dict.fromkeys(("add", "change", "delete", "import"), frozenset(writers))
    return table | {"view": readers, "export": readers | {Role.ADMINISTRATOR} if exported else ()}


def published(*writers: str) -> dict[str, Collection[str]]:
    """Reference data: every office reads it, `writers` change it, nobody deletes it."""
    return {"view": EVERY_OFFICE, "change": frozenset(writers), "add": frozenset(writers)}
