"""A city with its policies, and people who are there for all threads to see."""

import pytest

from tests import road


@pytest.fixture
def ready(transactional_db: None) -> None:
    """Policies are loaded and committed."""
    road.policies_loaded()
