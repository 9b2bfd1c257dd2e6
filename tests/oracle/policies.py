"""The three documents: number, effective days, and the whole months inside them."""

from dataclasses import dataclass
from datetime import date

from tests.oracle import reading


@dataclass(frozen=True)
class Policy:
    """One document; both days are effective."""

    number: str
    first: date
    last: date

    def whole_months(self) -> range:
        """Months all of whose days are effective."""
        first = reading.month_count(self.first.year, self.first.month)
        if self.first.day > 1:
            first += 1
        after_last = date.fromordinal(self.last.toordinal() + 1)
        return range(first, reading.month_count(after_last.year, after_last.month))


JINCHENG = Policy("晋市政办〔2024〕39号", date(2024, 12, 2), date(2029, 12, 1))
CHANGZHI = Policy("长政发〔2024〕15号", date(2024, 11, 28), date(2029, 11, 27))
LULIANG = Policy("吕政办发〔2024〕24号", date(2024, 7, 16), date(2026, 12, 31))
