"""The keyed hash of a number: equal numbers give equal hashes, and without the key nobody can try numbers out."""

import hashlib
import hmac

from django.conf import settings


def keyed_hash(text: str, purpose: str) -> str:
    """HMAC-SHA256 in hex of a text in its canonical form, under the key IDENTITY_KEY.

    A hash made for one purpose says nothing of the same text elsewhere. The key must never change: who has signed up
    would not be known again.
    """
    return hmac.new(settings.IDENTITY_KEY.encode(), f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()
