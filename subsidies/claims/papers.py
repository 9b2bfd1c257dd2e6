"""The papers that a scheme wants, each with the files handed in for it."""

from dataclasses import dataclass

from subsidies.claims.models import Claim, Evidence
from subsidies.rules import GivenBy, Scheme

OTHER = "其他补充材料"


@dataclass(frozen=True)
class PaperRow:
    """One wanted paper: its number in the scheme's list, its name, what it must show, and its files."""

    number: int
    label: str
    shows: str
    files: list[Evidence]
    optional: bool = False


def wanted_papers(scheme: Scheme) -> list[str]:
    """The scheme's list, and a last row for whatever else somebody wants to hand in."""
    return [*map(str, scheme.guide.papers), OTHER]


def paper_rows(claim: Claim, scheme: Scheme) -> list[PaperRow]:
    """Every wanted paper in the scheme's order."""
    files = list(claim.evidence.select_related("file"))
    last = len(scheme.guide.papers)
    optional = [*(paper.optional for paper in scheme.guide.papers), True]
    return [
        PaperRow(
            number, label, shown_by(scheme, label),
            [row for row in files if min(row.paper, last) == number], optional[number],
        )
        for number, label in enumerate(wanted_papers(scheme))
    ]  # fmt: skip


def shown_by(scheme: Scheme, paper: str) -> str:
    """Which answers a paper proves: the facts whose evidence it is."""
    labels = [
        fact.label
        for fact in scheme.facts.values()
        if fact.given_by == GivenBy.APPLICANT and fact.evidence and (fact.evidence in paper or paper in fact.evidence)
    ]
    return f"应能看出：{'、'.join(labels)}。" if labels else ""


def counted(rows: list[PaperRow]) -> str:
    """How many of the papers that everybody has to hand in are there, and which lack: 应交 4 份，已交 2 份，缺……"""
    needed = [row for row in rows if not row.optional]
    if not needed:
        return ""
    missing = lacking(rows)
    told = f"应交 {len(needed)} 份，已交 {len(needed) - len(missing)} 份"
    return f"{told}，缺{'、'.join(missing)}。" if missing else f"{told}。"


def lacking(rows: list[PaperRow]) -> list[str]:
    """The wanted papers for which nothing was handed in."""
    return [row.label for row in rows if not row.files and not row.optional]
