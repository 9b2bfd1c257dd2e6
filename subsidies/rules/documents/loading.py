"""From the text of a policy file to checked, frozen data. What is wrong raises PolicyError: file, scheme, line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from subsidies.rules.documents import schemes as scheme_reading
from subsidies.rules.documents.fields import Fields
from subsidies.rules.documents.yaml_reading import read_yaml
from subsidies.rules.model.errors import PolicyError
from subsidies.rules.model.schemes import Library, Policy, Said, Scheme
from subsidies.rules.single.program import program_of

LAST = 999
CITIES = ("jincheng", "changzhi", "luliang")
POLICY_KEYS = (
    "policy", "city", "number", "title", "effective", "interpreter", "scope", "higher", "same_matter", "units",
    "order", "schemes",
)  # fmt: skip


def load_library(texts: Mapping[str, str]) -> Library:
    """Policies and schemes from file name → YAML text, in their `order`, then as they are given. Raises PolicyError."""
    policies: dict[str, Policy] = {}
    schemes: dict[str, Scheme] = {}
    read = ((file, *load_policy(text, file)) for file, text in texts.items())
    for file, policy, found in sorted(read, key=lambda row: row[1].order):
        if policy.key in policies:
            raise PolicyError(f"政策“{policy.key}”在两个文件中", file=file, line=1)
        policies[policy.key] = policy
        for scheme in found:
            if scheme.code in schemes:
                raise PolicyError("这个事项代码已经用过", file=file, scheme=scheme.code, line=scheme.line)
            schemes[scheme.code] = scheme
    programs = {code: program_of(scheme) for code, scheme in schemes.items()}
    return Library(MappingProxyType(policies), MappingProxyType(schemes), MappingProxyType(programs))


def load_policy(text: str, file: str) -> tuple[Policy, tuple[Scheme, ...]]:
    """One document with its schemes. Raises PolicyError."""
    top = Fields(read_yaml(text, file), file)
    top.only(POLICY_KEYS)
    policy = _policy(top, text)
    return policy, tuple(scheme_reading.read_scheme(code, fields, policy) for code, fields in _schemes(top))


def _schemes(top: Fields) -> list[tuple[str, Fields]]:
    return [(code, Fields(fields.table, fields.file, code)) for code, fields in top.each("schemes")]


def _policy(top: Fields, text: str) -> Policy:
    effective = top.inside("effective")
    effective.only(("first", "last", "article", "says"))
    first, last = effective.day("first"), effective.day("last")
    if last < first:
        raise effective.error("有效期的最后一天早于第一天", "last")
    if top.text("city") not in CITIES:
        raise top.error("不认识的城市", "city")
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
        last_line=effective.line_of("last"),
    )


def _order(top: Fields) -> int:
    """The place among the documents; one that has none comes last."""
    order = top.text("order", str(LAST))
    if not order.isdecimal() or int(order) > LAST:
        raise top.error(f"“order”应当是0到{LAST}之间的整数", "order")
    return int(order)


def _said(fields: Fields) -> Said:
    return Said(fields.text("article"), fields.text("says"))
