"""From the text of a policy file to checked, frozen data. What is wrong raises PolicyError: file, scheme, line."""

from __future__ import annotations

import hashlib
import re
from types import MappingProxyType

from subsidies.rules.documents import schemes as scheme_reading
from subsidies.rules.documents.fields import PolicyFields
from subsidies.rules.documents.locating import read_document
from subsidies.rules.model.errors import PolicyError
from subsidies.rules.model.schemes import Policy, Said, Scheme

LAST = 999
CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+\Z")
POLICY_KEYS = (
    "policy", "city", "number", "title", "effective", "interpreter", "scope", "higher", "same_matter", "units",
    "order", "chapters", "schemes",
)  # fmt: skip


def load_policy(text: str, file: str) -> tuple[Policy, tuple[Scheme, ...]]:
    """One document with its schemes. Raises PolicyError."""
    top = PolicyFields(read_document(text, file), file)
    top.only(POLICY_KEYS)
    policy = _policy(top, text)
    return policy, tuple(_scheme(code, fields, policy) for code, fields in _schemes(top))


def faults_of(text: str, file: str) -> list[PolicyError]:
    """All that is wrong in one document: what its head lacks, else the first fault of each scheme."""
    try:
        top = PolicyFields(read_document(text, file), file)
        top.only(POLICY_KEYS)
        policy, schemes = _policy(top, text), _schemes(top)
    except PolicyError as error:
        return [error]
    found = []
    for code, fields in schemes:
        try:
            _scheme(code, fields, policy)
        except PolicyError as error:
            found.append(error)
    return found


def _schemes(top: PolicyFields) -> list[tuple[str, PolicyFields]]:
    return [(code, PolicyFields(fields.table, fields.file, code)) for code, fields in top.each("schemes")]


def _scheme(code: str, fields: PolicyFields, policy: Policy) -> Scheme:
    if not CODE.match(code):
        raise fields.error(f"事项代码“{code}”只能用大写字母、数字和横线，以字母开头，如 EX-02")
    return scheme_reading.read_scheme(code, fields, policy)


def _policy(top: PolicyFields, text: str) -> Policy:
    effective = top.inside("effective")
    effective.only(("first", "last", "article", "says"))
    first, last = effective.day("first"), effective.day("last")
    if last < first:
        raise effective.error("有效期的最后一天早于第一天", "last")
    units = top.inside("units")
    return Policy(
        key=top.text("policy"),
        city=top.text("city"),
        number=top.text("number"),
        title=top.text("title"),
        first=first,
        last=last,
        interpreter=top.text("interpreter", "") or None,
        units=MappingProxyType({article: units.words(article) for article in units.table}),
        edition=hashlib.sha256(text.encode()).hexdigest(),
        window=_said(effective),
        scope=_said(top.inside("scope")),
        higher=_said(top.inside("higher")),
        same_matter=_said(top.inside("same_matter")),
        file=top.file,
        order=_order(top),
        chapters=MappingProxyType(_chapters(top.inside("chapters"))),
        last_line=effective.line_of("last"),
    )


def _order(top: PolicyFields) -> int:
    """The place among the documents; one that has none comes last."""
    order = top.text("order", str(LAST))
    if not order.isdecimal() or int(order) > LAST:
        raise top.error(f"“order”应当是0到{LAST}之间的整数", "order")
    return int(order)


def _chapters(block: PolicyFields) -> dict[str, tuple[str, ...]]:
    """By the title of a chapter its articles: 4-9 are six, any other word is one."""
    found = {}
    for title in block.table:
        articles = block.text(title)
        first, dash, last = articles.partition("-")
        if dash and not (first.isdecimal() and last.isdecimal() and int(first) <= int(last)):
            raise block.error(f"“{title}”的条写成 4-9 这样，或只写一条", title)
        found[title] = tuple(map(str, range(int(first), int(last) + 1))) if dash else (articles,)
    return found


def _said(fields: PolicyFields) -> Said:
    return Said(fields.text("article"), fields.text("says"))
