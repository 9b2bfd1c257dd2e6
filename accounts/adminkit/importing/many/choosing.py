"""Which sheets may go many rows at once: those of which every rule is known to this way."""

from typing import Any

from django.db import models
from import_export.resources import ModelResource

from accounts.adminkit.importing.many.fields import PLAIN
from accounts.adminkit.importing.many.writing import Door
from accounts.adminkit.sheets import ScopedResource
from accounts.scope.building import BuiltConstraint

# What a resource may not do in a way of its own: this way does it otherwise. `do_instance_save` has its door.
_HOOKS = (
    "before_import_row", "after_init_instance", "import_instance", "import_field", "before_save_instance", "skip_row",
    "validate_instance", "save_instance", "after_import_row", "cell_faults",
)  # fmt: skip


def door_of(resource: ScopedResource) -> Door | None:
    """The door through which rows of the resource are written many at once; None where they go one by one."""
    model = resource._meta.model
    if any(getattr(type(resource), name) is not getattr(ScopedResource, name) for name in _HOOKS):
        return None
    if not _is_plain(model):
        return None
    made: Any = resource.door()
    if made is None and type(resource).do_instance_save is ModelResource.do_instance_save:
        return Door(model)
    door: Door | None = made
    return door


def _is_plain(model: type[models.Model]) -> bool:
    """Whether the model is saved as Django saves, and its rules are of the kinds that are asked in sets."""
    own = any(
        getattr(model, name) is not getattr(models.Model, name)
        for name in ("save", "save_base", "full_clean", "validate_unique")
    )
    fields = all(isinstance(field, PLAIN) for field in model._meta.concrete_fields)
    rules = all(
        isinstance(row, models.CheckConstraint | BuiltConstraint)
        or (isinstance(row, models.UniqueConstraint) and row.fields and row.condition is None)
        for row in model._meta.constraints
    )
    return not own and fields and rules and not model._meta.parents
