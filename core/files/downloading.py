"""The one way in which a stored file is handed out."""

from pathlib import Path

from django.http import FileResponse


def download_response(path: Path, name: str, content_type: str) -> FileResponse:
    """Stream a stored file as an attachment that no browser runs, sniffs, frames or keeps (RFC 6266 name).

    The caller has already asked whether this person may read it. Raises FileNotFoundError.
    """
    response = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
