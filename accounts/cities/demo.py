"""The demo of a city, as plain values."""

from dataclasses import dataclass
from itertools import product
from typing import Any

Plain = Any


@dataclass(frozen=True)
class CityDemo:
    """The made-up people, companies, crowd and records of one city, and what its people do."""

    key: str
    people: Plain
    companies: Plain
    crowd: Plain
    records: Plain
    deeds: Plain


def titles_of(common: Plain) -> list[str]:
    """What made-up results and needs are called, from the words that the cities share."""
    return [f"{material}{aim}" for aim, material in product(common["aims"], common["materials"])]
