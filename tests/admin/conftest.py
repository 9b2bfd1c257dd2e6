"""A world of two cities: Changzhi's people look at it, Jincheng's records carry a mark that they must never see."""

from typing import Any

import pytest

from tests.admin.world import MARKER, award_for, records_of


@pytest.fixture
def own(policies: None, changzhi: Any) -> dict[str, Any]:
    """Records of Changzhi."""
    rows = records_of(changzhi)
    return rows | {row._meta.label_lower: row for row in award_for(rows["claims.claim"])}


@pytest.fixture
def foreign(policies: None, jincheng: Any) -> dict[str, Any]:
    """Records of Jincheng."""
    rows = records_of(jincheng, MARKER)
    return rows | {row._meta.label_lower: row for row in award_for(rows["claims.claim"])}
