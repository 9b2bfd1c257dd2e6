"""What must be known again and never read (keyed hashes), or read by few (sealed): keys outside the database."""

from core.sealing.encrypting import reseal, seal, unseal
from core.sealing.hashing import keyed_hash

__all__ = ["keyed_hash", "reseal", "seal", "unseal"]
