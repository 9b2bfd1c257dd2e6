"""What is kept of an applicant: each room says what it holds, what of it can go, and why the rest stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Model

from accounts.actor import Actor
from enterprises.models import Applicant
from enterprises.personal_data.wording import Row

Told = list[Row]


def _nothing(applicant: Applicant, by: Actor) -> int:
    return 0


def _never(applicant: Applicant) -> bool:
    return False


@dataclass(frozen=True)
class Kept:
    """One kind of data. `tell` gives its rows as the applicant's copy has them; `erase` deletes what can go, how many.

    `rule` says in a sentence how long it is kept. `bound` tells whether something is there that has to stay, so that
    the applicant stays as well. `models` are the tables that `tell` reads: of all that hang on an applicant none is
    left out of its copy.
    """

    words: str
    rule: str
    tell: Callable[[Applicant, Actor], Told]
    erase: Callable[[Applicant, Actor], int] = _nothing
    bound: Callable[[Applicant], bool] = _never
    models: tuple[type[Model], ...] = ()


_KEPT: dict[str, Kept] = {}


def register_kept(name: str, kept: Kept) -> None:
    """Say what a room keeps, under a code of its own."""
    _KEPT[name] = kept


def all_kept() -> Mapping[str, Kept]:
    """What all rooms keep, in the order of their registration."""
    return dict(_KEPT)
