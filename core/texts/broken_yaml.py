"""What is wrong with a text that is no YAML, in Chinese, with the line to look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

CONTROL = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
OPENING = re.compile(r"[\[\]{}]|(?:[-?:] +){100}")
DEEPEST = 1000
OPENED = re.compile(r"[:\[,{-]\s*(['\"])(?!.*\1)")


class Broken(NamedTuple):
    """What is wrong, and where."""

    what: str
    line: int


class _Place(NamedTuple):
    """Where the reader stopped: the problem and what it was reading, each with its line from 1, and the line's text."""

    problem: str
    context: str
    line: int
    began: int
    above: list[str]
    text: str
    column: int

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def explained(error: Exception, text: str) -> Broken:
    """The error of the YAML reader for people. Both readers, that in C and that in Python, have their own words."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _unreadable(text)
    place = _place(error, error.problem_mark, text)
    for words, say in SAYINGS:
        if re.search(words, f"{place.context}|{place.problem}"):
            return say(place)
    return Broken(f"不是合格的YAML：{place.problem}", place.line)


def _place(error: yaml.MarkedYAMLError, mark: yaml.Mark, text: str) -> _Place:
    began, lines = error.context_mark or mark, text.split("\n")
    own = lines[mark.line] if mark.line < len(lines) else ""
    what, reading = error.problem or "", error.context or ""
    return _Place(what, reading, mark.line + 1, began.line + 1, lines[: mark.line], own, mark.column)


def unusable(text: str) -> str:
    """What is said of a text that holds a character which no database keeps and no page shows; empty without one."""
    found = CONTROL.search(text)
    return f"有不能使用的控制字符（U+{ord(found[0]):04X}），请删去" if found else ""


def too_deep(text: str) -> Broken | None:
    """Brackets or dashes within one another, far beyond what anybody writes: the reader in C would end the process.

    Brackets are counted wherever they stand, in quotes and remarks too; none of our files has a hundredth of so many.
    """
    depth = 0
    for found in OPENING.finditer(text):
        depth = depth + 1 if found[0] in "[{" else max(depth - 1, 0) if found[0] in "]}" else DEEPEST + 1
        if depth > DEEPEST:
            return Broken("括号或短横套得太深", text.count("\n", 0, found.start()) + 1)
    return None


def _unreadable(text: str) -> Broken:
    found = CONTROL.search(text)
    if found is None:
        return Broken("不是合格的YAML", 1)
    return Broken(unusable(text), text.count("\n", 0, found.start()) + 1)


def _begun(what: str) -> Callable[[_Place], Broken]:
    """Said of the line on which the reader began."""
    return lambda place: Broken(what, place.began)


def _here(what: str) -> Callable[[_Place], Broken]:
    return lambda place: Broken(what, place.line)


def _no_start(place: _Place) -> Broken:
    if "\t" in place.text[: place.column + 1]:
        return Broken("用了制表符（Tab）缩进，只能用空格", place.line)
    return Broken(f"文字不能以“{place.text[place.column : place.column + 1]}”开头，请给它加上引号", place.line)


def _colon(place: _Place) -> Broken:
    if place.text.count(": ") > 1:
        return Broken("一句话里有冒号加空格，请用中文冒号，或给整句加上引号", place.line)
    return Broken("缩进不对：上一行已经写了值，这一行不能再缩进到它下面", place.line)


def _no_key(place: _Place) -> Broken:
    """A quote that is not closed goes on to the next quote of the file, and only there the reader stumbles."""
    opened = next((line for line in range(len(place.above), 0, -1) if OPENED.search(place.above[line - 1])), 0)
    if opened:
        return Broken("从这一行开始的引号没有关上", opened)
    if place.column > place.indent:
        return Broken("引号或括号之后还有多余的文字", place.line)
    return Broken("缩进不对：这一行与同一级的各行没有对齐", place.line)


# Looked through in order; each pattern is searched for in «context|problem» of either reader.
SAYINGS: tuple[tuple[str, Callable[[_Place], Broken]], ...] = (
    ("tab character", _here("用了制表符（Tab）缩进，只能用空格")),
    ("cannot start any token", _no_start),
    ("mapping values are not allowed", _colon),
    ("flow sequence", _begun("从这一行的方括号“[”开始：没有关上，或各项之间缺少逗号")),
    ("flow mapping", _begun("从这一行的花括号“{”开始：没有关上，缺少逗号，或文字里有冒号加空格")),
    ("unknown escape", _here("双引号里的反斜线写法不对，请改用单引号")),
    ("quoted scalar", _begun("从这一行开始的引号没有关上")),
    ("could not find expected ':'", _begun("这一行缺少冒号，或冒号之后没有空格")),
    ("block scalar", _here("“|”或“>”之后不能在同一行再写文字")),
    ("alias|anchor", _here("以“*”或“&”开头的文字要加上引号")),
    ("tag", _here("以“!”开头的文字要加上引号")),
    ("sequence entries are not allowed", _here("“-”不能写在这里；一列文字写成 [甲, 乙]，或另起一行")),
    ("mapping keys are not allowed", _here("文字不能以“?”开头，请给它加上引号")),
    ("another document|document start", _here("一个文件只写一份内容，“---”或“...”之后不能再有内容")),
    ("expected (the )?node content", _here("括号里多了一个逗号或括号")),
    ("block mapping|block collection", _no_key),
)
