"""The papers that a scheme wants, each with the files handed in for it, and what a claim said when they were."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from core.models import StoredFile
from subsidies.cases.case import Case
from subsidies.cases.deciding import Ruling
from subsidies.cases.explaining import field_label
from subsidies.cases.picking import picked
from subsidies.cases.presenting import OF_THE_RECORD, KnownRow, known_rows, matter_rows
from subsidies.cases.records.reading import stands_in_record
from subsidies.cases.sources import FactSource
from subsidies.cases.tidying import SPAN
from subsidies.catalogue.questions import MONTHS, YEAR, day_wording
from subsidies.claims.models import Claim, Evidence
from subsidies.claims.states import EDITABLE_STATES
from subsidies.rules import Fact, GivenBy, Scheme

OTHER = "其他补充材料"
_BETWEEN_PAPERS, _AND = re.compile("[、和或]"), re.compile("[、和]")  # of an evidence that names several
WITH_THE_RECORD = "（登记记录时上传）"  # behind the name of a paper that came with the record


@dataclass(frozen=True)
class PaperRow:
    """One wanted paper: its number in the scheme's list, its name, what it must show, and its files; `of_record` is the
    paper of the claim's record, where that is the one wanted. `same_as` names the papers for which one of its files was
    handed in as well."""

    number: int
    label: str
    shows: str
    files: list[Evidence]
    optional: bool = False
    of_record: StoredFile | None = None
    same_as: list[str] = field(default_factory=list)

    @property
    def there(self) -> bool:
        """Whether there is a file for it."""
        return bool(self.files) or self.of_record is not None

    @property
    def hashes(self) -> set[str]:
        """What its files are, by content."""
        return {row.file.sha256 for row in self.files} | ({self.of_record.sha256} if self.of_record else set())

    @property
    def doubt(self) -> str:
        """That one file stands for several papers; empty where none does."""
        others = "、".join(f"“{label}”" for label in self.same_as)
        return f"“{self.label}”的文件与{others}的是同一份，请核对是否传错。" if others else ""


def wanted_papers(scheme: Scheme) -> list[str]:
    """The scheme's list, and a last row for whatever else somebody wants to hand in."""
    return [*map(str, scheme.guide.papers), OTHER]


def evidence_of(claim: Claim, *, inside: bool = False) -> list[Evidence]:
    """The files of a claim. `inside`: for offices, to whom an applicant has not handed in what it has uploaded since
    the claim went back."""
    files = claim.evidence.select_related("file")
    if inside and claim.state in EDITABLE_STATES:
        files = files.filter(added_at__lte=claim.submitted_at)
    return list(files)


def paper_of_record(claim: Claim, *, inside: bool = False) -> tuple[str, StoredFile] | None:
    """The wanted paper for which that of the claim's record stands, with the file; of what was handed in only the very
    file that was there then."""
    paper = next((str(paper) for paper in claim.scheme.guide.papers if paper.of_record), None)
    record = picked(claim.applicant, claim.scheme, claim.answers.get("record")) if paper else None
    if paper is None or record is None or record.paper is None:
        return None
    if (inside or claim.state not in EDITABLE_STATES) and not _handed_in(claim, record.paper):
        return None
    return paper, record.paper


def _handed_in(claim: Claim, file: StoredFile) -> bool:
    listed = (claim.receipt or {}).get("files", ())
    return any(row["sha256"] == file.sha256 for row in listed)


def paper_rows(claim: Claim, scheme: Scheme, *, inside: bool = False) -> list[PaperRow]:
    """Every wanted paper in the scheme's order; `inside`: as in `evidence_of`."""
    files, kept = evidence_of(claim, inside=inside), paper_of_record(claim, inside=inside)
    last = len(scheme.guide.papers)
    marked = [*((paper.optional, paper.of_record) for paper in scheme.guide.papers), (True, False)]
    return _compared([
        PaperRow(
            number, label, shown_by(scheme, label), [row for row in files if min(row.paper, last) == number], optional,
            kept[1] if of_record and kept else None,
        )
        for number, (label, (optional, of_record)) in enumerate(zip(wanted_papers(scheme), marked, strict=True))
    ])  # fmt: skip


def _compared(rows: list[PaperRow]) -> list[PaperRow]:
    """The rows, each with the names of the others that have a file in common with it."""
    return [
        replace(row, same_as=[other.label for other in rows if other is not row and other.hashes & row.hashes])
        for row in rows
    ]


def shown_by(scheme: Scheme, paper: str) -> str:
    """Which answers a paper proves: the facts whose evidence it is, then those that it proves with others only."""
    alone: list[str] = []
    together: list[str] = []
    for fact in scheme.facts.values():
        if fact.given_by == GivenBy.APPLICANT and _proves(paper, fact.evidence):
            others = [str(row) for row in scheme.guide.papers if str(row) != paper and _proves(str(row), fact.evidence)]
            is_whole = fact.evidence in paper or not _AND.search(fact.evidence)
            (alone if is_whole or not others else together).append(fact.label)
    said = [f"应能看出：{'、'.join(alone)}。"] if alone else []
    said += [f"与其他材料一起，应能看出：{'、'.join(together)}。"] if together else []
    return "".join(said)


def _proves(paper: str, evidence: str) -> bool:
    """Whether the paper is the evidence or one of the papers that it names: 租赁合同和付款凭证."""
    named = [part for part in (evidence, *_BETWEEN_PAPERS.split(evidence)) if part]
    return any(part in paper or paper in part for part in named)


def counted(rows: list[PaperRow]) -> str:
    """How many of the papers that everybody has to hand in are there, and which lack: 应交 4 份，已交 2 份，缺……"""
    needed = [row for row in rows if not row.optional]
    if not needed:
        return ""
    missing = lacking(rows)
    told = f"应交 {len(needed)} 份，已交 {len(needed) - len(missing)} 份"
    return f"{told}，缺{'、'.join(missing)}。" if missing else f"{told}。"


def receipt_of(claim: Claim, ruling: Ruling) -> dict[str, Any]:
    """What the applicant keeps of a submission: number, time, what it is about, files with their hashes; and for
    offices the answers, which the applicant may change again when it goes back."""
    files = [(row.label, row.file) for row in claim.evidence.select_related("file")]
    if kept := paper_of_record(claim):
        files.append((f"{kept[0]}{WITH_THE_RECORD}", kept[1]))
    listed = [{"label": label, "name": file.name, "size": file.size, "sha256": file.sha256} for label, file in files]
    at = claim.submitted_at.isoformat() if claim.submitted_at else ""
    about = [[row.label, row.value] for row in matter_rows(ruling.case, ruling.collected.values) if row.value]
    return {"number": claim.number, "at": at, "matter": about, "files": listed, "answers": claim.answers}


@dataclass(frozen=True)
class ReceivedFile:
    """A file as the receipt names it: once, with all papers for which it was handed in."""

    name: str
    labels: tuple[str, ...]
    size: int
    sha256: str


def received(receipt: Mapping[str, Any]) -> list[ReceivedFile]:
    """The files of a receipt by content, in the order in which they are listed."""
    by_content: dict[str, list[Mapping[str, Any]]] = {}
    for row in receipt.get("files", ()):
        by_content.setdefault(row["sha256"], []).append(row)
    return [
        ReceivedFile(rows[0]["name"], tuple(dict.fromkeys(row["label"] for row in rows)), rows[0]["size"], sha256)
        for sha256, rows in by_content.items()
    ]


def matter_told(claim: Claim) -> list[tuple[str, str]]:
    """What the receipt says that the claim is about, label and value; the day that only ends the claimed months or year
    is left out, as those say it."""
    rows, scheme = [(label, value) for label, value in (claim.receipt or {}).get("matter", ())], claim.scheme
    ended = {"months": MONTHS, "year": YEAR}.get(scheme.matter.day_ends, "")
    again = day_wording(scheme).label if ended in dict(rows) else ""
    return [row for row in rows if row[0] != again]


def lines_said(claim: Claim, case: Case | None = None) -> list[KnownRow]:
    """What a claim said when it was handed in last, line by line as the paper of its refusal has it: its matter, then
    its facts, the months once; what was written since and never handed in is not part of it. Each as somebody said it
    or a register has it: what an office refuses it has not found to be so. `case` is its case, for those who have it.
    """
    scheme, declared, case = claim.scheme, claim.applicant.words.declared, case or claim.case()
    matter = {row.label: row for row in matter_rows(case, {row["name"]: row["value"] for row in claim.facts})}
    about = [
        KnownRow(matter[label].name, label, value, matter[label].source) if label in matter
        else KnownRow("", label, value, declared)
        for label, value in matter_told(claim)
    ]  # fmt: skip
    again = SPAN if any(row.name == "months" for row in matter.values()) else ()
    said = [row for row in claim.facts if row["name"] in scheme.facts and row["name"] not in again]
    rows = zip(said, known_rows(scheme, said, declared), strict=True)
    return about + [row._replace(source=_source(scheme.facts[row.name], raw, row.source)) for raw, row in rows]


def deniable(claim: Claim, case: Case | None = None) -> dict[str, str]:
    """Those of these lines that an office may say it does not accept: labels by the names that the trail keeps."""
    rows = (row for row in lines_said(claim, case) if row.name)
    return {row.name: row.label for row in rows if field_label(claim.scheme, row.name) == row.label}


def _source(fact: Fact, raw: Mapping[str, Any], said: str) -> str:
    if raw["source"] == FactSource.CERTIFIED or (raw["source"] == FactSource.DECLARED and stands_in_record(fact)):
        return f"{OF_THE_RECORD}（{raw['note']}）" if raw["note"] else OF_THE_RECORD
    return said


def lacking_on_receipt(claim: Claim) -> list[str]:
    """The wanted papers that the receipt does not name: what was there when the claim was handed in last."""
    named = {row["label"] for row in (claim.receipt or {}).get("files", ())}
    wanted = [str(paper) for paper in claim.scheme.guide.papers if not paper.optional]
    return [paper for paper in wanted if named.isdisjoint((paper, f"{paper}{WITH_THE_RECORD}"))]


def lacking(rows: Iterable[PaperRow]) -> list[str]:
    """The wanted papers for which nothing was handed in."""
    return [row.label for row in rows if not row.there and not row.optional]


def doubled(rows: Iterable[PaperRow]) -> list[str]:
    """What is said of files that stand for several papers, once for each of them."""
    found: dict[frozenset[str], str] = {}
    for row in rows:
        if row.same_as:
            found.setdefault(frozenset([row.label, *row.same_as]), row.doubt)
    return list(found.values())
