"""A reckoning with its numbers first: 10.00 元/㎡/月 × 3200 ㎡ × 12 个月, the names and the article beneath.

The steps are frozen with an award in the words of the rules: 「…」 names a figure that stands above, 〔…：…〕 one of
the text. Whatever names a month is reckoned to the month, so that a span reads as one.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from subsidies.rules.model.articles import OWN_LABEL, UNSAID
from subsidies.rules.model.decision import NONE_SAID, Step
from subsidies.rules.model.kinds import GivenBy
from subsidies.rules.model.values import month_text, read_month
from subsidies.rules.words.items import COUNTED, SOURCES

GIVEN = {SOURCES[GivenBy.APPLICANT], *COUNTED.values()}
_NAME = re.compile("「([^」]+)」")
_OF_THE_TEXT = re.compile("〔([^：〔〕]+)：([^〔〕]+)〕")
_MONTHS_ADDED = re.compile(r"(\d{4}-\d{2}) ([＋－] \d+) 个月")
_EARLIEST, _LATEST = (
    re.compile(rf"{word}（(\d{{4}}-\d{{2}}(?:，\d{{4}}-\d{{2}})*)）") for word in ("较早者", "较晚者")
)
_SPAN = re.compile(r"月数（(\d{4}-\d{2}) 至 (\d{4}-\d{2})）(?:，.+)?\Z")
_ROUNDED = re.compile(r"向下取到分（(.+)）\Z")
_ATOM = re.compile("「([^」]+)」|〔([^：〔〕]+)：([^〔〕]+)〕")
_MONTH = re.compile(r"\d{4}-\d{2}")
_FIRST_PLACE = 0xE000
NO_MONTHS = "没有月份"
_PICKED = re.compile("(较[小大早晚]者)（([^（）]+)）")
_PICKED_OF_MONTHS = re.compile("(较[早晚])者（([^（）]+)）")
_SPAN_OF_PICKS = re.compile("月数（(.+?) 至 (.+?)）(?:，起月晚于止月时为0)?")
_PARTS_OF_A_FEN = re.compile(r"\.\d{3,} 元")


class Worked(NamedTuple):
    """A step as it is shown. `sum`: its formula in numbers, empty where the figure alone says it; `names`: the same in
    the words of the rule; `article`: where that stands; `given`: it only repeats what was claimed;
    `source`: the later document that set a figure of it."""

    label: str
    figure: str
    binding: bool
    sum: str
    names: str
    article: str
    given: bool
    source: str = ""

    @property
    def rule(self) -> str:
        """Where it stands, and the rule in words."""
        return "：".join(filter(None, (self.article, self.names)))


def worked(steps: Iterable[Step], asked: Mapping[str, str], sources: Mapping[str, str] = NONE_SAID) -> list[Worked]:
    """The steps with their numbers, those that only repeat the form among them. `asked` has, by its label, of which
    facts a step is that is not met. What no text says bounds nothing and is left out, and a rule of our own cites
    no article: its sentence says whose it is."""
    figures, found = dict[str, str](), list[Worked]()
    for step in (step for step in steps if step.rule != UNSAID):
        article, rule = _parted(step.rule.removeprefix(OWN_LABEL))
        numbers = _in_numbers(rule, figures) or asked.get(step.label, "")
        shown = "" if numbers in ("", step.figure) else numbers
        source = _sources(step.label, rule, sources)
        row = Worked(step.label, step.figure, step.binding, shown, _in_names(rule), article, rule in GIVEN, source)
        found.append(row)
        figures[step.label] = step.figure
    return found


def _parted(rule: str) -> tuple[str, str]:
    """Where a rule stands, and the rule; a sentence with a colon of its own (a sum agreed on) cites nothing."""
    article, _, rest = rule.partition("：")
    return ("", rule) if rest and "，" in article else (article, rest)


def _sources(label: str, rule: str, sources: Mapping[str, str]) -> str:
    """Which later documents set the figures of a step: its own, and those that its rule takes from the text."""
    names = dict.fromkeys([label, *(name for name, _ in _OF_THE_TEXT.findall(rule))])
    return "；".join(f"{name}：{sources[name]}" for name in names if name in sources)


def _in_numbers(rule: str, figures: Mapping[str, str]) -> str:
    """The formula of a rule with the figures that it names; empty where it is a sentence, or one of them is nowhere."""
    if not (_NAME.search(rule) or _OF_THE_TEXT.search(rule)):
        return ""
    if any(name not in figures for name in _NAME.findall(rule)):
        return ""
    text = _OF_THE_TEXT.sub(r"\2", _NAME.sub(lambda name: figures[name[1]], rule))
    text = _months(text)
    if span := _SPAN.match(text):
        return _period(span[1], span[2])
    rounded = _ROUNDED.match(text)
    return _rounded(rounded[1]) if rounded else _chosen(text)


def _in_names(rule: str) -> str:
    """The rule in the names alone, without brackets inside of brackets. A name may have some of its own, so each is a
    single character meanwhile."""
    names = [found[1] or _with_month(found) for found in _ATOM.finditer(rule)]
    places = iter(range(_FIRST_PLACE, _FIRST_PLACE + len(names)))
    text = _ATOM.sub(lambda _: chr(next(places)), rule)
    text = _PICKED.sub(lambda found: _chosen(found[0]), text)
    text = _SPAN_OF_PICKS.sub(r"自\1，至\2", text)
    return "".join(names[ord(one) - _FIRST_PLACE] if 0 <= ord(one) - _FIRST_PLACE < len(names) else one for one in text)


def _with_month(found: re.Match[str]) -> str:
    """A name of the text; of a month that no step shows with the month itself: 政策首个完整月（2024-12）."""
    return f"{found[2]}（{found[3]}）" if _MONTH.fullmatch(found[3]) else found[2]


def _months(text: str) -> str:
    """The text with all that is reckoned of months done: 2025-01 ＋ 36 个月 － 1 个月, and the later of two."""
    before = ""
    while before != text:
        before = text
        text = _EARLIEST.sub(lambda found: min(found[1].split("，")), _MONTHS_ADDED.sub(_added, text))
        text = _LATEST.sub(lambda found: max(found[1].split("，")), text)
    return text


def _added(found: re.Match[str]) -> str:
    return month_text(read_month(found[1]) + int(found[2].replace("＋ ", "").replace("－ ", "-")))


def _period(first: str, last: str) -> str:
    months = read_month(last) - read_month(first) + 1
    return f"{first} 至 {last}，共 {months} 个月" if months > 0 else f"{first} 晚于 {last}，{NO_MONTHS}"


def _chosen(text: str) -> str:
    """The least (or greatest, or earliest, or latest) of several, which stand first."""
    if found := _PICKED_OF_MONTHS.fullmatch(text):
        return f"{found[2].replace('，', '、')}中{found[1]}的月份"
    if found := _PICKED.fullmatch(text):
        return f"{found[2].replace('，', '、' if '，' in found[2].partition('，')[2] else ' 与 ')}，取{found[1]}"
    return text


def _rounded(text: str) -> str:
    """What is rounded to the fen; said only where there are parts of one."""
    said = _chosen(text)
    return f"{said}，向下取到分" if _PARTS_OF_A_FEN.search(said) else said
