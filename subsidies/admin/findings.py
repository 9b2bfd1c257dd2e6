"""What the linter finds, by document, for the page of the admin."""

from dataclasses import dataclass

from accounts.actor import Actor
from accounts.models import City
from core.periods import business_today
from subsidies.engine import Policy
from subsidies.engine.lint import FAULT, Finding, lint
from subsidies.policies import library


@dataclass(frozen=True)
class Row:
    """One finding as the page shows it: how bad, where, what, what to do."""

    shape: str
    word: str
    where: str
    what: str
    todo: str


@dataclass(frozen=True)
class Chapter:
    """A document with its findings: faults first, then what the text itself leaves open."""

    policy: Policy
    rows: list[Row]
    faults: int


def chapters(actor: Actor) -> list[Chapter]:
    """A chapter for each document of the actor's cities (all for the province)."""
    keys = set(City.objects.filter(pk__in=actor.city_ids()).values_list("key", flat=True))
    everywhere = actor.is_administrator or actor.is_provincial
    found = lint(library(), business_today())
    return [_chapter(row, found) for row in library().policies.values() if everywhere or row.city in keys]


def _chapter(policy: Policy, found: list[Finding]) -> Chapter:
    own = [row for row in found if row.policy in (policy.key, policy.file)]
    own.sort(key=lambda row: (row.severity != FAULT, row.line))
    return Chapter(policy, [_row(row) for row in own], sum(row.severity == FAULT for row in own))


def _row(finding: Finding) -> Row:
    scheme = library().schemes.get(finding.scheme)
    title = f"{finding.scheme} {scheme.title}" if scheme else ""
    where = f"{title}，第{finding.line}行" if title else f"第{finding.line}行"
    fault = finding.severity == FAULT
    return Row(
        "stopped" if fault else "attention", "规则有误" if fault else "条文未定", where, finding.what, finding.todo
    )
