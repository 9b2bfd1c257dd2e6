"""Reading our own documentation: marked tables, code blocks, and what stands in backticks."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_MARKED = re.compile(r"^<!-- worked (\{.*?\}) -->\n+((?:\|.*\n)+)", re.MULTILINE)


@dataclass(frozen=True)
class Worked:
    """One marked table. `options` is the mark's JSON; `rows` hold the cells below the heads that are in backticks."""

    page: str
    line: int
    options: dict[str, Any]
    rows: tuple[dict[str, str], ...]

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def worked_tables() -> Iterator[Worked]:
    """Every marked table below docs/."""
    for path in sorted(DOCS.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        for found in _MARKED.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield Worked(str(path.relative_to(ROOT)), line, json.loads(found[1]), _rows(found[2]))


def _rows(table: str) -> tuple[dict[str, str], ...]:
    head, rule, *body = [_cells(line) for line in table.splitlines()]
    if not all(set(cell) <= set("-:") for cell in rule):
        raise ValueError(f"no rule below the head: {head}")
    names = [_name(cell) for cell in head]
    return tuple(
        {name: cell.strip("`") for name, cell in zip(names, row, strict=True) if name and cell != "—"} for row in body
    )


def _name(cell: str) -> str:
    """The name in backticks that a head holds; empty for a column that is a remark."""
    found = re.search(r"`([^`]+)`", cell)
    return found[1] if found else ""


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def code_block(page: Path, language: str, marker: str) -> str:
    """The fenced block that follows the HTML comment `marker` on a page."""
    pattern = rf"<!-- {re.escape(marker)} -->\n+```{language}\n(.*?)^```$"
    found = re.search(pattern, page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    if found is None:
        raise AssertionError(f"{page.name} has no block marked “{marker}”")
    return found[1]


def in_backticks(page: Path) -> set[str]:
    """Everything that stands between single backticks on a page."""
    return set(re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8")))
