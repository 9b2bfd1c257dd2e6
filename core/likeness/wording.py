"""One name whose words stand in another order, or with a word more: what it says in brackets, what a team is called."""

import re
from collections import Counter

from core.values.keys import key_of

FEWEST_SHARED = 4  # so many characters of two names are not the same by chance, where more is the same beside them
FEWEST_TOGETHER = 2  # of these: what is shared one by one is shared by chance
MOST_ADDED = 4  # a word or two; what says more is another name
# What a name says of what is done with the thing, wherever it says it: 规模制造, 应用场景示范.
_DONE_WITH_IT = re.compile(
    "产业化|规模化|规模|制造|制备|生产线|生产|中试|应用|场景|示范|推广|关键|核心|技术|研究|研发|研制|开发|攻关|项目|工程|系统|装备|装置|"
    "设备|工艺|平台|智能化?|新型|新一代|高性能|基于|面向|及其?|与|和|的"
)
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


def mostly_shared(one: str, other: str) -> bool:
    """Whether two names have four characters in common and more than three of four of the shorter one, beside what is
    done with the thing."""
    short, long = sorted((_DONE_WITH_IT.sub("", name) for name in (one, other)), key=len)
    shared = sum((Counter(short) & Counter(long)).values())
    return shared >= FEWEST_SHARED and 4 * shared > 3 * len(short) and _together(short, long, FEWEST_TOGETHER)


def _together(one: str, other: str, length: int) -> bool:
    return any(one[at : at + length] in other for at in range(len(one) - length + 1))
