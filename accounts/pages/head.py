"""The entries in the head of the portal's pages, registered by the rooms that they lead to."""

from dataclasses import dataclass

from accounts.scope.permissions import Rule


@dataclass(frozen=True)
class HeadEntry:
    """One entry: the name of its address, its words, its place in the order, who follows it.

    `rule` is for a view that declares none of its own.
    """

    place: int
    address: str
    words: str
    rule: Rule


_ENTRIES: dict[str, HeadEntry] = {}


def register_head(place: int, address: str, words: str, rule: Rule) -> None:
    """Put an entry into the head; an address is named once."""
    _ENTRIES[address] = HeadEntry(place, address, words, rule)


def head_entries() -> list[HeadEntry]:
    """All entries in their order, whoever asks."""
    return sorted(_ENTRIES.values(), key=lambda row: row.place)
