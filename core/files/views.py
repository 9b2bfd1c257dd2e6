"""The one way in which a stored file leaves the house."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from core.files.downloading import download_response
from core.files.reading import may_read
from core.files.storing import stored_path
from core.models import StoredFile


@require_safe
def download(request: HttpRequest, file_id: UUID) -> FileResponse:
    """A file as an attachment, for whoever may read what it is attached to; for all others it is not there.

    Who may come to the door at all is declared where the address is, since core knows no roles.
    """
    actor: Any = request.actor  # type: ignore[attr-defined]  # put there by the middleware of the wing above
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or not may_read(file, actor):
        raise Http404
    try:
        return download_response(stored_path(file.storage_name), file.name, file.content_type)
    except FileNotFoundError as error:
        raise Http404 from error
