"""Units of numbers: yuan, m², months, years, plain numbers, and their products and quotients."""

from __future__ import annotations

from dataclasses import dataclass

BASES = {"元": "元", "㎡": "㎡", "月": "月", "个月": "月", "年": "年"}
PLAIN_WORDS = {"", "次", "名", "倍", "份"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of base units, e.g. 元/㎡/月 = (("㎡", -1), ("元", 1), ("月", -1))."""

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Unit) -> Unit:
        return _unit([*self.powers, *other.powers])

    def __truediv__(self, other: Unit) -> Unit:
        return _unit([*self.powers, *((base, -power) for base, power in other.powers)])

    def __str__(self) -> str:
        above = [base for base, power in self.powers for _ in range(power) if power > 0]
        below = [base for base, power in self.powers for _ in range(-power) if power < 0]
        return "/".join(["·".join(above) or "1", *below]) if self.powers else "（无单位）"


def fen_scale(unit: Unit) -> int:
    """By how much a number grows when its yuan are counted in fen: 100 for 元 and 元/月, 1 for ㎡."""
    power = dict(unit.powers).get("元", 0)
    return int(100**power) if power > 0 else 1


def counts_yuan(text: str) -> bool:
    """Whether a unit as it is written is money, or money for something: 元, 元/㎡/月."""
    return text.startswith("元")


def _unit(powers: list[tuple[str, int]]) -> Unit:
    total: dict[str, int] = {}
    for base, power in powers:
        total[base] = total.get(base, 0) + power
    return Unit(tuple(sorted((base, power) for base, power in total.items() if power)))


def parse_unit(text: str) -> Unit:
    """The unit written as 元, ㎡, 个月, 元/月, 元/㎡/月, or a word of counting (次, 名). Raises ValueError."""
    unit, words = PLAIN, text.strip().split("/")
    for place, word in enumerate(words):
        if word in PLAIN_WORDS and place == 0:
            continue
        if word not in BASES:
            raise ValueError(f"不认识的单位“{word}”")
        base = Unit(((BASES[word], 1),))
        unit = unit / base if place else unit * base
    return unit


PLAIN = Unit()
YUAN = Unit((("元", 1),))
MONTHS = Unit((("月", 1),))
