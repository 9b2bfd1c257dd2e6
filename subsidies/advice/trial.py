"""A candidate put before a scheme: what is known of it, what is not, and the decision if the unknown were so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from subsidies.advice.candidates import Candidate
from subsidies.cases import facts
from subsidies.rules import Decision, Fact, Library, Scheme, evaluate


@dataclass(frozen=True)
class Case:
    """A candidate put before a scheme: the engine's claim without what is unknown; `silent` registers."""

    scheme: Scheme
    candidate: Candidate
    claim: dict[str, Any]
    known: dict[str, facts.Known]
    unknown: list[Fact]
    silent: dict[str, str]
    duplicate: bool
    library: Library

    def decide(self, answers: Mapping[str, Any], *, explain: bool = False) -> Decision:
        """The decision if the unknown were so."""
        values = {name: row.value for name, row in self.known.items()} | dict(answers)
        claim = self.claim | {"facts": {k: v for k, v in values.items() if _matters(self.scheme.facts[k], values)}}
        return evaluate(self.library, claim, duplicate=self.duplicate, explain=explain)


def _matters(fact: Fact, values: Mapping[str, Any]) -> bool:
    return fact.only_when is None or values.get(fact.only_when.fact) in fact.only_when.values
