"""Heads of columns: one is found again however it was written; one that nobody knows stops the sheet with its name."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError

from core.sheets.cells import shown

_NOTE = re.compile(r"[(\[【〔]?(?:必填|选填|可不填)(?:项)?[)\]】〕]?")
_MEANT = frozenset("%‰+")  # marks that say what is counted
_KEPT = ("L", "N", "M")


def letter_of(column: int) -> str:
    """The letter of a column, the first being 1: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def head_key(head: Any) -> str:
    """By which two heads are the same: width, case, blanks, line breaks, brackets and marks do not count.

    What stands in brackets does: 资本（元） is not 资本（万元）.
    """
    plain = _NOTE.sub("", unicodedata.normalize("NFKC", shown(head)).casefold())
    kept = "".join(c for c in plain if unicodedata.category(c)[0] in _KEPT or c in _MEANT)
    return unicodedata.normalize("NFKC", kept)


def check_heads(heads: Sequence[str]) -> None:
    """Refuse heads of which two are the same. Raises ValidationError with their names."""
    counted = Counter(key for head in heads if (key := head_key(head)))
    twice = [head for head in heads if counted[head_key(head)] > 1]
    if twice:
        raise ValidationError(f"首行须是列名，各不相同；重复的列名：{_listed(twice)}。")


def match_heads(heads: Sequence[str], known: Iterable[str], needed: Iterable[str] = ()) -> Mapping[str, str]:
    """The known head of each head of a sheet.

    Raises ValidationError for heads that are not known or stand there twice, and for needed ones that are missing.
    """
    check_heads(heads)
    names = {head_key(name): name for name in known}
    faults = [_unknown(place, head, names) for place, head in enumerate(heads, start=1) if head_key(head) not in names]
    if faults:
        raise ValidationError(f"{''.join(faults)}本表的列名：{'、'.join(names.values())}。")
    found = {head: names[head_key(head)] for head in heads}
    missing = [name for name in needed if name not in found.values()]
    if missing:
        raise ValidationError(f"表中缺少列：{'、'.join(missing)}。首行须是列名，可以先下载空表。")
    return found


def _unknown(place: int, head: str, names: Mapping[str, str]) -> str:
    near = get_close_matches(head_key(head), list(names), n=1, cutoff=0.6)
    hint = f"，是不是“{names[near[0]]}”？" if near else "。"
    return f"第{letter_of(place)}列的列名“{head[:30]}”不认识{hint}"


def _listed(heads: Iterable[str]) -> str:
    return "、".join(f"“{head[:30]}”" for head in dict.fromkeys(heads))
