"""The addresses of the registers below /api/: one description for each register."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from accounts.requests.routes import register_routes
from enterprises.api.registers import RecordDetail, RecordList, RegisterList
from enterprises.registers.register import registers


def routes() -> Iterator[URLPattern]:
    """The list, and two addresses for each register that any wing has put into it."""
    yield path("registers/", RegisterList.as_view(), name="registers")
    for name, entry in registers().items():
        yield path(f"registers/{name}/", RecordList.as_view(entry=entry), name=f"register-{name}")
        yield path(f"registers/{name}/<int:pk>/", RecordDetail.as_view(entry=entry), name=f"record-{name}")


register_routes("enterprises", routes)
