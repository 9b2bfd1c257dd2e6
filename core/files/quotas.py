"""How much is taken from whom, and how much room there is: bounds of rooms above, and the disk's own.

A bound that stands here is asked before a file is kept, whichever page it comes through.
"""

import shutil
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

GIGABYTE = 1024**3
Bound = Callable[[int | None, int], None]
_BOUNDS: list[Bound] = []


def bounds_uploads(bound: Bound) -> Bound:
    """Register a bound: given the number of who hands in, and the bytes, it raises ValidationError (Chinese)."""
    _BOUNDS.append(bound)
    return bound


def check_room(user_id: int | None, size: int) -> None:
    """Raises ValidationError (Chinese) when the file would be one too many, or the disk has no room to spare for it."""
    if free_bytes() - size < settings.DISK_KEPT_FREE:
        raise ValidationError("门户的存储空间不足，暂时不能收文件，管理员正在处理；请稍后再传。", code="disk")
    for bound in _BOUNDS:
        bound(user_id, size)


def free_bytes() -> int:
    """What is free where files lie."""
    place: Any = settings.MEDIA_ROOT
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def is_low() -> bool:
    """Whether those who run the portal should make room."""
    return free_bytes() < int(settings.DISK_LOW)
