"""What is paid once, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


def _nothing_but() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MatterRule:
    """What is paid once. Schemes of one `kind` share it; `reference_label` is what names it (empty: the unit itself is
    the matter). `record` is the register in which it stands, narrowed by `only` (a field of the record and the values
    that count); empty: there is none, the name is typed. `party` is the side of the record on which the applicant has
    to stand (a field of the register that names it), where it is of one of `party_kinds` (none said: of any kind).

    `adds` says what else tells one matter from another: `months` (each claimed month is one), `year` (of a record the
    year that is answered, else the calendar year of `on`), the name of a fact, or of a field where there is a record.
    `day` is what the day of the matter is called (empty: it has no name of its own), `day_help` what to write there,
    `day_from` the field of the record that says it, `day_of_year` that of the record's row for the year claimed;
    `day_ends` what ends with it (`months` or `year`), so that it follows from the period claimed and is not asked.
    """

    kind: str
    label: str
    reference_label: str = ""
    adds: tuple[str, ...] = ()
    day: str = ""
    day_help: str = ""
    record: str = ""
    day_from: str = ""
    day_of_year: str = ""
    day_ends: str = ""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=_nothing_but)
    party: str = ""
    party_kinds: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    def party_of(self, kind: str) -> str:
        """The side on which an applicant of that kind has to stand; empty where it does not matter."""
        return self.party if not self.party_kinds or kind in self.party_kinds else ""

    @property
    def is_typed(self) -> bool:
        """Whether a text as typed names it."""
        return bool(self.reference_label) and not self.record
