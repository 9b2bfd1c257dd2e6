"""Addresses that may mean one place."""

import re

from core.likeness.comparing import one_off
from core.values.keys import key_of

_DIGITS = re.compile("[0-9]+")
# What only says what a number is the number of, and what stands between the numbers.
_NO_WORD = re.compile("[0-9-]|省|市|号|楼|栋|幢|座|单元|层|室|房|户")
# A street with its number, which stands before the name of the houses or in its place: 示例路甲66号.
_STREET = re.compile("[\u4e00-\u9fff]{1,8}?(?:街|路|大道|巷|弄)-?[甲乙丙丁戊己]?[0-9]+(?:院)?-?")
FEWEST_NUMBERS = 3  # a building, a unit and a room: so many are hardly the same by chance
SHORTEST = 3  # of the words of an address; fewer stand within any other


def same_place(one: str, other: str, city: str = "") -> bool:
    """Whether two addresses have the same numbers in the same order, and the same words, or those of one within those
    of the other: with and without the city before them, 3号楼1001室 and 3-1001; and with and without the street."""
    a, b = key_of(one), key_of(other)
    return _same(a, b, city) or _same_houses(a, b, city)


def _same(a: str, b: str, city: str) -> bool:
    numbers = _DIGITS.findall(a)
    if not numbers or numbers != _DIGITS.findall(b):
        return False
    short, long = sorted((_words(a, city), _words(b, city)), key=len)
    return short == long or (len(short) >= SHORTEST and (short in long or one_off(short, long)))


def _same_houses(a: str, b: str, city: str) -> bool:
    """The same without their streets; where one says no name of the houses, they have to be at one street, or to have
    a building, a unit and a room in common."""
    (street, mine), (other, theirs) = _parted(a), _parted(b)
    if not street and not other:
        return False
    if _words(mine, city) and _words(theirs, city):
        return _same(mine, theirs, city)
    numbers = _DIGITS.findall(mine)
    at_one = street.endswith(other) or other.endswith(street) if street and other else len(numbers) >= FEWEST_NUMBERS
    return bool(numbers) and numbers == _DIGITS.findall(theirs) and at_one


def _parted(key: str) -> tuple[str, str]:
    """The street with its number, and what is left of an address."""
    found = _STREET.search(key)
    return (found[0].rstrip("-"), key[: found.start()] + key[found.end() :]) if found else ("", key)


def _words(key: str, city: str) -> str:
    return _NO_WORD.sub("", key).removeprefix(city)
