"""The people of the demo as they act, the one paper that they hand in, and the work that they leave to a worker."""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from struct import pack
from zlib import crc32

from django.conf import settings
from django.core.files.base import ContentFile

from accounts.actor import Actor, actor_of
from accounts.models import User
from core import outbox
from core.models import OutboxMessage

PAPER, END = "demo-paper.png", 12  # bytes of the last part of a PNG


@cache
def acting(login: str) -> Actor:
    """Who logs in so. Raises User.DoesNotExist where the account is gone. Kept while deeds are done, since each is
    somebody's; whoever begins to do them clears it first."""
    return actor_of(User.objects.get(username=login, is_active=True))


def demo_paper(name: str) -> ContentFile:
    """The demo's only paper, which says that it is none, under a name of its own, which its content has too: one file
    for several papers would be told of."""
    content = (Path(settings.BASE_DIR) / "fixtures" / PAPER).read_bytes()
    chunk = b"tEXtTitle\0" + name.encode().hex().encode()
    named = pack(">I", len(chunk) - 4) + chunk + pack(">I", crc32(chunk))
    return ContentFile(content[:-END] + named + content[-END:], name=f"{name}.png")


def work_off(handlers: Collection[str]) -> None:
    """Do at once what is open for these handlers, as a worker does, so that the next deed finds it done. What fails
    stays open, as it would there."""
    tried: set[str] = set()
    rows = OutboxMessage.objects.filter(done_at=None, parked_at=None, handler__in=handlers).order_by("created_at")
    while keys := [str(row.pk) for row in rows.all() if str(row.pk) not in tried]:
        for key in keys:
            tried.add(key)
            outbox.run(key)
