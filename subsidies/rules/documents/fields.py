"""Taking values out of a policy file: what every file has, and the units and formulas of the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Self

from core.texts.fields import Fields
from core.texts.yaml_reading import Table
from subsidies.rules.formulas.units import Unit, parse_unit
from subsidies.rules.model.errors import FormulaError, PolicyError
from subsidies.rules.model.schemes import WantedPaper

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
BRACE = re.compile(r"[{}]")
MOST_LETTERS = 60
NAME = re.compile(rf"[a-z][a-z0-9_]{{0,{MOST_LETTERS - 1}}}\Z")
MOST_OF_A_PAPER = 200  # characters, as the list of a claim's papers keeps them


@dataclass(frozen=True)
class PolicyFields(Fields):
    """One mapping of a policy file; what is wrong in it names its scheme too."""

    scheme: str = ""

    def error(self, what: str, key: str = "") -> PolicyError:
        return PolicyError(what, file=self.file, scheme=self.scheme, line=self.line_of(key))

    def text(self, key: str, default: str | None = None) -> str:
        text = super().text(key, default)
        self._check_braces(key, text)
        return text

    def words(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        words = super().words(key, needed=needed)
        for word in words:
            self._check_braces(key, word)
        return words

    def plain(self, key: str) -> str:
        """A text that takes no number from the figures, such as the words of a value."""
        text = self.text(key)
        if "{" in text:
            raise self.error(f"“{key}”的文字里不能有花括号：这里不取数字", key)
        return text

    def each_named(self, key: str) -> Iterable[tuple[str, Self]]:
        """The mappings under the key, by names that formulas, claims and answers can be written with."""
        for name, block in self.each(key):
            if not NAME.match(name):
                raise block.error(
                    f"名字“{name}”不对：只能用小写字母、数字和下划线，以字母开头，最多{MOST_LETTERS}个字符"
                )
            yield name, block

    def _check_braces(self, key: str, text: str) -> None:
        if BRACE.search(PLACEHOLDER.sub("", text)):
            what = "花括号没有成对：句子里的数字写成 {most} 这样，不取数字就不要写花括号"
            raise self.error(f"“{key}”的文字里{what}", key)

    def unit(self, key: str) -> Unit:
        try:
            return parse_unit(self.text(key, ""))
        except ValueError as error:
            raise self.error(str(error), key) from error

    def formula(self, key: str) -> tuple[str, int]:
        """The text of a formula with its line."""
        return self.text(key), self.table.lines.get(key, self.table.line)

    def refused(self, error: FormulaError, key: str = "") -> PolicyError:
        """A FormulaError with its place."""
        return self.error(str(error), key)


def mapping_or_text(fields: PolicyFields, key: str, name: str) -> PolicyFields:
    """`key: formula` and `key: {formula: …, label: …}` alike, as a mapping in which `name` holds the text."""
    value: Any = fields.table.get(key)
    if isinstance(value, Table):
        return fields.inside(key)
    return mapping_of(fields, key, name, value)


def mapping_of(fields: PolicyFields, key: str, name: str, value: Any) -> PolicyFields:
    """A value under the key as if it stood in a mapping of its own, under that name."""
    table = Table({name: value} if value is not None else {})
    line = fields.line_of(key)
    table.line, table.lines = line, {name: line}
    return replace(fields, table=table)


def wanted_papers(fields: PolicyFields, key: str) -> tuple[WantedPaper, ...]:
    """A list of papers: each a text, or `{name: …, optional: true}` for one that not everybody has, `of_record: true`
    for the one on which the record of the matter rests."""
    rows = fields.table.get(key)
    if not isinstance(rows, list):
        return tuple(map(WantedPaper, fields.words(key)))  # which says what is wrong
    papers = tuple(_wanted_paper(fields, row, key) for row in rows)
    for paper in papers:
        if len(paper.name) > MOST_OF_A_PAPER:
            raise fields.error(f"“{key}”里的名称太长：最多{MOST_OF_A_PAPER}个字", key)
    return papers


def _wanted_paper(fields: PolicyFields, row: Any, key: str) -> WantedPaper:
    if isinstance(row, str):
        plain = mapping_of(fields, key, "name", row)
        return WantedPaper(plain.text("name"))
    if not isinstance(row, Table):
        raise fields.error(f"“{key}”的每一项应当是文字，或写成 {{name: 名称, optional: true}}", key)
    block = replace(fields, table=row)
    block.only(("name", "optional", "of_record"))
    return WantedPaper(block.text("name"), block.flag("optional"), block.flag("of_record"))
