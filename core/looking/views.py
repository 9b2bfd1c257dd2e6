"""A file's pages by address, for whoever may read the file; for all others they are not there."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from core.files.reading import may_read
from core.looking.asking import NotShown, ShownPage, is_pictured, shown
from core.models import StoredFile
from core.values.numbers import whole_number


@require_safe
def page_picture(request: HttpRequest, file_id: UUID, number: int) -> HttpResponse:
    """One page as a picture that no browser keeps, sniffs or lends to other sites."""
    file = readable_or_404(request, file_id)
    try:
        page = shown(file, number, picture=True) if is_pictured(file.content_type) else None
    except (NotShown, FileNotFoundError) as error:
        raise Http404 from error
    if page is None or not page.picture:
        raise Http404
    response = HttpResponse(page.picture, content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@require_safe
def look(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """One page of a file after another, without script; `back` leads to where the person came from."""
    file, number = readable_or_404(request, file_id), whole_number(request.GET.get("page")) or 1
    page, sentence = ShownPage(0), ""
    try:
        page = shown(file, number, picture=False)
    except NotShown as error:
        sentence = str(error)
    except FileNotFoundError as error:
        raise Http404 from error
    if not sentence and number > page.pages:
        raise Http404
    back = request.GET.get("back", "")
    context = {
        "file": file, "page": page, "number": number, "sentence": sentence, "pictured": is_pictured(file.content_type),
        "before": number - 1, "after": number + 1 if number < page.pages else 0,
        "back": back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "",
    }  # fmt: skip
    response = render(request, "files/look.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


def readable_or_404(request: HttpRequest, file_id: UUID) -> StoredFile:
    """The file, if the person may read what it is attached to."""
    actor: Any = request.actor  # type: ignore[attr-defined]  # put there by the middleware of the wing above
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or not may_read(file, actor):
        raise Http404
    return file
