"""Which matters a batch has paid already: exact, and of bounded memory however long the batch."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import blake2b

KEPT = 100_000
BITS = 1 << 26


def matter_key(unit: str, matter: str) -> bytes:
    """A short name for one matter of one unit, as both are written."""
    text = f"{len(unit)}:{unit}{matter}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class PaidMatters:
    """A set of keys: the latest in memory, older ones in a temporary file behind a filter that spares most look-ups."""

    def __init__(self, kept: int = KEPT) -> None:
        self.kept = kept
        self.latest: set[bytes] = set()
        self.filter: bytearray | None = None
        self.store: sqlite3.Connection | None = None

    def __contains__(self, key: bytes) -> bool:
        return key in self.latest or (self.store is not None and self._may_hold(key) and self._holds(key))

    def add(self, key: bytes) -> None:
        """Note the matter as paid."""
        self.latest.add(key)
        if len(self.latest) >= self.kept:
            self._put_away()

    def close(self) -> None:
        """Let go of the temporary file."""
        if self.store is not None:
            self.store.close()

    def _bits(self, key: bytes) -> list[int]:
        return [int.from_bytes(key[start : start + 4], "little") % BITS for start in (0, 4, 8, 12)]

    def _may_hold(self, key: bytes) -> bool:
        bits = self.filter or b""
        return all(bits[bit >> 3] & (1 << (bit & 7)) for bit in self._bits(key))

    def _holds(self, key: bytes) -> bool:
        if self.store is None:
            return False
        with closing(self.store.execute("SELECT 1 FROM paid WHERE key = ?", (key,))) as found:
            return found.fetchone() is not None

    def _put_away(self) -> None:
        if self.store is None or self.filter is None:
            self.store, self.filter = _temporary_store(), bytearray(BITS >> 3)
        for key in self.latest:
            for bit in self._bits(key):
                self.filter[bit >> 3] |= 1 << (bit & 7)
        self.store.executemany("INSERT OR IGNORE INTO paid VALUES (?)", ((key,) for key in sorted(self.latest)))
        self.store.commit()
        self.latest.clear()


def _temporary_store() -> sqlite3.Connection:
    """A database in a file that the system removes by itself."""
    store = sqlite3.connect("")
    store.execute("PRAGMA cache_size = -8192")
    store.execute("PRAGMA journal_mode = OFF")
    store.execute("PRAGMA synchronous = OFF")
    store.execute("CREATE TABLE paid (key BLOB PRIMARY KEY) WITHOUT ROWID")
    return store
