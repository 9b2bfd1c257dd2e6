"""Pages of the targets."""

from indicators.views.officials import city_targets, records, targets

__all__ = ["city_targets", "records", "targets"]
