"""Each result, need, project and match stands once, however it is written."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories import AchievementFactory, JointProjectFactory, NeedFactory, ScenarioMatchFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("factory", "same", "name"),
    [
        (AchievementFactory, ("city", "title", "owner"), "achievement_once_per_city"),
        (NeedFactory, ("city", "title", "stated_by"), "need_once_per_city"),
        (JointProjectFactory, ("city", "title"), "joint_project_once_per_city"),
        (ScenarioMatchFactory, ("city", "entity", "scenario", "matched_on"), "scenario_match_once"),
    ],
)
def test_it_stands_once(factory: Any, same: tuple[str, ...], name: str) -> None:
    row = factory()
    again = {field: getattr(row, field) for field in same}
    spaced = {field: f" {value}　" if isinstance(value, str) else value for field, value in again.items()}
    for written in (again, spaced):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            factory(**written)
