"""What a stored file's content was is never changed, past all of our code."""

import uuid

import pytest
from django.db import InternalError, transaction

from core.files.keeping import keep_bytes
from core.models import StoredFile


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"sha256": "0" * 64}, {"size": 0}, {"storage_name": "别处"}, {"id": uuid.UUID(int=0)}]
)
def test_the_database_itself_keeps_hash_size_and_place(change: dict[str, object]) -> None:
    file = keep_bytes(b"%PDF-1.7", name="证书.pdf", content_type="application/pdf")
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        StoredFile.objects.filter(pk=file.pk).update(**change)
    StoredFile.objects.filter(pk=file.pk).update(name="另名.pdf")
