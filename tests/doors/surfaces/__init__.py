"""The surfaces: what is sent to each, made from the addresses, forms, models and descriptions that there are."""

from collections.abc import Callable

from tests.doors.knocking import Knocks
from tests.doors.odd import Odd
from tests.doors.surfaces.pages import forms, headers, multipart
from tests.doors.surfaces.programs import bodies, described
from tests.doors.surfaces.queries import choices, queries
from tests.doors.surfaces.sheets import sheets

SURFACES: dict[str, Callable[[Knocks, Odd], None]] = {
    "forms": forms, "queries": queries, "choices": choices, "described": described, "bodies": bodies,
    "multipart": multipart, "headers": headers, "sheets": sheets,
}  # fmt: skip
