"""The one actor of a request: a person with what they may act for."""

from accounts.actor.acting import ANONYMOUS, SYSTEM, Actor, Standing, actor_of, register_standings

__all__ = ["ANONYMOUS", "SYSTEM", "Actor", "Standing", "actor_of", "register_standings"]
