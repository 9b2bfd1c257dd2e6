"""What the page tests share: addresses, a form as a browser sends it, a small file."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image

from subsidies.claims.models import Claim
from tests.recording import recorded


def address(name: str, claim: Claim | None = None, *more: Any) -> str:
    return reverse(f"subsidies:{name}", args=[claim.public_id, *more] if claim else more)


def form_of(claim: Claim, action: str = "save", **typed: Any) -> dict[str, Any]:
    """The form of a claim with its version, as the browser sends it; the record that its reference names is picked."""
    claim.refresh_from_db()
    facts = {name.removeprefix("fact_"): text for name, text in typed.items() if name.startswith("fact_")}
    named = recorded(claim.applicant, claim.scheme_code, {**typed, "facts": facts}) if "reference" in typed else {}
    picked = {name: named[name] for name in ("record", "months", "year") if name in named}
    return {"version": claim.version, "action": action, **picked, **typed}


_SEEN = re.compile(r'name="seen" value="([^"]*)"')
HIGH_TECH = {"on": "2026-03-31", "reference": "GR202614000001", "fact_recognition_no": "1"}


def picture(name: str = "证书.png", colour: str = "white") -> SimpleUploadedFile:
    """A small picture."""
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), colour).save(stream, "PNG")
    return SimpleUploadedFile(name, stream.getvalue(), content_type="image/png")


def mark_on(page: Any) -> str:
    """The mark that a page keeps of what it showed."""
    (seen,) = set(_SEEN.findall(page.content.decode()))
    return str(seen)


@contextmanager
def as_soon_as_read(table: str, do: Callable[[], object]) -> Iterator[None]:
    """Something happens just when a page has read rows of a table, and before anything else that it asks."""
    left = [do]

    def read(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        rows = execute(sql, params, many, context)
        if left and f'FROM "{table}"' in sql and "COUNT(" not in sql:
            left.pop()()
        return rows

    with connection.execute_wrapper(read):
        yield
    assert not left, "the page has read none"
