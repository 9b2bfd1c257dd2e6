"""A figure of an edition is read as it was typed, or refused with a sentence."""

import pytest

from core.values.verdict import Refused
from subsidies.catalogue.figures import FigureForEdition, figures_of_scheme
from subsidies.policies import library


def _shares() -> list[FigureForEdition]:
    figures = [row for scheme in library().schemes.values() for row in figures_of_scheme(scheme)]
    return [row for row in figures if row.is_share or (not row.unit and not row.is_open)]


@pytest.mark.parametrize(("typed", "value"), [("12.5%", "0.125"), ("１２．５％", "0.125"), ("0.5", "0.5")])
def test_a_share_is_read_in_full_width_too(typed: str, value: str) -> None:
    assert {row.parse(typed) for row in _shares()} == {value}


@pytest.mark.parametrize("typed", ["5²", "0.5①", "½", "5²%", "③%", "٣%", "Ⅳ"])
def test_what_only_stands_for_a_digit_is_no_figure(typed: str) -> None:
    figures = [row for scheme in library().schemes.values() for row in figures_of_scheme(scheme)]
    for row in figures:
        with pytest.raises(Refused):
            row.parse(typed)
