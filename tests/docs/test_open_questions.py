"""docs/open-questions.md names every place where the texts leave something open."""

import pytest

from subsidies.policies import library
from subsidies.rules import Scheme
from tests.docs.pages import DOCS

PAGE = DOCS / "open-questions.md"
LINES = PAGE.read_text(encoding="utf-8").splitlines()
ALL = list(library().schemes.values())


def section_of(scheme: Scheme) -> list[str]:
    """The table rows about a scheme, in the chapter of its document."""
    number = scheme.policy.number
    start = next((place for place, line in enumerate(LINES) if line.startswith("## ") and number in line), None)
    assert start is not None, f"docs/open-questions.md has no chapter for {number}"
    rest = LINES[start + 1 :]
    end = next((place for place, line in enumerate(rest) if line.startswith("## ")), len(rest))
    return [line for line in rest[:end] if line.startswith(f"| `{scheme.code}` ")]


@pytest.mark.parametrize("scheme", [row for row in ALL if row.reading], ids=lambda row: row.code)
def test_a_scheme_with_a_reading_is_listed(scheme: Scheme) -> None:
    assert section_of(scheme)


@pytest.mark.parametrize("scheme", ALL, ids=lambda row: row.code)
def test_every_figure_that_the_text_leaves_open_is_listed(scheme: Scheme) -> None:
    told = "\n".join(section_of(scheme))
    for fact in scheme.facts.values():
        if fact.given_by == "parameter" or fact.when_missing == "needs_parameter":
            assert f"`{fact.name}`" in told, fact.name


@pytest.mark.parametrize(
    "scheme",
    [row for row in ALL if row.decision_fact or row.singly or row.amount is None],
    ids=lambda row: row.code,
)
def test_what_is_left_to_people_is_listed(scheme: Scheme) -> None:
    assert section_of(scheme)


def test_no_scheme_is_named_that_is_not_there() -> None:
    named = {line.split("`")[1] for line in LINES if line.startswith("| `")}
    assert named <= {scheme.code for scheme in ALL}
