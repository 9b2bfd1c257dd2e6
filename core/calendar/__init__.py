"""Which days are worked: what the package knows, and the years that operators have released."""

from core.calendar.released import current, is_known, unknown_next_year

__all__ = ["current", "is_known", "unknown_next_year"]
