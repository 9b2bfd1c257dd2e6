"""The header of a claim: what every claim says whatever its scheme. Every way of reading claims takes its fields here.

A new field is a line of FIELDS and an attribute of Header, in the same order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from subsidies.rules.model.kinds import FactType
from subsidies.rules.model.schemes import Fact, reader_of
from subsidies.rules.model.sentences import KINDS, SHAPES
from subsidies.rules.model.values import ABSENT, WRONG, NumberText, Reader, read_default

EMPTY: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One field: its label, what it should look like, and how it is read (WRONG where it cannot be right).

    `default` stands where it is left out; where it is `nullable` so does it for null. `column` is the fact whose column
    holds such values; what has none is read line by line.
    """

    name: str
    label: str
    shape: str
    read: Reader
    needed: bool = False
    default: Any = None
    nullable: bool = False
    column: Fact | None = None

    @property
    def missing(self) -> str:
        """The code of a claim that does not say it."""
        return f"header_missing:{self.name}"

    @property
    def wrong(self) -> str:
        """The code of a claim that says what cannot be."""
        return f"header_wrong:{self.name}"

    @property
    def missing_says(self) -> str:
        """The sentence of `missing`."""
        return f"缺少“{self.label}”，请填报"

    @property
    def wrong_says(self) -> str:
        """The sentence of `wrong`."""
        return f"“{self.label}”填写不正确：{self.shape}"


def _of(fact: Fact, shape: str = "") -> HeaderField:
    """A field that is written, and kept in columns, as such a fact is."""
    read, shape = reader_of(fact), shape or SHAPES[fact.type]
    default = read_default(fact.default, fact.type, read)
    return HeaderField(fact.name, fact.label, shape, read, needed=fact.needed, default=default, column=fact)


def _facts(value: Any) -> Any:
    return value if type(value) is dict or isinstance(value, Mapping) else WRONG


def is_id(value: Any) -> bool:
    """A string, or a number written as a JSON integer."""
    kind = type(value)
    if kind is NumberText:
        return bool(value.text.removeprefix("-").isdigit())
    return kind is str or kind is int


def _id(value: Any) -> Any:
    return value if is_id(value) else WRONG


def _name(value: Any) -> Any:
    return value if type(value) is str and value != "" else WRONG


_KINDS = {kind.value: words for kind, words in KINDS.items()}
FIELDS = (
    _of(Fact("on", FactType.DATE, "事项发生日期")),
    _of(
        Fact(
            "applicant_kind", FactType.ENUM, "申请人类别", values={kind.value: words for kind, words in KINDS.items()}
        ),
        "应从所列类别中选一项",
    ),
    _of(Fact("resident", FactType.BOOL, "是否入驻")),
    _of(Fact("approved_outside", FactType.BOOL, "是否经专班审核准入", default="false")),
    _of(Fact("other_policy_amount", FactType.MONEY, "同一事项已获本市其他政策的金额", default="0")),
    HeaderField("facts", "申报事实", "应是一组事实", _facts, default=EMPTY),
    HeaderField("id", "编号", "应是文字或整数", _id, nullable=True),
    HeaderField("unit", "申请单位", "应是不为空的文字", _name, nullable=True),
    HeaderField("matter", "事项编号", "应是不为空的文字", _name, nullable=True),
)
COLUMNS: Mapping[str, Fact] = {row.name: row.column for row in FIELDS if row.column is not None}
KEYS = frozenset({"scheme", *(row.name for row in FIELDS)})
_READ = tuple((row.name, row.read, row.needed, row.default, row.nullable, row.missing, row.wrong) for row in FIELDS)
_FACTS = [row.name for row in FIELDS].index("facts")


@dataclass(slots=True)
class Header:
    """The fields as values, in the order of FIELDS, money in fen; meaningless where `causes` says so."""

    on: Any
    kind: str
    resident: bool
    approved_outside: bool
    other: int
    facts: Mapping[str, Any]
    id: Any
    unit: str | None
    matter: str | None
    causes: list[str] = field(default_factory=list)
    unknown: tuple[str, ...] = ()


def read_header(claim: Mapping[str, Any]) -> Header:
    """The header fields, with the code of each one that cannot be right."""
    values: list[Any] = []
    causes: list[str] = []
    get = claim.get
    for name, read, needed, default, nullable, missing, wrong in _READ:
        value = get(name, ABSENT)
        if value is ABSENT or (nullable and value is None):
            if needed:
                causes.append(missing)
            value = WRONG if needed else default
        else:
            value = read(value)
            if value is WRONG:
                causes.append(wrong)
        values.append(value)
    if values[_FACTS] is WRONG:
        values[_FACTS] = EMPTY
    header = Header(*values)
    header.causes = causes
    if not claim.keys() <= KEYS:
        header.unknown = tuple(key for key in claim if key not in KEYS)
        causes.append("unknown_header")
    return header


def claim_id(claim: Mapping[str, Any]) -> Any:
    """The id to answer with: None where it is not one."""
    value = claim.get("id")
    return value if is_id(value) else None
