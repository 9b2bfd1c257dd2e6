"""The library in force: what is released holds at once, and what it makes of the library is compiled once."""

from datetime import date

import pytest

from subsidies.catalogue.in_force import Figure, with_released_figures
from subsidies.policies import library
from subsidies.rules import Supersession, evaluate, with_figures
from tests import road

pytestmark = pytest.mark.django_db
LOAN = {
    "scheme": "CZ-16",
    "on": "2026-06-30",
    "applicant_kind": "enterprise",
    "resident": True,
    "facts": {"loan_kind": "credit", "interest_paid": "1000", "principal": "100000"},
}


def amount() -> int | None:
    return evaluate(with_released_figures(), LOAN).amount


def test_a_release_holds_at_the_next_question(ready: None) -> None:
    assert (with_released_figures(), amount()) == (library(), 500_00)
    road.released("changzhi-2024-15", 2, "CZ-16", "interest_share", "", "1/4")
    assert amount() == 250_00
    road.released("changzhi-2024-15", 3, "CZ-16", "interest_share", "", "1/5")
    assert amount() == 200_00


def test_the_same_figures_are_compiled_once(ready: None) -> None:
    road.released("changzhi-2024-15", 2, "CZ-16", "interest_share", "", "1/4")
    tried = Figure("CZ-16", "principal_share", "", "1/1000", date(2025, 1, 1), 0, "")
    one, other = with_released_figures(), with_released_figures([tried])
    assert with_released_figures() is one
    assert with_released_figures([tried]) is other
    assert evaluate(other, LOAN).amount == 100_00


def test_a_scheme_with_a_superseded_figure_is_compiled_no_more_often_than_its_figures_change() -> None:
    changes = [Supersession("CZ-16", "interest_share", "", value, date(year, 1, 1)) for value, year in
               (("1/4", 2025), ("1/5", 2026))]  # fmt: skip
    days = [day for day, _ in with_figures(library(), changes).superseded["CZ-16"]]
    assert days == [date(2025, 1, 1), date(2026, 1, 1)]
