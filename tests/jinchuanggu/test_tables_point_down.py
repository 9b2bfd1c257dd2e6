"""A table knows those below it: foreign keys follow the floors that imports follow."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

ROOT = Path(settings.BASE_DIR)


def floors(name: str) -> dict[str, int]:
    """The floor of each room in the contract of that name in `pyproject.toml`, the highest one 0."""
    text = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = text["tool"]["importlinter"]["contracts"]
    layers = next(row["layers"] for row in contracts if row["name"].startswith(name))
    return {room.strip(): place for place, row in enumerate(layers) for room in row.split("|")}


def floor_of(model: type[Model]) -> tuple[int, int]:
    """Where a table stands: its wing, and in `subsidies` its room; Django's own tables lie below all."""
    wings, rooms = floors("Imports point down only"), floors("The rooms of subsidies")
    wing, _, rest = model.__module__.partition(".")
    return wings.get(wing, 99), rooms[rest.partition(".")[0]] if wing == "subsidies" else 0


def pointing() -> Iterator[tuple["Field", type[Model], type[Model]]]:
    for model in apps.get_models(include_auto_created=True):
        if model.__module__.partition(".")[0] not in floors("Imports point down only"):
            continue  # a table of Django's or of a library's
        for field in model._meta.get_fields():
            if isinstance(field, Field) and isinstance(field.related_model, type):
                yield field, model, field.related_model


def test_every_foreign_key_points_down_or_stays_on_its_floor() -> None:
    rows = list(pointing())
    assert len(rows) > 100
    up = [f"{field} -> {target.__name__}" for field, model, target in rows if floor_of(target) < floor_of(model)]
    assert up == []
