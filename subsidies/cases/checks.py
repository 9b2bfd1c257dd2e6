"""A system check, and one of each city: every register that a policy names is one that the portal reads."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from accounts.cities.opening import CityFolder
from accounts.cities.registry import CityCheck, register_city_check
from subsidies.cases.records import READERS
from subsidies.policies import library
from subsidies.rules import PolicyError, Scheme


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
        for fact in scheme.facts.values():
            if fact.certified_by and fact.certified_by not in READERS:
                where = f"{scheme.policy.file} 第{fact.line}行 {scheme.code}"
                known = f"可用的有：{'、'.join(sorted(READERS))}。"
                what = f"{where}：“{fact.label}”的 certified_by 写了“{fact.certified_by}”，没有这个登记。"
                yield Error(what, hint=known, id="subsidies.E002")


register_city_check(CityCheck(lambda folder: faults_of_registers([folder]), faults_of_registers))
