"""Where files lie: nothing loose in a wing's root, few modules a folder, a folder of tests for each room.

The templates of the frame name no address of a wing: what leads there is registered by the wing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from launcher.house.sources import WINGS, House

LOOSE = {"__init__", "apps", "urls", "models", "admin"}
LOOSE_IN = {
    "subsidies": {"__init__", "apps", "urls"},
    "jinchuanggu": LOOSE | {"settings", "celery", "api", "wsgi"},
}
MOST_MODULES = 15
FRAME = ("*.html", "home/*.html", "components/*.html", "layouts/*.html", "about/*.html", "accounts/*.html")
WING_ADDRESS = re.compile(r"url ['\"](subsidies|enterprises|talent|parks|funds|matching|indicators):")
WITHOUT_TESTS_OF_THEIR_OWN = {"subsidies.management", "subsidies.office"}  # tests/admin has the pages of all offices


def breaches(house: House) -> Iterator[str]:
    """Loose modules, crowded folders, rooms without tests."""
    for row in house.modules.values():
        parts = row.path.with_suffix("").parts
        if len(parts) == 2 and parts[1] not in LOOSE_IN.get(parts[0], LOOSE):
            yield f"loose module: {row.path}"
    folders = Counter(row.path.parent for row in house.modules.values() if not row.is_face)
    for folder, count in folders.items():
        if count > MOST_MODULES:
            yield f"crowded folder: {folder} has {count} modules"
    yield from _untested(house)
    for path in (path for folder in FRAME for path in house.files(f"templates/{folder}")):
        for wing in WING_ADDRESS.findall((house.root / path).read_text(encoding="utf-8")):
            yield f"a template of the frame names a wing: {wing} in {path}"


def _untested(house: House) -> Iterator[str]:
    tested = {path.parts[1] for path in house.files("tests/*/*.py")} | {
        path.parts[1] for path in house.files("tests/**/*.py") if len(path.parts) > 2
    }
    for room in (*WINGS, *house.rooms):
        name = room.rpartition(".")[2]
        if room not in WITHOUT_TESTS_OF_THEIR_OWN and room != "subsidies" and name not in tested:
            yield f"room without a folder under tests/: {room}"
