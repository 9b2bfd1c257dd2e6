"""docs/glossary.md has every word of the code that people meet."""

import pytest
from django.apps import apps

from accounts.actor.roles import ROLE_NAMES
from indicators.definitions import DEFINITIONS
from subsidies.cases.sources import FactSource
from subsidies.catalogue.models import EditionState
from subsidies.claims.states import CLAIM
from subsidies.management.commands.compute_awards import OUTCOMES
from subsidies.policies import library
from subsidies.rules import CapPer, CapPeriod, FactType, GivenBy, Scheme
from subsidies.rules.model.header import KEYS
from subsidies.rules.model.sentences import KINDS
from tests.docs.pages import DOCS, ROOT, in_backticks

PAGE = DOCS / "glossary.md"
WORDS = in_backticks(PAGE)
OURS = {path.parent.name for pattern in ("*/apps.py", "subsidies/*/apps.py") for path in ROOT.glob(pattern)}
MODELS = [row for row in apps.get_models() if row._meta.app_label in OURS]
SCHEMES = list(library().schemes.values())


@pytest.mark.parametrize("name", sorted(row.__name__ for row in MODELS if not row._meta.auto_created))
def test_every_model_has_its_line(name: str) -> None:
    assert name in WORDS


@pytest.mark.parametrize(
    ("what", "names"),
    [
        ("roles", {*ROLE_NAMES}),
        ("states", {*CLAIM.states}),
        ("steps", {*CLAIM.by_name}),
        ("states of an edition", {*EditionState.values}),
        ("outcomes", {*OUTCOMES}),
        ("types of facts", {*FactType}),
        ("sources of facts", {*GivenBy, *FactSource}),
        ("kinds of applicants", {*KINDS}),
        ("header fields", {*KEYS} - {"id", "scheme", "unit", "matter"}),
        ("caps", {*CapPer, *CapPeriod}),
        ("kinds of matter", {scheme.matter.kind for scheme in SCHEMES}),
        ("definitions", {*DEFINITIONS}),
        ("payers", {payer.key for scheme in SCHEMES for payer in scheme.payers}),
        ("entitlements", {item.key for scheme in SCHEMES for item in scheme.entitlements}),
    ],
)
def test_every_word_of_a_list_is_there(what: str, names: set[str]) -> None:
    assert names - WORDS == set(), what


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda row: row.code)
def test_every_reason_code_or_its_family_is_there(scheme: Scheme) -> None:
    assert {code.partition(":")[0] for code in scheme.reasons} - WORDS == set()


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda row: row.code)
def test_the_kind_of_matter_names_its_schemes(scheme: Scheme) -> None:
    rows = PAGE.read_text(encoding="utf-8").splitlines()
    row = next((line for line in rows if f"| `{scheme.matter.kind}` |" in line), "")
    assert scheme.code in row, f"docs/glossary.md, Kinds of matter: {scheme.matter.kind} of {scheme.code}"
