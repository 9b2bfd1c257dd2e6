"""Two texts of one claim beside each other: what is stored and what stands on this page."""

from collections.abc import Mapping
from typing import Any

from subsidies.cases.explaining import field_label
from subsidies.cases.presenting import fact_value
from subsidies.catalogue.questions import HEAD, asked
from subsidies.claims.models import Claim
from subsidies.rules import FactType

Difference = tuple[str, str, str]


def differences(stored: Claim, here: Mapping[str, Any]) -> list[Difference]:
    """Label, stored text and text of this page, for each answer that differs."""
    scheme = stored.scheme
    found = []
    for name in HEAD:
        texts = (str(stored.answers.get(name) or ""), str(here.get(name) or ""))
        if texts[0] != texts[1]:
            found.append((field_label(scheme, name), *texts))
    before, now = stored.answers.get("facts", {}), here.get("facts", {})
    for fact in asked(scheme):
        typed = (before.get(fact.name, ""), now.get(fact.name, ""))
        if typed[0] != typed[1]:
            shown = [
                fact_value(fact, text) if text and fact.type in (FactType.BOOL, FactType.ENUM) else text
                for text in typed
            ]
            found.append((fact.label, shown[0], shown[1]))
    return found
