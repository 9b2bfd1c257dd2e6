"""The one actor of a request: a person with what they may act for."""

from accounts.actor.acting import (
    ANONYMOUS,
    SYSTEM,
    Actor,
    Standing,
    StandingKind,
    actor_of,
    register_past,
    register_standings,
)
from accounts.actor.roles import Role

__all__ = [
    "ANONYMOUS",
    "SYSTEM",
    "Actor",
    "Role",
    "Standing",
    "StandingKind",
    "actor_of",
    "register_past",
    "register_standings",
]
