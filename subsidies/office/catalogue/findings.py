"""What the linter finds, by document, for the admin; and which edition has set a rate that the text leaves open."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from accounts.actor import Actor
from accounts.models import City
from core.values.periods import business_today
from subsidies.catalogue.in_force import Figure, released_figures
from subsidies.policies import library
from subsidies.rules import Policy
from subsidies.rules.linting.lint import LintFinding, Severity, lint
from subsidies.rules.model.sentences import day

Released = Mapping[tuple[str, str], Mapping[str, Figure]]


@dataclass(frozen=True)
class FindingRow:
    """One finding as the page shows it: how bad, where, what, what to do."""

    shape: str
    word: str
    where: str
    what: str
    todo: str


@dataclass(frozen=True)
class FindingChapter:
    """A document with its findings: faults first, then what the text itself leaves open."""

    policy: Policy
    rows: list[FindingRow]
    faults: int


def chapters(actor: Actor) -> list[FindingChapter]:
    """A chapter for each document of the actor's cities (all for the province)."""
    keys = set(City.objects.filter(pk__in=actor.city_ids()).values_list("key", flat=True))
    everywhere = actor.is_administrator or actor.is_provincial
    found = lint(library(), business_today())
    released = _released()
    return [_chapter(row, found, released) for row in library().policies.values() if everywhere or row.city in keys]


def _released() -> Released:
    """By scheme and name, the latest released value of each key."""
    latest: dict[tuple[str, str], dict[str, Figure]] = defaultdict(dict)
    for row in released_figures():
        latest[row.scheme, row.name][row.key] = row
    return latest


def _chapter(policy: Policy, found: list[LintFinding], released: Released) -> FindingChapter:
    own = [row for row in found if row.policy in (policy.key, policy.file)]
    own.sort(key=lambda row: (row.severity != Severity.FAULT, row.line))
    return FindingChapter(
        policy, [_row(row, released) for row in own], sum(row.severity == Severity.FAULT for row in own)
    )


def _row(finding: LintFinding, released: Released) -> FindingRow:
    scheme = library().schemes.get(finding.scheme)
    title = f"{finding.scheme} {scheme.title}，" if scheme else ""
    where = f"{title}{library().policies[finding.policy].file} 第{finding.line}行"
    values = released.get((finding.scheme, finding.fact)) if finding.fact else None
    if values:
        return _set_since(finding, where, values)
    fault = finding.severity == Severity.FAULT
    return FindingRow(
        "stopped" if fault else "attention", "规则有误" if fault else "条文未定", where, finding.what, finding.todo
    )


def _set_since(finding: LintFinding, where: str, values: Mapping[str, Figure]) -> FindingRow:
    """A rate that the text leaves open and released editions have set, for all of its classes or for some."""
    scheme = library().schemes[finding.scheme]
    key_fact = scheme.facts[finding.fact].parameter_key
    classes = scheme.facts[key_fact].values if key_fact else {"": ""}
    said = "；".join(f"{classes[key]}已由{_source(row)}确定" for key, row in values.items() if key in classes)
    missing = [label for key, label in classes.items() if key not in values]
    if missing:
        todo = f"{'、'.join(missing)}待规定它的文件公布后，由两人录入并发布"
        return FindingRow("attention", "部分确定", where, f"{finding.what}；{said}", todo)
    return FindingRow("done", "已确定", where, f"{finding.what}；{said}", "无须处理；标准有变化时录入新的版次")


def _source(row: Figure) -> str:
    return f"{row.source_number}（第{row.edition}版，{day(row.holds_from)}起适用）"
