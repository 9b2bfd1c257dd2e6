"""The office's list of targets says them as the page of targets does."""

import pytest
from django.contrib import admin

from indicators.admin import TargetAdmin
from indicators.models import Target


@pytest.mark.parametrize(
    ("unit", "figure", "said"),
    [("元", 50_000_0000_00, "5亿元"), ("个", 10, "10个"), ("元", 2_000_0000_00, "2,000万元")],
)
def test_a_target_is_said_in_one_unit_everywhere(unit: str, figure: int, said: str) -> None:
    assert TargetAdmin(Target, admin.site).shown_figure(Target(unit=unit, figure=figure)) == said
