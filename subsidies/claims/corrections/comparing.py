"""What has changed in a claim since it was sent back: old and new beside each other, and which marks were minded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from subsidies.cases.deciding import ruling_on
from subsidies.cases.explaining import field_label
from subsidies.cases.presenting import known_rows
from subsidies.cases.tidying import SPAN
from subsidies.claims.corrections.marking import label_of, last_of
from subsidies.claims.models import Claim, ClaimReturn, ReturnMark
from subsidies.claims.papers.listing import WITH_THE_RECORD, receipt_of, wanted_papers
from subsidies.claims.states import EDITABLE_STATES
from subsidies.rules import Scheme

RECORD = "record"
OTHER_AMOUNT = "other_policy_amount"


@dataclass(frozen=True)
class Change:
    """A line or a paper of a claim that stands otherwise than before; empty where it was not there, or is not now."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class MarkedPlace:
    """A mark at its place. `paper` is the number of the paper in the scheme's list, None of a question (`name`);
    `minded`: whether anything has changed there."""

    name: str
    label: str
    said: str
    paper: int | None
    minded: bool


@dataclass(frozen=True)
class WhatChanged:
    """A claim as it was sent back beside what it says now."""

    marked: Sequence[MarkedPlace]
    answers: Sequence[Change]
    papers: Sequence[Change]

    @property
    def unminded(self) -> list[MarkedPlace]:
        """Where nothing has changed though something was marked."""
        return [row for row in self.marked if not row.minded]

    @property
    def is_same(self) -> bool:
        """Whether nothing at all has changed."""
        return not (self.answers or self.papers)


@dataclass(frozen=True)
class _State:
    """What a claim says at one time."""

    receipt: Mapping[str, Any]
    facts: Sequence[Mapping[str, Any]]

    def answer(self, name: str) -> tuple[str, bool]:
        """A question as typed, and whether what the register says of it is disputed."""
        typed: Mapping[str, Any] = self.receipt.get("answers") or {}
        own = typed.get(name) if name in typed else (typed.get("facts") or {}).get(name)
        return str(own or "").strip(), name in (typed.get("disputed") or ())

    def value(self, name: str) -> str | None:
        return next((str(row["value"]) for row in self.facts if row["name"] == name), None)

    def files(self, label: str) -> dict[str, str]:
        """The files for a paper, that of the record too: names by content."""
        both = (label, f"{label}{WITH_THE_RECORD}")
        return {row["sha256"]: row["name"] for row in self.receipt.get("files", ()) if row["label"] in both}

    def of_the_record(self, scheme: Scheme) -> tuple[Any, ...]:
        """All that the picked record says in the claim."""
        read = [(row["name"], row["value"]) for row in self.facts if _is_read(scheme, row["name"])]
        labels = {f"{paper}{WITH_THE_RECORD}" for paper in scheme.guide.papers}
        papers = [row["sha256"] for row in self.receipt.get("files", ()) if row["label"] in labels]
        return read, papers, self.receipt.get("matter")


def _is_read(scheme: Scheme, name: str) -> bool:
    return name in scheme.facts and bool(scheme.facts[name].certified_by)


def compared(claim: Claim, *, inside: bool = False) -> WhatChanged | None:
    """What has changed since the claim was sent back last: in what is saved while the applicant has it, else in what
    was handed in then. None where it was never sent back. `inside`: for offices, to whom what is saved meanwhile was
    not handed in."""
    made = last_of(claim)
    if made is None:
        return None
    then = _State(made.receipt, made.facts)
    if claim.state not in EDITABLE_STATES:
        return _compared(claim, made, then, _State(claim.receipt or {}, claim.facts))
    if inside:
        return _compared(claim, made, then, then)
    ruling = ruling_on(claim.case())
    return _compared(claim, made, then, _State(receipt_of(claim, ruling), ruling.collected.handed_in))


def _compared(claim: Claim, made: ClaimReturn, before: _State, now: _State) -> WhatChanged:
    wanted = wanted_papers(claim.scheme)
    of_record = {f"{paper}{WITH_THE_RECORD}" for paper in wanted}
    others = (row["label"] for row in _files(before, now) if row["label"] not in of_record)
    labels = list(dict.fromkeys([*wanted, *others]))
    papers = [
        Change(label, _named(before.files(label)), _named(now.files(label)))
        for label in labels
        if before.files(label).keys() != now.files(label).keys()
    ]
    marked = [_place(claim, row, minded=_is_minded(claim.scheme, row, before, now)) for row in made.marks.all()]
    return WhatChanged(marked, _changed(claim, before, now), papers)


def _place(claim: Claim, mark: ReturnMark, *, minded: bool) -> MarkedPlace:
    wanted = wanted_papers(claim.scheme)
    paper = (wanted.index(mark.place) if mark.place in wanted else len(wanted) - 1) if mark.of_paper else None
    return MarkedPlace(mark.place, label_of(claim, mark), mark.said, paper, minded)


def said_at(claim: Claim) -> dict[str, str]:
    """What was marked when the claim went back last, by place; empty unless it lies with the applicant."""
    made = last_of(claim) if claim.number and claim.state in EDITABLE_STATES else None
    return {row.place: row.said for row in made.marks.all()} if made else {}


def _files(*states: _State) -> Iterable[Mapping[str, Any]]:
    return (row for state in states for row in state.receipt.get("files", ()))


def _named(files: Mapping[str, str]) -> str:
    """Files by their names, with the head of the content's hash: another file may have the same name."""
    return "、".join(f"{name}（校验值 {sha256[:8]}）" for sha256, name in files.items())


def _is_minded(scheme: Scheme, mark: ReturnMark, before: _State, now: _State) -> bool:
    place = mark.place
    if mark.of_paper:
        return before.files(place).keys() != now.files(place).keys()
    if before.answer(place) != now.answer(place) or before.value(place) != now.value(place):
        return True
    return place == RECORD and before.of_the_record(scheme) != now.of_the_record(scheme)


def _changed(claim: Claim, before: _State, now: _State) -> list[Change]:
    then, here = _lines(claim, before), _lines(claim, now)
    labels = dict.fromkeys([*then, *here])
    found = (Change(label, then.get(label, ""), here.get(label, "")) for label in labels)
    return [row for row in found if row.before != row.after]


def _lines(claim: Claim, state: _State) -> dict[str, str]:
    """What it says, line by line, in words, the months once: its matter, its facts, what other policies paid."""
    scheme = claim.scheme
    lines = dict(state.receipt.get("matter", ()))
    again = SPAN if "months" in scheme.matter.adds else ()
    facts = [row for row in state.facts if row["name"] not in again]
    lines |= {row.label: row.value for row in known_rows(scheme, facts, claim.applicant.words.declared)}
    other, _ = state.answer(OTHER_AMOUNT)
    return lines | ({field_label(scheme, OTHER_AMOUNT): other} if other else {})
