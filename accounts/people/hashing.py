"""Hashing of passwords, which is slow on purpose, beside pages that shall not wait for it."""

from threading import BoundedSemaphore

from django.contrib.auth.hashers import PBKDF2PasswordHasher

AT_ONCE = 2  # of the four threads of a process: the others answer pages meanwhile
WAIT_SECONDS = 0.2
_slots = BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """Too many passwords are being hashed; whoever comes now reads that the portal is busy, and may try again."""


class BoundedPasswordHasher(PBKDF2PasswordHasher):
    """Django's, at most AT_ONCE at a time in each process: many log-ins at once do not hold up the pages."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        if not _slots.acquire(timeout=WAIT_SECONDS):
            raise Busy
        try:
            return str(super().encode(password, salt, iterations))
        finally:
            _slots.release()
