"""What the pages of the targets show: cards, boards of a city, the cities beside each other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from accounts.models import City
from indicators.models import Target
from indicators.observing.measuring import TargetStanding, progress_of
from indicators.observing.progress import TargetState
from indicators.screens import wording
from indicators.screens.bars import Bar, bar_of

BADGES = {
    TargetState.REACHED: "done",
    TargetState.ON_SCHEDULE: "waiting",
    TargetState.BEHIND: "attention",
    TargetState.MISSED: "stopped",
    TargetState.NO_RECORD: "draft",
}


@dataclass(frozen=True)
class TargetCard:
    """One target as a page shows it."""

    standing: TargetStanding
    target: Target
    state: TargetState
    state_label: str
    badge: str
    verdict: str
    figure: str
    aim: str
    share: str
    pace: str
    coverage: str
    bar: Bar


def card_of(standing: TargetStanding) -> TargetCard:
    """A standing in words and with its bar; figure and share are empty when nothing is recorded."""
    recorded = standing.value is not None
    return TargetCard(
        standing=standing,
        target=standing.target,
        state=standing.state,
        state_label=standing.state.label,
        badge=BADGES[standing.state],
        verdict=wording.verdict(standing),
        figure=wording.amount_text(standing.target, standing.value) if standing.value is not None else "",
        aim=wording.target_text(standing.target),
        share=wording.share_text(standing.share_tenths or 0) if recorded else "",
        pace=wording.share_text(standing.elapsed_tenths),
        coverage=wording.coverage(standing),
        bar=bar_of(standing),
    )


@dataclass(frozen=True)
class Tally:
    """How many targets are in a state."""

    state: TargetState
    label: str
    badge: str
    number: int


@dataclass(frozen=True)
class Board:
    """A city's targets: those for the target day, those of each year, and how many are in each state."""

    city: City
    cards: list[TargetCard]
    today: date
    once: list[TargetCard] = field(init=False)
    yearly: list[TargetCard] = field(init=False)
    tallies: list[Tally] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "once", [card for card in self.cards if not card.target.yearly])
        object.__setattr__(self, "yearly", [card for card in self.cards if card.target.yearly])
        object.__setattr__(self, "tallies", _tallies(self.cards))

    @property
    def last_day(self) -> date:
        return max(card.target.by for card in self.cards)

    @property
    def days_left(self) -> int:
        return max((self.last_day - self.today).days, 0)

    @property
    def plan(self) -> str:
        """The document that sets the targets."""
        return self.cards[0].target.source.split(" ")[0]


def _tallies(cards: list[TargetCard]) -> list[Tally]:
    counted = {state: sum(card.state == state for card in cards) for state in BADGES}
    return [
        Tally(state, state.label, BADGES[state], number) for state, number in counted.items() if number or state.always
    ]


def boards_of(targets: Iterable[Target], today: date) -> list[Board]:
    """One board a city, in the order of the targets."""
    standings = progress_of(targets, today)
    by_city = groupby(standings, key=lambda standing: standing.target.city)
    return [Board(city, [card_of(standing) for standing in rows], today) for city, rows in by_city]


@dataclass(frozen=True)
class ComparedLine:
    """One thing that is counted, with each city's card in the order of the boards; None where a city sets none."""

    label: str
    cells: list[tuple[City, TargetCard | None]]


def lines_of(boards: list[Board]) -> tuple[list[ComparedLine], list[list[TargetCard]]]:
    """What several cities set, side by side; then, a list a city, what it alone sets."""
    per_city = [{_matter(card): card for card in board.cards} for board in boards]
    often = Counter(matter for cards in per_city for matter in cards)
    lines = [
        _line([(board.city, cards.get(matter)) for board, cards in zip(boards, per_city, strict=True)])
        for matter in _in_order(per_city, often)
    ]
    alone = [[card for matter, card in cards.items() if often[matter] == 1] for cards in per_city]
    return lines, alone


def _in_order(per_city: list[dict[str, TargetCard]], often: Counter[str]) -> list[str]:
    """What more than one city sets, in the order of the city that sets most of it."""
    shared = [[matter for matter in cards if often[matter] > 1] for cards in per_city]
    return list(dict.fromkeys(matter for matters in sorted(shared, key=len, reverse=True) for matter in matters))


def _line(cells: list[tuple[City, TargetCard | None]]) -> ComparedLine:
    names = {card.target.name for _, card in cells if card}
    return ComparedLine(names.pop() if len(names) == 1 else _heading(cells), cells)


def _heading(cells: list[tuple[City, TargetCard | None]]) -> str:
    """What the definitions call it; cells without one stand alone and are never compared."""
    definitions = (card.standing.definition for _, card in cells if card)
    return next(definition.heading for definition in definitions if definition)


def _matter(card: TargetCard) -> str:
    """What makes two cities' targets comparable: that they count the same."""
    definition = card.standing.definition
    return definition.matter if definition else card.target.key
