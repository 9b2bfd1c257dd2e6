"""The OpenAPI description of the interface."""

import pytest
from django.test import Client

from tests.pins.pinning import Pinned


@pytest.mark.django_db
def test_the_description_of_the_interface_is_the_same(stranger, client_of, pinned: Pinned) -> None:
    client: Client = client_of(stranger)
    answer = client.get("/api/schema/", {"format": "json"})
    assert answer.status_code == 200
    pinned("openapi", answer.json())
