"""Ask the child for one page of a stored file. What an applicant handed in can at worst cost one child its life.

Limits: 6 s by the clock; of processor time and memory those of core.documents.child. What cannot be shown is
remembered for a while, so that nobody waits for it twice. Of the threads of a process at most two are at it, one with
the child and one that waits: the others stay free for pages.
"""

import atexit
import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from django.core.cache import cache
from redis.exceptions import RedisError

from core.documents import child
from core.documents.press import Press
from core.files.sniffing import CONTENT_TYPES
from core.files.storing import stored_path
from core.models import StoredFile

WALL_SECONDS = 6.0
AT_ONCE = 2
_ROOM = threading.BoundedSemaphore(AT_ONCE)
REMEMBERED_SECONDS = 600
PRESS = Press("core.looking.child")
atexit.register(PRESS.close)
PICTURED, READ = ("pdf", "jpg", "png"), ("docx", "xlsx")
_KINDS = {content_type: kind for kind, content_type in CONTENT_TYPES.items()}
_NOT_OF_THIS_KIND = "这类文件不能在网页上显示，请下载后查看。"
_BUSY = "正在显示别的文件，请稍后刷新页面，或下载后查看。"
_BROKEN = "这份文件显示不出来（内容已损坏，或过于复杂），请下载后查看。"
log = logging.getLogger(__name__)


class NotShown(Exception):
    """A file has nothing that can be shown; str() is a Chinese sentence."""


@dataclass(frozen=True)
class ShownPage:
    """One page: how many there are, its picture (PNG) or its text; `rows` and `title` of an office file, `cut` where
    not all of it is there."""

    pages: int
    picture: bytes = b""
    text: str = ""
    title: str = ""
    rows: list[list[str]] = field(default_factory=list)
    cut: bool = False


def is_pictured(content_type: str) -> bool:
    """Whether the pages of such a file are pictures."""
    return _KINDS.get(content_type) in PICTURED


def is_shown(content_type: str) -> bool:
    """Whether anything of such a file can be looked at in the browser."""
    return _KINDS.get(content_type) in (*PICTURED, *READ)


def shown(file: StoredFile, page: int, *, picture: bool) -> ShownPage:
    """A page of a file, its picture or what else is told of it. Raises NotShown, FileNotFoundError."""
    if not is_shown(file.content_type):
        raise NotShown(_NOT_OF_THIS_KIND)
    failed = f"not-shown:{file.sha256}:{page}:{picture}"
    with suppress(RedisError, OSError):
        if cache.get(failed):
            raise NotShown(_BROKEN)
    with _room():
        return _made(file, page, picture, failed)


@contextmanager
def _room() -> Iterator[None]:
    """A place among those who ask. Raises NotShown where all are taken."""
    if not _ROOM.acquire(blocking=False):
        raise NotShown(_BUSY)
    try:
        yield
    finally:
        _ROOM.release()


def _made(file: StoredFile, page: int, picture: bool, failed: str) -> ShownPage:
    asked = {"kind": _KINDS[file.content_type], "page": page, "picture": picture}
    content = stored_path(file.storage_name).read_bytes()
    try:
        return _asked(json.dumps(asked).encode() + b"\n" + content)
    except NotShown:
        with suppress(RedisError, OSError):
            cache.set(failed, True, REMEMBERED_SECONDS)
        raise


def _asked(frame: bytes) -> ShownPage:
    try:
        status, payload = PRESS.print(frame, WALL_SECONDS)
    except OSError as error:  # a TimeoutError is one
        raise NotShown(_BROKEN) from error
    if status != child.MADE:
        log.warning("a handed-in file is not shown: %s", payload.decode("utf-8", errors="replace")[:200])
        raise NotShown(_BROKEN)
    head, _, picture = payload.partition(b"\n")
    made = ShownPage(picture=picture, **json.loads(head))
    if not made.pages:
        raise NotShown(_BROKEN)
    return made
