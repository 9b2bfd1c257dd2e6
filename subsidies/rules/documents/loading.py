"""From the text of a policy file to checked, frozen data. What is wrong raises PolicyError: file, scheme, line."""

from __future__ import annotations

import hashlib
import re
from types import MappingProxyType

from core.texts.yaml_reading import texts_in
from subsidies.rules.documents import schemes as scheme_reading
from subsidies.rules.documents.fields import BRACE, PolicyFields
from subsidies.rules.documents.locating import read_document
from subsidies.rules.model.errors import PolicyError
from subsidies.rules.model.schemes import Policy, Said, Scheme

LAST = 999
MOST_OF_A_CODE = 20
ARTICLE = re.compile(r"\d{1,3}\Z", re.ASCII)
CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)+\Z")
POLICY_KEYS = (
    "policy", "city", "number", "title", "effective", "interpreter", "scope", "higher", "same_matter", "units",
    "order", "chapters", "plan", "schemes",
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
    found = [(code, PolicyFields(fields.table, fields.file, code)) for code, fields in top.each("schemes")]
    if not found:
        raise top.error("“schemes”下面没有事项：至少写一个，如 EX-02", "schemes")
    return found


def _scheme(code: str, fields: PolicyFields, policy: Policy) -> Scheme:
    if not CODE.match(code):
        raise fields.error(f"事项代码“{code}”只能用大写字母、数字和横线，以字母开头，如 EX-02")
    if len(code) > MOST_OF_A_CODE:
        raise fields.error(f"事项代码“{code}”太长：最多{MOST_OF_A_CODE}个字符")
    return scheme_reading.read_scheme(code, fields, policy)


def _check_head(top: PolicyFields) -> None:
    """Above the schemes there are no figures from which a text could take a number."""
    for text in texts_in([value for key, value in top.table.items() if key != "schemes"]):
        if BRACE.search(text):
            raise PolicyError("文字里有花括号：schemes 以上不取数字，请不要写花括号", file=top.file, line=text.line)


def _policy(top: PolicyFields, text: str) -> Policy:
    _check_head(top)
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
        units=MappingProxyType({article: _units(units, article) for article in units.table}),
        edition=hashlib.sha256(text.encode()).hexdigest(),
        window=_said(effective),
        scope=_said(top.inside("scope")),
        higher=_said(top.inside("higher")),
        same_matter=_said(top.inside("same_matter")),
        file=top.file,
        order=_order(top),
        chapters=MappingProxyType(_chapters(top.inside("chapters"))),
        last_line=effective.line_of("last"),
        plan=top.text("plan", ""),
    )


def _units(block: PolicyFields, article: str) -> tuple[str, ...]:
    """The units of an article; the first of them issues its notices."""
    units = block.words(article)
    if not units:
        raise block.error(f"第{article}条没有写责任单位：排第一的单位出具通知书", article)
    return units


def _order(top: PolicyFields) -> int:
    """The place among the documents; one that has none comes last."""
    order = top.text("order", str(LAST))
    if not ARTICLE.match(order):
        raise top.error(f"“order”应当是0到{LAST}之间的整数", "order")
    return int(order)


def _chapters(block: PolicyFields) -> dict[str, tuple[str, ...]]:
    """By the title of a chapter its articles: 4-9 are six, any other word is one."""
    found = {}
    for title in block.table:
        articles = block.text(title)
        first, dash, last = articles.partition("-")
        if dash and not (ARTICLE.match(first) and ARTICLE.match(last) and int(first) <= int(last)):
            raise block.error(f"“{title}”的条写成 4-9 这样，或只写一条", title)
        found[title] = tuple(map(str, range(int(first), int(last) + 1))) if dash else (articles,)
    return found


def _said(fields: PolicyFields) -> Said:
    return Said(fields.text("article"), fields.text("says"))
