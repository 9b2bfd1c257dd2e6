"""By what the names of parks and buildings and the numbers of rooms are the same, however they are written."""

import re
from dataclasses import dataclass, field
from typing import Any

from core.likeness.comparing import without_marks
from core.values.keys import key_of

# What only says that it is a park, a building, a room. Where one stands between two numbers it parts them like a mark.
OF_A_PARK = re.compile("(产业园区|产业园|园区)$")
OF_A_BUILDING = re.compile("大楼|楼|栋|幢|座|号")
# A floor says nothing beside a number that begins with it: 7层701.
OF_A_ROOM = re.compile(r"房间|房号|室|号|房(?!区)|间|([0-9]+)(?:层|楼|[fF])(?=[^0-9]*\1)")
_WHOLE = re.compile("[全整](?=[栋幢座])")  # of a building that one tenant has, however it says so
_ZEROS = re.compile(r"(?<![-0-9])0+(?=[0-9])")


@dataclass(frozen=True)
class Named:
    """What is left of a name when all that is only writing is disregarded, and before which of its characters a mark
    stands: 1-12 and 11-2 are two rooms, 112 may be either."""

    bare: str
    marks: frozenset[int] = field(default=frozenset())

    def alike(self, other: "Named") -> bool:
        """Whether the two may be one: no mark tells them apart."""
        return self.bare == other.bare and (self.marks <= other.marks or other.marks <= self.marks)


def whole_as_one(key: str) -> str:
    """A key in which 整栋, 整幢 and 全座 are 全栋."""
    return re.sub("全[栋幢座]", "全栋", _WHOLE.sub("全", key))


def named(text: str, said: re.Pattern[str]) -> Named:
    """The name without the words that say what it is a name of; with them where nothing else is left."""
    key = whole_as_one(key_of(text))
    key = _ZEROS.sub("", key_of(said.sub("-", key)) or key)
    return Named(*without_marks(key))


def alike_in(record: Any, name: str, whole: str, said: re.Pattern[str]) -> str:
    """What another record of the same `whole` is called in the field `name` that may be the same one; empty where none
    is, for the very same name (which its constraint refuses), and for a record that keeps what it is called."""
    text, own = getattr(record, name), named(getattr(record, name), said)
    rows = type(record)._default_manager.filter(**{whole: getattr(record, f"{whole}_id")})
    known = dict(rows.order_by("pk").values_list("pk", name))
    if record.pk in known and named(known[record.pk], said) == own:
        return ""
    others = (other for pk, other in known.items() if pk != record.pk and other != text)
    return next((other for other in others if own.alike(named(other, said))), "")
