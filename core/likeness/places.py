"""Addresses that may mean one place."""

import re

from core.likeness.comparing import one_off
from core.values.keys import key_of

_DIGITS = re.compile("[0-9]+")
# What only says what a number is the number of, and what stands between the numbers.
_NO_WORD = re.compile("[0-9-]|省|市|号|楼|栋|幢|座|单元|层|室|房|户")
SHORTEST = 3  # of the words of an address; fewer stand within any other


def same_place(one: str, other: str, city: str = "") -> bool:
    """Whether two addresses have the same numbers in the same order, and the same words, or those of one within those
    of the other: with and without the city before them, 3号楼1001室 and 3-1001."""
    a, b = key_of(one), key_of(other)
    numbers = _DIGITS.findall(a)
    if not numbers or numbers != _DIGITS.findall(b):
        return False
    short, long = sorted((_words(a, city), _words(b, city)), key=len)
    return short == long or (len(short) >= SHORTEST and (short in long or one_off(short, long)))


def _words(key: str, city: str) -> str:
    return _NO_WORD.sub("", key).removeprefix(city)
