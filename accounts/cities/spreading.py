"""Days spread evenly over a stretch of time."""

from datetime import date, timedelta


def spread(first: date, last: date, count: int) -> list[date]:
    """`count` days from `first` to `last`, in order, both ends included when there are two or more."""
    steps = max(count - 1, 1)
    span = (last - first).days
    return [first + timedelta(days=span * place // steps) for place in range(count)]
