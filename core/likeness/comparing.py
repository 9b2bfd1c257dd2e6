"""Texts that are alike: the same key, one character apart, or the same name but for what every such name has."""

import re
from collections.abc import Callable
from os.path import commonprefix

from core.likeness.wording import is_of_a_team, turned, within
from core.values.keys import key_of

SHORTEST = 6  # shorter numbers differ in one character by chance
SHORTEST_NAME = 4  # what is left of a name says something from here on
SHORTEST_WHOLE = 3  # and from here on where two are left with the very same
# What names of platforms, achievements, premises and firms end in without telling them apart.
COMMON = re.compile(
    "(有限责任公司|股份有限公司|有限公司|集团|公司|重点实验室|工程研究中心|技术创新中心|研究中心|研究院|研究所|实验室|中心|平台|基地|"
    "省级|国家级|市级|孵化器|众创空间|创客空间|项目|系统|装置|设备|方法|工艺|技术|科技|成果|厂房|办公用房|车间|号|室|栋|座|层|"
    "合同|协议|委托|开发|转让|许可|咨询|服务|"
    "(?:科技|技术|创新|创业|领军|高层次|高端|青年|科研|科创|研发|研究|攻关|专家|人才)*(?:团队|群体|课题组|项目组|小组)|"
    "(?:创新|创业|创客|众创|双创)+(?:空间|基地|园)|-?[A-Z甲乙丙]类|产业化)$"
)

OF_THE_PROVINCE = re.compile("^省|山西省?")
# What a name says of where it is, at its beginning: a district, county or county-level city, whichever it is.
OF_A_STREET = re.compile("^[\u4e00-\u9fff]{2,4}?(?:街道|大街|街|路|大道|巷)(?:[0-9]+号?-?)?")
OF_A_DISTRICT = re.compile("^(?:市(?!场)|[\u4e00-\u9fff]{1,2}(?:区|县)|[\u4e00-\u9fff]{2}市(?!场))")


def alike_to(wanted: str, city: str = "", close: str = "名称相近") -> Callable[[str], str]:
    """In which way another name or number is like the wanted one, in words; empty where it is not. `city` opens names
    without telling them apart; `close` says that two are, but for what all such names have."""
    a = key_of(wanted)
    name, of_a_team = bare(a, city), is_of_a_team(a)
    bracket = bare(turned(wanted), city)

    def how(other: str) -> str:
        b = key_of(other) if a else ""
        if not b:
            return ""
        if a == b:
            return "相同"
        if a.replace("-", "") == b.replace("-", ""):
            return "只差标点"
        if min(len(a), len(b)) >= SHORTEST and one_off(a, b):
            return "只差一个字符"
        if city and placeless(a, city) == placeless(b, city) != "":
            return close
        left = bare(b, city)
        reordered = _is_turned({name, bracket}, {left, bare(turned(other), city)})
        called = reordered or (of_a_team and is_of_a_team(b) and within(name, left))
        same = _same_name(name, left) or _same_name(off_street(name), off_street(left))
        return close if called or same else ""

    return how


def _is_turned(one: set[str], other: set[str]) -> bool:
    """Whether one reading of a name is one of the other's: as it stands, or with its brackets put first."""
    return any(len(name) >= SHORTEST_NAME and not name.isdigit() for name in one & other)


def is_common(wanted: str, city: str = "") -> bool:
    """Whether a name says nothing but what every such name says: 技术服务合同."""
    return COMMON.fullmatch(bare(key_of(wanted), city)) is not None


def bare(key: str, city: str = "") -> str:
    """A key without province and city before it and without its common endings."""
    name = placeless(key, city) if city else key
    while (shorter := COMMON.sub("", name)) not in ("", name):
        name = shorter
    return name


def placeless(key: str, city: str) -> str:
    """A key without district before it, and without province and city wherever they stand."""
    name = OF_THE_PROVINCE.sub("", key)
    return OF_A_DISTRICT.sub("", re.sub(f"{re.escape(city)}(?:市(?!场))?", "", name)) or key


def off_street(name: str) -> str:
    """What is left of a name behind the street that it begins with."""
    return OF_A_STREET.sub("", name)


def _same_name(a: str, b: str) -> bool:
    shortest = min(len(a), len(b))
    if a == b and shortest >= SHORTEST_WHOLE and not a.isdigit():
        return True
    if shortest < SHORTEST_NAME or a.isdigit() or b.isdigit():
        return False
    return a == b or one_off(a, b) or (shortest >= SHORTEST and (a in b or b in a))


def without_marks(key: str) -> tuple[str, frozenset[int]]:
    """A key without the marks in it, and before which of its characters they stood."""
    bare, marks = "", set()
    for character in key:
        if character == "-":
            marks.add(len(bare))
        else:
            bare += character
    return bare, frozenset(marks)


def one_off(left: str, right: str) -> bool:
    """Whether two texts differ in exactly one character: put in, left out, replaced, or two neighbours swapped."""
    start = len(commonprefix([left, right]))  # noqa: RUF071 - texts, and character by character is what is meant
    a, b = left[start:], right[start:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return left != right and (a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped)
