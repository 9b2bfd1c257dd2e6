"""Kinds of records: the trail stores `trail_kind` of a model, a constant of ours that outlives labels and tables."""

from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model


def kind_of(record: Any) -> str:
    """The kind under which a record stands in the trail; AttributeError for a model that has none."""
    kind: str = record.trail_kind
    return kind


@cache
def _models() -> dict[str, type[Model]]:
    named = ((getattr(model, "trail_kind", ""), model) for model in apps.get_models())
    return {kind: model for kind, model in named if kind}


def model_of(kind: str) -> type[Model] | None:
    """The model of a kind; None for a kind of an earlier version."""
    return _models().get(kind)


def kind_words(kind: str) -> str:
    """What people call records of this kind."""
    model = model_of(kind)
    return str(model._meta.verbose_name) if model else kind


def state_words(kind: str, state: str) -> str:
    """What the office calls a state of records of this kind: the words of the model's own field `state`."""
    model = model_of(kind)
    try:
        field = model._meta.get_field("state") if model else None
    except FieldDoesNotExist:
        field = None
    return str(dict(getattr(field, "flatchoices", ())).get(state, state))
