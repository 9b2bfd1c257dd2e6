"""Taking values out of a policy file: what every file has, and the units and formulas of the rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from core.texts.fields import Fields
from core.texts.yaml_reading import Table
from subsidies.rules.formulas.units import Unit, parse_unit
from subsidies.rules.model.errors import FormulaError, PolicyError
from subsidies.rules.model.schemes import WantedPaper


@dataclass(frozen=True)
class PolicyFields(Fields):
    """One mapping of a policy file; what is wrong in it names its scheme too."""

    scheme: str = ""

    def error(self, what: str, key: str = "") -> PolicyError:
        return PolicyError(what, file=self.file, scheme=self.scheme, line=self.line_of(key))

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
    table = Table({name: value} if value is not None else {})
    line = fields.table.lines.get(key, fields.table.line)
    table.line, table.lines = line, {name: line}
    return replace(fields, table=table)


def wanted_papers(fields: PolicyFields, key: str) -> tuple[WantedPaper, ...]:
    """A list of papers: each a text, or `{name: …, optional: true}` for one that not everybody has."""
    rows = fields.table.get(key)
    if not isinstance(rows, list):
        return tuple(map(WantedPaper, fields.words(key)))  # which says what is wrong
    return tuple(_wanted_paper(replace(fields, table=row), row, key) for row in rows)


def _wanted_paper(fields: PolicyFields, row: Any, key: str) -> WantedPaper:
    if isinstance(row, str):
        return WantedPaper(str(row))
    if not isinstance(row, Table):
        raise fields.error(f"“{key}”的每一项应当是文字，或写成 {{name: 名称, optional: true}}", key)
    fields.only(("name", "optional"))
    return WantedPaper(fields.text("name"), fields.flag("optional"))
