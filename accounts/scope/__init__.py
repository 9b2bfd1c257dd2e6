"""The one gate: which rows an actor may see."""

from accounts.scope.rows import CityScopedQuerySet, OpenlyScopedQuerySet, ScopedQuerySet

__all__ = ["CityScopedQuerySet", "OpenlyScopedQuerySet", "ScopedQuerySet"]
