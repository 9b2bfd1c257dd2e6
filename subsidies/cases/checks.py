"""A system check, and one of each city: every register that a policy names is one that the portal reads."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from accounts.cities.opening import CityFolder
from accounts.cities.registry import CityCheck, register_city_check
from enterprises.registers.register import registers
from subsidies.cases.records import READERS
from subsidies.cases.records.reading import as_fact
from subsidies.policies import library
from subsidies.rules import FactType, PolicyError, Scheme
from subsidies.rules.documents.matters import OF_RECORD


@register
def registers_are_read(**kwargs: Any) -> list[CheckMessage]:
    """An error for each fact whose register nobody reads. Files that do not load are another check's errors."""
    return list(_unknown(_schemes()))


def faults_of_registers(folders: list[CityFolder]) -> list[str]:
    """The same of some cities' documents, each in one sentence."""
    keys = {folder.key for folder in folders}
    found = _unknown(scheme for scheme in _schemes() if scheme.policy.city in keys)
    return [f"{error.msg}{error.hint or ''}" for error in found]


def _schemes() -> list[Scheme]:
    try:
        return list(library().schemes.values())
    except PolicyError:
        return []


def _unknown(schemes: Iterable[Scheme]) -> Iterator[CheckMessage]:
    for scheme in schemes:
        if scheme.matter.record and scheme.matter.record not in registers():
            yield _error(scheme, scheme.matter.line, f"matter 的 record 写了“{scheme.matter.record}”，没有这个登记。")
            continue
        for fact in scheme.facts.values():
            if not _is_known(scheme, fact.certified_by):
                what = f"“{fact.label}”的 certified_by 写了“{fact.certified_by}”，没有这个登记。"
                yield _error(scheme, fact.line, what)
        for name in (*scheme.matter.only, *_record_fields(scheme)):
            if not _has_field(scheme, name.replace("__", ".")):
                yield _error(scheme, scheme.matter.line, f"{scheme.matter.record} 这个登记没有“{name}”这一项。")
        yield from _unfit(scheme)


def _is_known(scheme: Scheme, name: str) -> bool:
    if name.startswith(OF_RECORD):
        return _has_field(scheme, name.removeprefix(OF_RECORD))
    return not name or name in READERS


def _unfit(scheme: Scheme) -> Iterator[CheckMessage]:
    """A side that the register does not know; a record that may be picked and says what the scheme has no word for, so
    that it would be asked after all."""
    side = scheme.matter.party
    if side and side not in registers()[scheme.matter.record].parties:
        yield _error(scheme, scheme.matter.line, f"matter 的 party 写了“{side}”，{scheme.matter.record} 没有这一方。")
    for fact in scheme.facts.values():
        if fact.type == FactType.ENUM and fact.certified_by.startswith(OF_RECORD):
            path = fact.certified_by.removeprefix(OF_RECORD)
            if words := "、".join(word for word in _may_say(scheme, path) if as_fact(fact, word) is None):
                what = f"“{fact.label}”没有写明记录里的 {words} 是哪一项；用 register_values 对应，或用 only 排除。"
                yield _error(scheme, fact.line, what)


def _may_say(scheme: Scheme, path: str) -> tuple[str, ...]:
    """What the records that may be picked can hold in a field of choices; nothing where it is none."""
    *steps, name = path.split(".")
    model: Any = registers()[scheme.matter.record].model
    for step in steps:
        model = model._meta.get_field(step).related_model
    fields = {field.name: field for field in model._meta.concrete_fields}
    choices = tuple(value for value, _ in fields[name].flatchoices) if name in fields else ()
    return scheme.matter.only.get("__".join([*steps, name]), choices)


def _record_fields(scheme: Scheme) -> list[str]:
    """What the matter names of the record's own fields."""
    named = [name for name in scheme.matter.adds if scheme.matter.record and name not in ("months", "year")]
    rule = scheme.matter
    days = (rule.day_from, f"years.{rule.day_of_year}" if rule.day_of_year else "")
    return [*named, *filter(None, days)]


def _has_field(scheme: Scheme, path: str) -> bool:
    """Whether the record of a scheme has a field, or one of what it hangs on."""
    model: Any = registers()[scheme.matter.record].model
    for step in path.split("."):
        if model is None or not hasattr(model, step):
            return False
        known = {field.name: field.related_model for field in model._meta.get_fields()}
        model = known.get(step)
    return True


def _error(scheme: Scheme, line: int, what: str) -> CheckMessage:
    known = f"可用的有：{'、'.join(sorted(READERS))}；登记有：{'、'.join(sorted(registers()))}。"
    return Error(f"{scheme.policy.file} 第{line}行 {scheme.code}：{what}", hint=known, id="subsidies.E002")


register_city_check(CityCheck(lambda folder: faults_of_registers([folder]), faults_of_registers))
