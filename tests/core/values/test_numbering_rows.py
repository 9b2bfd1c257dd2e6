"""Document numbers: consecutive, each given once."""

import threading

import pytest
from django.db import connection, transaction

from core.models import NumberSequence


@pytest.mark.django_db
def test_numbers_run_from_one_without_gaps_and_series_do_not_mix() -> None:
    with transaction.atomic():
        assert [NumberSequence.next("notice:changzhi:2026") for _ in range(3)] == [1, 2, 3]
        assert NumberSequence.next("notice:jincheng:2026") == 1


@pytest.mark.django_db
def test_a_number_that_is_rolled_back_is_given_again() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        NumberSequence.next("notice:changzhi:2026")
        1 / 0  # noqa: B018
    with transaction.atomic():
        assert NumberSequence.next("notice:changzhi:2026") == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_people_at_once_get_twenty_numbers() -> None:
    numbers: list[int] = []

    def take() -> None:
        with transaction.atomic():
            numbers.append(NumberSequence.next("claim:changzhi:2026"))
        connection.close()

    people = [threading.Thread(target=take) for _ in range(20)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(numbers) == list(range(1, 21))
