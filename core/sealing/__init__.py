"""What must be known again and never read: keyed hashes with a key outside the database."""

from core.sealing.hashing import keyed_hash

__all__ = ["keyed_hash"]
