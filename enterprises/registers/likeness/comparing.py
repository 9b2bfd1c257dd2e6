"""By what two records of a register may be one thing: numbers, names and sides of the records and of what they rest on.

Each field is compared with the same field by itself, so that a number written otherwise hides no name, nor a name a
number. Whom a record is about says nothing here: people are told apart elsewhere.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

from core.audit.recalling import CHANGED_SINCE
from core.likeness.comparing import SHORTEST, alike_to, bare, is_common, one_off
from core.likeness.places import same_place
from core.likeness.wording import mostly_shared, much_shared
from core.values.keys import key_of
from enterprises.registers.likeness.dealing import about, deals_alike, within_days
from enterprises.registers.likeness.fields import Marks, compared_in
from enterprises.registers.likeness.recalling import versions_of
from enterprises.registers.register import registers

FEWEST_DIGITS = 5  # a year and a number; fewer are alike by chance
ONE_EACH = "同一单位、同一场所"
ONE_WINNER = "赛事相近，获奖日期和名次相同"
ONE_FACT = "多数字相同，日期（金额）相同"
ONE_GRANT = "日期相近、金额相同"
MANY_DIGITS = 8  # so many are alike by chance with nobody
A_PART_MORE = "编号只多一段"
SAME_DIGITS = "编号中的数字相同"
_ISSUED = re.compile(r"(20\d\d)0*([1-9]\d{2,})")  # a year and a serial that hardly anybody counts up to by himself
_LETTER = re.compile("[A-Z]")
_NO_DIGIT = re.compile(r"[^0-9]")
Row = dict[str, Any]


class Comparing:
    """One record, put beside others of its register, each as it reads now and as it read before it was put right.
    `city` opens names without telling them apart; `capped`: money for a result is counted by it, so that the very same
    one under two contracts is nothing."""

    def __init__(self, register: str, own: int, others: Collection[int], *, city: str, capped: bool) -> None:
        compared = compared_in(register)
        manager: Any = registers()[register].model._default_manager  # the model is known at run time
        rows = manager.filter(pk__in={own, *others}).values(*compared.columns)
        self.versions = versions_of(compared, {row["pk"]: row for row in rows})
        self.mine = [_Version(compared, row, city, capped=capped) for row in self.versions.get(own, ())]

    def how(self, other: int, *, is_own: bool, sides: int) -> str:
        """What is alike in another record, in words, empty where nothing is. `is_own`: it is the same applicant's;
        `sides`: how many parties have to be the same to be the same ones."""
        for version, mine in enumerate(self.mine):
            for earlier, theirs in enumerate(self.versions.get(other, ())):
                if said := mine.how(theirs, is_own=is_own, sides=sides):
                    return f"{said}{CHANGED_SINCE}" if version or earlier else said
        return ""


class _Version:
    """One reading of a record, put beside those of others."""

    def __init__(self, compared: Marks, mine: Row, city: str, *, capped: bool) -> None:
        self.compared, self.mine, self.city, self.capped = compared, mine, city, capped
        self.alike = {path: self._called_alike(path) for path in compared.names}

    def how(self, theirs: Row, *, is_own: bool, sides: int) -> str:
        """What is alike in a reading of another one."""
        if theirs["identity"] == self.mine["identity"]:
            return ""  # of the very same thing both claims stop, which is said elsewhere
        shared = sum(self._stands_in(side, theirs) for side in self.compared.sides)
        bound = 0 < max(sides, self.compared.fewest_sides) <= shared
        said = [
            *self._numbers(theirs, is_own=is_own, bound=bound), *self._names(theirs, is_own=is_own or bound),
            *self._wholes(theirs, is_own=is_own), *self._deal(theirs, both=0 < len(self.compared.sides) == shared),
            *self._ranked(theirs),
        ]  # fmt: skip
        said = said or [*(self._own_sums(theirs) if is_own else ())]
        deals = () if said else deals_alike(self.compared, self.mine, theirs, self.city, is_own=is_own)
        return "、".join(dict.fromkeys([*said, *deals]))

    def _called_alike(self, path: str) -> Callable[[str], str]:
        """In which way another name is like the own one."""
        mine = str(self.mine.get(path) or "")
        if path.endswith("address"):
            return lambda other: "相近" if same_place(mine, other, self.city) else ""
        return alike_to(mine, self.city, close="相近")

    def _numbers(self, theirs: Row, *, is_own: bool, bound: bool) -> Iterator[str]:
        for path, said in self.compared.numbers.items():
            if self._is_shared(path, theirs):
                continue
            mine, other = key_of(str(self.mine[path] or "")), key_of(str(theirs[path] or ""))
            others = bound and not is_own  # two that trade with each other have neighbouring numbers
            slip = f"{'当事人相同、' if others else ''}{said}编号只差一个字符"
            is_slip = (others or path in self.compared.of_results) and _is_slip(mine, other)
            if how := _number_alike(mine, other, related=is_own or bound):
                yield said + how
            elif is_slip:
                yield slip

    def _names(self, theirs: Row, *, is_own: bool) -> Iterator[str]:
        for path, (said, beside) in self.compared.names.items():
            how = "" if self._is_shared(path, theirs) else self.alike[path](str(theirs[path] or ""))
            if how and beside and not (self._is_beside(beside, theirs) or (is_own and self._same_fact(theirs))):
                continue  # a product is told by its buyer, unless it was sold for the same sum or on the same day
            if how and (is_own or not is_common(str(self.mine[path]), self.city)):
                yield said + how
            elif not how and self._one_grant(path, theirs):
                yield f"{said}有相同的字，{ONE_GRANT}"
            elif not how and self._mostly_called_so(path, beside, theirs):
                yield f"{said}{ONE_FACT}"

    def _wholes(self, theirs: Row, *, is_own: bool) -> Iterator[str]:
        """By what both rest on. A further part of an own whole is what wholes are for, unless its day or sum is the
        same too."""
        for path, said in self.compared.wholes.items():
            if not self._is_shared(f"{path}__", theirs):
                continue
            expected = self.capped if path in self.compared.of_results else is_own and not self._same_fact(theirs)
            if not expected:
                yield f"{said}相同"

    def _deal(self, theirs: Row, *, both: bool) -> Iterator[str]:
        """Between the same two on one day, or about one sum."""
        if both and self._same_fact(theirs):
            yield "当事人和日期（金额）相同"

    def _ranked(self, theirs: Row) -> Iterator[str]:
        """By a place in a contest that only one can have."""
        name, *one_has = self.compared.ranked or ("",)
        if one_has and all(self._equal(path, theirs) for path in one_has) and self._is_beside(name, theirs):
            yield ONE_WINNER

    def _own_sums(self, theirs: Row) -> Iterator[str]:
        """Of one applicant, whatever numbers and names say: about the same sum within days, with the same partner
        where there is one; another one of what there is one each."""
        for path, (sums, days) in self.compared.sums.items():
            partner = self.compared.partners.get(path, "")
            if self._is_shared(path, theirs) or (partner and not self._is_beside(partner, theirs)):
                continue
            alike = any(about(self.mine[name], theirs[name]) for name in sums)
            if alike and any(within_days(self.mine[name], theirs[name]) for name in days):
                yield f"{self.compared.wholes.get(path.removesuffix('__'), '')}金额、日期相近"
        if self.compared.one_each and self._equal(self.compared.one_each, theirs):
            yield ONE_EACH

    def _same_fact(self, theirs: Row) -> bool:
        if self.mine.get("year") != theirs.get("year"):
            return False
        return any(self._equal(name, theirs) for name in self.compared.facts if name != "year")

    def _one_grant(self, path: str, theirs: Row) -> bool:
        """Whether day and sum may be one grant's, and the names have much in common, whoever has it."""
        if not self.compared.granted:
            return False
        day, paid = self.compared.granted
        names = (str(row[path] or "") for row in (self.mine, theirs))
        near = self._equal(paid, theirs) and within_days(self.mine[day], theirs[day])
        return near and much_shared(*(bare(key_of(name), self.city) for name in names))

    def _mostly_called_so(self, path: str, beside: str, theirs: Row) -> bool:
        """Whether most of a name stands in the other, in whatever order, and the day or the sum is the same."""
        names = [bare(key_of(str(row[path] or "")), self.city) for row in (self.mine, theirs)]
        apart = path.endswith("address") or self._is_shared(path, theirs)
        same = not apart and mostly_shared(*names) and self._same_fact(theirs)
        return same and (not beside or self._is_beside(beside, theirs))

    def _is_beside(self, path: str, theirs: Row) -> bool:
        """Whether who stands beside a name is the same, or called alike."""
        mine, other = str(self.mine[path] or ""), str(theirs[path] or "")
        return bool(mine) and bool(alike_to(mine, self.city)(other))

    def _equal(self, path: str, theirs: Row) -> bool:
        mine = self.mine[path]
        return bool(mine) and key_of(str(mine)) == key_of(str(theirs[path] or ""))

    def _stands_in(self, side: str, theirs: Row) -> bool:
        """Whether who is on that side is a side of the other, by credit code or by name."""
        code = self.compared.sides[side]
        codes = {theirs[name] for name in self.compared.sides.values() if name} - {""}
        return (code and self.mine[code] in codes) or any(
            self.mine[side] and key_of(self.mine[side]) == key_of(theirs[name]) for name in self.compared.sides
        )

    def _is_shared(self, path: str, theirs: Row) -> bool:
        """Whether the path leads through a whole that both hang on."""
        whole = path.rpartition("__")[0]
        name = f"{whole}__identity"
        return bool(whole) and bool(self.mine[name]) and self.mine[name] == theirs[name]


def _number_alike(mine: str, other: str, *, related: bool) -> str:
    """How two numbers are alike, as keys. What stands around the digits is often left out or put before."""
    if not mine or not other:
        return ""
    if mine == other:
        return "编号相同"
    short, long = sorted((mine, other), key=len)
    more = long.startswith(f"{short}-")
    if more and len(short.replace("-", "")) >= SHORTEST and _LETTER.search(short):
        return A_PART_MORE
    digits, theirs = _NO_DIGIT.sub("", mine), _NO_DIGIT.sub("", other)
    issued = [found.groups() if (found := _ISSUED.fullmatch(each)) else None for each in (digits, theirs)]
    if issued[0] is not None and issued[0] == issued[1]:
        return SAME_DIGITS
    if min(len(digits), len(theirs)) < (FEWEST_DIGITS if related else MANY_DIGITS):
        return ""
    return SAME_DIGITS if digits == theirs else A_PART_MORE if more else ""


def _is_slip(mine: str, other: str) -> bool:
    return min(len(mine), len(other)) >= SHORTEST and one_off(mine, other)
