"""A second, tiny reader of reckonings: redoes each line from the words of its rule and the figures above it."""

from __future__ import annotations

import re
from fractions import Fraction

TOKEN = re.compile(
    r"\s*(?:「(?P<above>[^」]*)」|〔[^〕]*：(?P<figure>[^：〕]*)〕|(?P<month>\d{4}-\d\d)|(?P<number>\d+(?:\.\d+)?(?:/\d+)?%?)"
    r"(?: [元㎡个月年次名倍/]+)?|(?P<word>较小者|较大者|较早者|较晚者|整数部分|月数|向下取到分|至|[＋－×÷（），]))"
)
PICK = {"较小者": min, "较早者": min, "较大者": max, "较晚者": max}


def figure_value(text: str) -> Fraction:
    """12.50 元, 5000 ㎡, 15%, 2025-01 as a number (months by their place in time)."""
    text = text.split(" ")[0]
    if re.fullmatch(r"\d{4}-\d\d", text):
        return Fraction(int(text[:4]) * 12 + int(text[5:]) - 1)
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    return Fraction(text)


class Redo:
    """Reckons one rule."""

    def __init__(self, rule: str, above: dict[str, Fraction]) -> None:
        self.above, self.tokens, place = above, [], 0
        while place < len(rule.rstrip()):
            found = TOKEN.match(rule, place)
            if not found:
                raise ValueError(rule[place:])
            self.tokens.append(found)
            place = found.end()

    def value(self) -> Fraction:
        result = self.sum()
        if self.tokens:
            raise ValueError(self.tokens[0].group())
        return result

    def word(self, *words: str) -> str | None:
        if self.tokens and self.tokens[0]["word"] in words:
            return self.tokens.pop(0)["word"]
        return None

    def need(self, word: str) -> None:
        if not self.word(word):
            raise ValueError(word)

    def sum(self) -> Fraction:
        result = self.product()
        while sign := self.word("＋", "－"):
            result += self.product() if sign == "＋" else -self.product()
        return result

    def product(self) -> Fraction:
        result = self.atom()
        while sign := self.word("×", "÷"):
            result = result * self.atom() if sign == "×" else result / self.atom()
        return result

    def atom(self) -> Fraction:
        token = self.tokens.pop(0)
        if token["word"]:
            return self.call(token["word"])
        if token["above"] is not None:
            return self.above[token["above"]]
        return figure_value(token["figure"] or token["month"] or token["number"])

    def call(self, word: str) -> Fraction:
        if word == "（":
            result = self.sum()
            self.need("）")
            return result
        self.need("（")
        items = [self.sum()]
        while self.word("，", "至"):
            items.append(self.sum())
        self.need("）")
        if word in PICK:
            return PICK[word](items)
        if word == "月数":
            return max(items[1] - items[0] + 1, Fraction(0))
        return Fraction(items[0] // 1) if word == "整数部分" else Fraction(items[0] * 100 // 1, 100)
