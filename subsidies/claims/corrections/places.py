"""The places of a claim at which an office may mark what is wrong: the questions of its form and its wanted papers,
each with sentences to pick from."""

from collections.abc import Mapping
from dataclasses import dataclass

from subsidies.cases.explaining import field_label
from subsidies.cases.facts import is_asked
from subsidies.catalogue.questions import asked, head_asked
from subsidies.claims.models import Claim
from subsidies.claims.papers.listing import PaperRow, paper_rows
from subsidies.rules import Fact, FactType

NOT_THERE = "没有上传，请补交"
OF_PAPERS = (
    "不清晰，请重新扫描或拍照上传",
    "缺盖章或签字",
    "已过有效期，请换有效的",
    "缺页，请补齐",
    "与填写的内容不一致，请核对",
    "不是这份材料，请更换",
)
OF_THE_RECORD = ("所选的不是这次申报的事项，请改选", "这条记录与依据文件不一致，请更正记录")
OF_QUESTIONS = ("与材料不一致，请核对更正", "请写明或补充")
BY_TYPE: Mapping[FactType, tuple[str, ...]] = {
    FactType.MONEY: ("金额与凭证不一致，请核对更正",),
    FactType.DATE: ("日期与原件不一致，请核对更正",),
    FactType.MONTH: ("月份与凭证不一致，请核对更正",),
}
BY_NAME: Mapping[str, tuple[str, ...]] = {
    "record": OF_THE_RECORD,
    "on": BY_TYPE[FactType.DATE],
    "months": BY_TYPE[FactType.MONTH],
    "other_policy_amount": BY_TYPE[FactType.MONEY],
}


@dataclass(frozen=True)
class ClaimPlace:
    """A place of a claim: the name of a question or the label of a paper, what it is called, and ready sentences."""

    name: str
    label: str
    of_paper: bool
    ready: tuple[str, ...]


def places_of(claim: Claim) -> list[ClaimPlace]:
    """All places of a claim as it was handed in, papers first as offices read it; of questions what its mode asks."""
    scheme, values = claim.scheme, {row["name"]: row["value"] for row in claim.facts}
    papers = [_paper(row) for row in paper_rows(claim, scheme, inside=True)]
    head = [ClaimPlace(name, field_label(scheme, name), False, _of_head(name)) for name in head_asked(scheme)]
    facts = [
        ClaimPlace(fact.name, fact.label, False, _of_fact(fact)) for fact in asked(scheme) if is_asked(fact, values)
    ]
    return [*papers, *head, *facts]


def _paper(row: PaperRow) -> ClaimPlace:
    return ClaimPlace(row.label, row.label, True, OF_PAPERS if row.there else (NOT_THERE,))


def _of_head(name: str) -> tuple[str, ...]:
    return (*BY_NAME.get(name, ()), *OF_QUESTIONS)


def _of_fact(fact: Fact) -> tuple[str, ...]:
    """What its evidence says otherwise comes first."""
    evidence = (f"与{fact.evidence}不一致，请核对更正",) if fact.evidence else ()
    return (*evidence, *BY_TYPE.get(fact.type, ()), *OF_QUESTIONS[0 if not evidence else 1 :])
