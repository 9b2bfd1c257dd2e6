"""The database's bounds let pass what lies on them, and empty."""

import pytest
from django.core.exceptions import ValidationError

from core.values.bounds import above_zero, not_negative, year_within
from enterprises.models import YearlyFacts

AMOUNT = not_negative("revenue_fen", "amount")
PRICE = above_zero("revenue_fen", "price")
YEAR = year_within("year", "year")


def passes(constraint: object, **fields: object) -> bool:
    try:
        constraint.validate(YearlyFacts, YearlyFacts(**fields))
    except ValidationError:
        return False
    return True


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fen", "amount", "price"), [(None, True, True), (-1, False, False), (0, True, False), (1, True, True)]
)
def test_nought_is_an_amount_and_no_price_and_empty_is_neither_wrong(
    fen: int | None, amount: bool, price: bool
) -> None:
    assert passes(AMOUNT, revenue_fen=fen) == amount
    assert passes(PRICE, revenue_fen=fen) == price


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "good"), [(1899, False), (1900, True), (2100, True), (2101, False)])
def test_a_year_lies_between_1900_and_2100_both_included(year: int, good: bool) -> None:
    assert passes(YEAR, year=year) == good
