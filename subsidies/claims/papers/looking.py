"""What an office says of the papers of a claim: looked at, with a remark or without; which are still unseen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from django.db import transaction

from accounts.actor import Actor, Role
from core import audit
from core.audit.withholding import refuse_unkept
from core.looking.asking import is_pictured, is_shown
from core.models import StoredFile
from core.values.verdict import YES, Refused, Verdict, no, require
from subsidies.claims.models import Claim, PaperLook
from subsidies.claims.moving import locked
from subsidies.claims.papers.listing import PaperRow, paper_rows
from subsidies.claims.permissions import roles_for
from subsidies.claims.states import ARGUABLE_STATES, CLAIM

LOOK = audit.action("look_at_papers", "核看材料", "核看材料")
LOOKERS = frozenset({Role.INTAKE, Role.REVIEWER})


class PaperState(StrEnum):
    """Where a file of a paper stands for the office; a paper without a file is missing."""

    UNSEEN = "unseen"
    SEEN = "seen"
    REMARK = "remark"
    REPLACED = "replaced"
    MISSING = "missing"

    @property
    def label(self) -> str:
        return {
            self.UNSEEN: "未核看", self.SEEN: "已核看", self.REMARK: "已核看，有意见", self.REPLACED: "已更换，未核看",
            self.MISSING: "缺",
        }[self]  # fmt: skip

    @property
    def shape(self) -> str:
        """How its badge is drawn."""
        return {self.UNSEEN: "waiting", self.SEEN: "done", self.MISSING: "stopped"}.get(self, "attention")

    @property
    def is_open(self) -> bool:
        """Whether nobody has looked at it as it is."""
        return self in (self.UNSEEN, self.REPLACED)


@dataclass(frozen=True)
class Remarked:
    """One file that somebody says to have looked at: by the number of its paper in the list and by what it holds."""

    number: int
    sha256: str
    remark: str = ""


@dataclass(frozen=True)
class LookedFile:
    """A file of a paper, what was said of it so far (the last one holds), and where it stands."""

    file: StoredFile
    state: PaperState
    looks: Sequence[PaperLook]

    @property
    def last(self) -> PaperLook | None:
        return self.looks[-1] if self.looks else None

    @property
    def is_pictured(self) -> bool:
        return is_pictured(self.file.content_type)

    @property
    def is_shown(self) -> bool:
        return is_shown(self.file.content_type)


@dataclass(frozen=True)
class LookedPaper:
    """A wanted paper with its files as the office has looked at them."""

    row: PaperRow
    files: Sequence[LookedFile]

    @property
    def is_missing(self) -> bool:
        """Whether it is wanted of everybody and not there."""
        return not self.row.there and not self.row.optional

    @property
    def is_unseen(self) -> bool:
        """Whether a file of it is there at which nobody has looked."""
        return any(file.state.is_open for file in self.files)


def looked_papers(claim: Claim, rows: Iterable[PaperRow]) -> list[LookedPaper]:
    """The papers with what the office has said of each file."""
    by_paper: dict[str, list[PaperLook]] = {}
    for look in claim.looks.select_related("by"):
        by_paper.setdefault(look.label, []).append(look)
    return [LookedPaper(row, _files_looked(_files(row), by_paper.get(row.label, []))) for row in rows]


def _files(row: PaperRow) -> list[StoredFile]:
    return [one.file for one in row.files] + ([row.of_record] if row.of_record else [])


def _files_looked(files: Sequence[StoredFile], looks: Sequence[PaperLook]) -> list[LookedFile]:
    """Each with what was said of it. One that nobody has looked at takes the place of another where one that somebody
    looked at is there no more."""
    is_gone = not {look.sha256 for look in looks} <= {file.sha256 for file in files}
    return [_looked(file, looks, PaperState.REPLACED if is_gone else PaperState.UNSEEN) for file in files]


def _looked(file: StoredFile, looks: Sequence[PaperLook], unseen: PaperState) -> LookedFile:
    own = [look for look in looks if look.sha256 == file.sha256]
    if own:
        return LookedFile(file, PaperState.REMARK if own[-1].remark else PaperState.SEEN, own)
    return LookedFile(file, unseen, [])


def can_look(actor: Actor, claim: Claim) -> Verdict:
    """May the actor say of the papers of this claim that they were looked at?"""
    if not roles_for(actor, claim) & LOOKERS:
        return no("您没有核看材料的权限。")
    if claim.state not in ARGUABLE_STATES:
        return no(f"当前状态为“{CLAIM.state(claim).label_office}”，不再核看材料。")
    return YES


@transaction.atomic
def look_at(*, claim: Claim, seen: Sequence[Remarked], by: Actor) -> list[PaperLook]:
    """Keep that somebody has looked at files of a claim, each with a remark or without; said twice it is kept once.
    Raises Refused where a file is not, or no more, among its papers."""
    claim = locked(claim)
    require(can_look(by, claim))
    papers = looked_papers(claim, paper_rows(claim, claim.scheme, inside=True))
    labels = {paper.row.number: paper.row.label for paper in papers}
    known = {(paper.row.number, file.file.sha256): file.last for paper in papers for file in paper.files}
    if not seen:
        raise Refused("请勾选已经核看的材料，或写明意见。")
    if any((one.number, one.sha256) not in known for one in seen):
        raise Refused("您打开本页之后，材料有了改动，没有记下；请按现在的材料重新核看。")
    for one in seen:
        refuse_unkept(one.remark)
    new = [one for one in seen if not _said_already(one, known[one.number, one.sha256], by)]
    who = cast(int, by.user_id)  # a worker has no role of an office
    made = [
        PaperLook.objects.create(claim=claim, label=labels[one.number], sha256=one.sha256, remark=one.remark, by_id=who)
        for one in new
    ]
    if made:
        told = list(dict.fromkeys(row.label for row in made))
        audit.record(by=by, action=LOOK, subject=claim, chain=claim.city.key, detail={"files": told})
    return made


def _said_already(one: Remarked, last: PaperLook | None, by: Actor) -> bool:
    return last is not None and (last.by_id, last.remark) == (by.user_id, one.remark)
