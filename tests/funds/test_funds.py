"""What the database refuses of a fund."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from funds.models import Fund
from tests.factories import FundFactory

pytestmark = pytest.mark.django_db


def test_a_fund_is_not_smaller_than_nothing() -> None:
    with pytest.raises(IntegrityError, match="fund_size_not_negative"), transaction.atomic():
        FundFactory(size_fen=-1)
    row = FundFactory.build(city=FundFactory().city, name="另一基金", size_fen=-1)
    with pytest.raises(ValidationError, match="基金规模不能为负数"):
        row.full_clean()


def test_a_size_that_no_text_gives_is_empty_and_not_nothing() -> None:
    assert Fund.objects.get(pk=FundFactory(size_fen=None).pk).size_fen is None


def test_a_fund_stands_once_in_a_city_however_its_name_is_written() -> None:
    row = FundFactory(name="晋创 一号基金")
    with pytest.raises(IntegrityError, match="fund_once_per_city"), transaction.atomic():
        FundFactory(city=row.city, name="晋创　一号基金 ")
