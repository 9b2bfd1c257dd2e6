"""Reading the facts and the figures of a scheme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from core.texts.fields import MOST_DIGITS
from subsidies.rules.documents.fields import PolicyFields
from subsidies.rules.formulas.units import parse_unit
from subsidies.rules.model.articles import article_label
from subsidies.rules.model.kinds import NUMBERS, FactType, GivenBy, WhenMissing
from subsidies.rules.model.schemes import Fact, PolicyFigure, When

ENTRY = re.compile(r"(0|[1-9]\d{0,3})\Z", re.ASCII)  # the entries of a table by number lie side by side in memory
VALUE = re.compile(r"[a-z0-9_]{1,60}\Z")
UNITS = {FactType.MONEY: "元"}
Chosen = TypeVar("Chosen", bound=StrEnum)
FACT_KEYS = (
    "type", "label", "unit", "help", "evidence", "given_by", "default", "optional", "values", "only_when",
    "parameter_key", "when_missing", "least", "most", "recorded", "shown",
    "certified_by", "register_values", "by_review",
)  # fmt: skip


def read_facts(fields: PolicyFields) -> Mapping[str, Fact]:
    """The facts under `facts:`, checked against each other."""
    facts = {name: _fact(name, block) for name, block in fields.each_named("facts")}
    for name, block in fields.each("facts"):
        _check_links(facts, facts[name], block)
    return MappingProxyType(facts)


def _fact(name: str, block: PolicyFields) -> Fact:
    block.only(FACT_KEYS)
    kind = _type(name, block)
    if block.has("shown") and (kind != FactType.INT or not all(map(str.isdecimal, block.inside("shown").table))):
        raise block.error("“shown”只用于整数：写明哪个数显示成什么文字", "shown")
    return Fact(
        name=name,
        type=kind,
        label=block.text("label"),
        unit=_unit(block, kind),
        help=block.text("help", ""),
        evidence=block.text("evidence", ""),
        given_by=_one_of(block, "given_by", GivenBy.APPLICANT),
        default=_default(block, kind),
        optional=block.flag("optional"),
        by_review=block.flag("by_review"),
        values=_words(block, "values"),
        only_when=read_when(block),
        parameter_key=block.text("parameter_key", "") or None,
        when_missing=_one_of(block, "when_missing", WhenMissing.INVALID),
        recorded=block.text("recorded", ""),
        shown=_words(block, "shown"),
        certified_by=block.text("certified_by", ""),
        register_values=_register_values(block),
        bound_figures=(block.text("least", ""), block.text("most", "")),
        line=block.table.line,
    )


def _type(name: str, block: PolicyFields) -> FactType:
    kind = block.text("type")
    for value in block.inside("values").table:
        if not VALUE.match(value):
            raise block.error(f"取值“{value}”不对：只能用小写字母、数字和下划线，文字写在冒号后面", "values")
    if kind not in set(FactType) or (kind == FactType.ENUM) != block.has("values"):
        raise block.error(f"事实“{name}”的类型不对，或缺少取值", "type")
    return FactType(kind)


def _words(block: PolicyFields, key: str) -> Mapping[str, str]:
    """Values with their words."""
    inner = block.inside(key)
    return MappingProxyType({value: inner.plain(value) for value in inner.table})


def _register_values(block: PolicyFields) -> Mapping[str, str]:
    """A register's own values with those of the fact that they stand for."""
    found = _words(block, "register_values")
    for theirs, ours in found.items():
        if ours not in block.inside("values").table:
            raise block.inside("register_values").error(f"“{ours}”不是这个事实的取值", theirs)
    return found


def _default(block: PolicyFields, kind: FactType) -> str | None:
    """What stands for the fact where a claim leaves it out: true or false, or a whole number."""
    if not block.has("default"):
        return None
    default = block.text("default")
    if kind == FactType.BOOL:
        if default not in ("true", "false"):
            raise block.error(f"默认值“{default}”不对：是或否的默认值只能写 true 或 false", "default")
    elif kind not in NUMBERS:
        raise block.error("只有是或否和数可以有默认值；可以不填的事实写 optional: true", "default")
    elif not (default.isascii() and default.isdigit() and len(default) <= MOST_DIGITS):
        raise block.error(f"默认值“{default}”不对：数的默认值应当是整数，如 0", "default")
    return default


def check_bounds(fields: PolicyFields, facts: Mapping[str, Fact], figures: Mapping[str, PolicyFigure]) -> None:
    """The figures named by `least` and `most` are there, each one number, and a default lies between them."""
    for name, block in fields.each("facts"):
        fact = facts[name]
        for key, figure in zip(("least", "most"), fact.bound_figures, strict=True):
            if figure and (figure not in figures or figures[figure].by):
                raise block.error(f"核定范围用到的数字“{figure}”没有写在 figures 里，或是一张表", key)
        _check_default(block, _bounded(fact, figures))


def _check_default(block: PolicyFields, fact: Fact) -> None:
    if fact.default is None or fact.type == FactType.BOOL:
        return
    most = Fraction(1) if fact.type == FactType.RATE and fact.most is None else fact.most
    if fact.least is not None and Fraction(fact.default) < fact.least:
        raise block.error(f"默认值“{fact.default}”低于可以核定的下限{fact.least}", "default")
    if most is not None and Fraction(fact.default) > most:
        raise block.error(f"默认值“{fact.default}”高于可以核定的上限{most}", "default")


def bounded(facts: Mapping[str, Fact], figures: Mapping[str, PolicyFigure]) -> Mapping[str, Fact]:
    """The facts with the figures that bound what may be decided."""
    return MappingProxyType({name: _bounded(fact, figures) for name, fact in facts.items()})


def _bounded(fact: Fact, figures: Mapping[str, PolicyFigure]) -> Fact:
    least, most = (figures[name].values[()] if name else None for name in fact.bound_figures)
    return replace(fact, least=least, most=most)


def _unit(block: PolicyFields, kind: FactType) -> str:
    text = block.text("unit", UNITS.get(kind, ""))
    try:
        parse_unit(text)
    except ValueError as error:
        raise block.error(str(error), "unit") from error
    return text


def _one_of(block: PolicyFields, key: str, default: Chosen) -> Chosen:
    """One of the values of the default's enum."""
    allowed, value = type(default), block.text(key, str(default))
    if value not in set(allowed):
        raise block.error(f"“{key}”只能是{'、'.join(allowed)}之一", key)
    return allowed(value)


def read_when(block: PolicyFields) -> When | None:
    """`only_when: {fact: [values]}`, or None."""
    if not block.has("only_when"):
        return None
    inner = block.inside("only_when")
    if len(inner.table) != 1:
        raise inner.error("“only_when”只能写一个事实")
    name = next(iter(inner.table))
    return When(name, inner.words(name))


def check_when(when: When | None, facts: Mapping[str, Fact], block: PolicyFields) -> None:
    """The mode named by `only_when` is an enum fact with those values."""
    if when and (when.fact not in facts or not set(when.values) <= set(facts[when.fact].values)):
        raise block.error(f"“only_when”中的事实“{when.fact}”或它的取值不存在", "only_when")


def _check_links(facts: Mapping[str, Fact], fact: Fact, block: PolicyFields) -> None:
    check_when(fact.only_when, facts, block)
    if fact.only_when and not fact.optional:
        raise block.error("只在某种情形下需要的事实应写 optional: true", "only_when")
    if fact.when_missing != WhenMissing.INVALID and not fact.optional:
        raise block.error("“when_missing”只对可以不填的事实有意义", "when_missing")
    if fact.parameter_key and fact.parameter_key not in facts:
        raise block.error(f"没有事实“{fact.parameter_key}”", "parameter_key")


# ------------------------------------------------------------------ figures
def read_figures(fields: PolicyFields, facts: Mapping[str, Fact], article: str) -> Mapping[str, PolicyFigure]:
    """The figures under `figures:`; each has its article, that of the scheme when not said."""
    return MappingProxyType(
        {name: _figure(name, block, facts, article) for name, block in fields.each_named("figures")}
    )


def _figure(name: str, block: PolicyFields, facts: Mapping[str, Fact], article: str) -> PolicyFigure:
    block.only(("label", "unit", "article", "by", "value", "values"))
    by = tuple(block.text("by").split("、")) if block.has("by") else ()
    for key in by:
        if key not in facts or facts[key].type not in (FactType.ENUM, FactType.INT):
            raise block.error(f"表“{name}”要按事实“{key}”查，但没有这样的取值型事实", "by")
        if facts[key].given_by == GivenBy.OFFICER:
            raise block.error(
                f"表“{name}”不能按“{key}”查：它由经办人核定，试算和申报时还没有取值；"
                "请改由申报人填写（given_by: applicant），或由经办人核定一个数",
                "by",
            )
    return PolicyFigure(
        name=name,
        label=block.text("label"),
        unit=block.unit("unit"),
        unit_text=block.text("unit", ""),
        article=article_label(block.text("article", article)),
        by=by,
        values=MappingProxyType(_values(block, by, facts) if by else {(): _number(block, "value")}),
        line=block.table.line,
    )


def _number(block: PolicyFields, key: str) -> Fraction:
    value = block.number(key)
    if value is None:
        raise block.error(f"缺少“{key}”", key)
    return value


def _values(block: PolicyFields, by: tuple[str, ...], facts: Mapping[str, Fact]) -> dict[tuple[str, ...], Fraction]:
    if len(by) == 1:
        return {(key,): value for key, value in _row(block.inside("values"), facts[by[0]]).items()}
    if len(by) != 2:
        raise block.error("一张表最多按两个事实查", "by")
    outer = block.inside("values")
    _known_keys(outer, facts[by[0]])
    rows = {key: _row(outer.inside(key), facts[by[1]]) for key in outer.table}
    return {(one, two): value for one, row in rows.items() for two, value in row.items()}


def _row(block: PolicyFields, fact: Fact) -> dict[str, Fraction]:
    _known_keys(block, fact)
    return {key: _number(block, key) for key in block.table}


def _known_keys(block: PolicyFields, fact: Fact) -> None:
    for key in block.table:
        known = key in fact.values if fact.type == FactType.ENUM else bool(ENTRY.match(key))
        if not known:
            raise block.error(f"表中的“{key}”不是“{fact.name}”的取值", key)
