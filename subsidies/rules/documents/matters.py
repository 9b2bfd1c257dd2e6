"""Reading what a scheme pays for once: the kind of matter, the register in which it stands, what tells it apart."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from subsidies.rules.documents.fields import NAME, PolicyFields
from subsidies.rules.model.matters import MatterRule
from subsidies.rules.model.schemes import Fact

KEYS = (
    "kind", "label", "reference", "record", "only", "adds", "day", "day_help", "day_from", "day_of_year", "day_ends",
    "party", "party_kinds",
)  # fmt: skip
ENDS = ("months", "year")
OF_RECORD = "record."  # so begins what is read of the record that the matter is


def read_matter(fields: PolicyFields, facts: Mapping[str, Fact]) -> MatterRule:
    """The matter of a scheme with these facts. Raises PolicyError."""
    block = fields.inside("matter")
    block.only(KEYS)
    if not NAME.match(kind := block.text("kind")):
        raise block.error(f"事项的 kind“{kind}”不对：只能用小写字母、数字和下划线，如 testing_contract", "kind")
    record, adds = block.text("record", ""), block.words("adds", needed=False)
    for name in adds:
        if name not in ("months", "year") and name not in facts and not record:
            raise block.error(f"事项的 adds 写了 {name}，没有这个事实", "adds")
    if record and not block.has("reference"):
        raise block.error("写了 record 的事项还应写 reference：这条记录的编号或名称叫什么", "record")
    if not record:
        _nothing_of_records(fields, block)
    if (ends := block.text("day_ends", "")) and (ends not in ENDS or ends not in adds):
        raise block.error(f"day_ends 只能是 {'、'.join(ENDS)} 之一，并且写在 adds 里", "day_ends")
    return MatterRule(
        kind=kind, label=block.text("label"), reference_label=block.text("reference", ""), adds=adds,
        day=block.text("day", ""), day_help=block.text("day_help", ""), record=record,
        day_from=block.text("day_from", ""), day_of_year=block.text("day_of_year", ""), day_ends=ends,
        only=_only(block), line=block.table.line,
        party=block.text("party", ""), party_kinds=block.words("party_kinds", needed=False),
    )  # fmt: skip


def _nothing_of_records(fields: PolicyFields, block: PolicyFields) -> None:
    """Where the matter is no record, nothing is narrowed or read of one."""
    for key in ("only", "day_from", "day_of_year", "party", "party_kinds"):
        if block.has(key):
            raise block.error(f"“{key}”只用于写了 record 的事项", key)
    for name, fact in fields.each("facts"):
        register = fact.text("certified_by", "")
        if register.startswith(OF_RECORD):
            what = f"事实“{name}”写了从记录读取（{register}），但事项没有写 record"
            raise fact.error(what, "certified_by")


def _only(block: PolicyFields) -> Mapping[str, tuple[str, ...]]:
    inner = block.inside("only")
    return MappingProxyType({name: inner.words(name) for name in inner.table})
