"""What the database refuses of a studio, and who sees it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.actor import actor_of
from talent.models import DoctoralStudio
from tests.factories import DoctoralStudioFactory

pytestmark = pytest.mark.django_db


def test_a_studio_stands_once_in_a_city() -> None:
    row = DoctoralStudioFactory()
    with pytest.raises(IntegrityError, match="studio_once_per_city"), transaction.atomic():
        DoctoralStudioFactory(city=row.city, name=row.name)


def test_a_day_that_no_calendar_of_ours_holds_is_refused() -> None:
    with pytest.raises(IntegrityError, match="studio_opened_on_range"), transaction.atomic():
        DoctoralStudioFactory(opened_on=date(1850, 1, 1))


def test_an_office_sees_the_studios_of_its_city_alone(reviewer) -> None:
    actor = actor_of(reviewer)
    own = DoctoralStudioFactory(city_id=next(iter(actor.city_ids())))
    DoctoralStudioFactory(luliang=True)
    assert list(DoctoralStudio.objects.visible_to(actor)) == [own]
