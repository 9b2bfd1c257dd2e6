"""Where files lie: nothing loose in a wing's root, few modules a folder, a folder of tests for each room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from launcher.house.sources import WINGS, House

LOOSE = {"__init__", "apps", "urls", "models", "admin"}
LOOSE_IN = {
    "subsidies": {"__init__", "apps", "urls"},
    "jinchuanggu": LOOSE | {"settings", "celery", "api", "wsgi"},
}
MOST_MODULES = 15
WITHOUT_TESTS_OF_THEIR_OWN = {"subsidies.management", "subsidies.office", "subsidies.portal"}


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


def _untested(house: House) -> Iterator[str]:
    tested = {path.parts[1] for path in house.files("tests/*/*.py")} | {
        path.parts[1] for path in house.files("tests/**/*.py") if len(path.parts) > 2
    }
    for room in (*WINGS, *house.rooms):
        name = room.rpartition(".")[2]
        if room not in WITHOUT_TESTS_OF_THEIR_OWN and room != "subsidies" and name not in tested:
            yield f"room without a folder under tests/: {room}"
