"""One name whose words stand in another order, or with a word more: what it says in brackets, what a team is called."""

import re
from collections import Counter

from core.values.keys import key_of

FEWEST_SHARED = 4  # so many characters of two names are not the same by chance, where more is the same beside them
FEWEST_TOGETHER = 2  # of these: what is shared one by one is shared by chance
MOST_ADDED = 4  # a word or two; what says more is another name
_BRACKETED = re.compile("[(（\\[〔【]([^()（）\\[\\]〔〕【】]+)[)）\\]〕】]")
_OF_A_TEAM = re.compile("(?:团队|群体|课题组|项目组|小组)$")


def is_of_a_team(key: str) -> bool:
    """Whether a name is called a team's."""
    return _OF_A_TEAM.search(key) is not None


def turned(text: str) -> str:
    """The key of a name with what its brackets say put first: 减薄机（甲芯）, 甲芯减薄机; empty where it has none."""
    found = _BRACKETED.search(text)
    return key_of(f"{found[1]}{text[: found.start()]}{text[found.end() :]}") if found else ""


def within(one: str, other: str) -> bool:
    """Whether what is left of one name is that of the other in another order, or stands in it with a word more."""
    short, long = sorted((one, other), key=len)
    added = Counter(long) - Counter(short)
    all_there = not Counter(short) - Counter(long) and sum(added.values()) <= min(MOST_ADDED, len(short) - 1)
    return len(short) >= FEWEST_SHARED and all_there and _together(short, long, FEWEST_TOGETHER + 1)


def much_shared(one: str, other: str) -> bool:
    """Whether what is left of two names has four characters in common, some of them in one word, and half of the
    shorter one."""
    shared = sum((Counter(one) & Counter(other)).values())
    enough = shared >= FEWEST_SHARED and 2 * shared >= min(len(one), len(other))
    return enough and _together(one, other, FEWEST_TOGETHER)


def _together(one: str, other: str, length: int) -> bool:
    return any(one[at : at + length] in other for at in range(len(one) - length + 1))
