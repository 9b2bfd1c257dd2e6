"""Document numbers: consecutive, each given once."""

import threading

import pytest
from django.db import InternalError, connection, transaction

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


@pytest.mark.django_db
def test_the_database_itself_lets_a_series_go_on_by_one_only() -> None:
    with transaction.atomic():
        NumberSequence.next("notice:changzhi:2026")
    changes: tuple[dict[str, int | str], ...] = ({"last": 0}, {"last": 1}, {"last": 3}, {"last": 2, "series": "notice"})
    for change in changes:
        with pytest.raises(InternalError, match="goes on by one"), transaction.atomic():
            NumberSequence.objects.update(**change)
    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        NumberSequence.objects.all().delete()
