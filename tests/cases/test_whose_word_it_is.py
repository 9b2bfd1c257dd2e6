"""Of a record that nobody has certified yet it is told whose word it is: the park's operator's, or the applicant's."""

import pytest

from enterprises.models import Applicant
from parks.models import Premises
from subsidies.cases.records.reading import OF_THE_PARK, entered_as
from tests.factories import RecognitionFactory, TenancyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms(company: Applicant) -> Premises:
    """Rooms of the park that nobody has certified."""
    TenancyFactory(applicant=company)
    Premises.objects.filter(applicant=company).update(certified=False)
    return Premises.objects.get(applicant=company)


def test_only_what_stands_wholly_on_uncertified_rooms_of_the_park_is_the_operators_word(
    company: Applicant, rooms: Premises
) -> None:
    elsewhere = Premises(applicant=company, address="自建路9号")
    certificate = RecognitionFactory(applicant=company, certified=False)
    assert entered_as([rooms]) == OF_THE_PARK
    for records in ([], [elsewhere], [certificate], [rooms, certificate], [rooms, elsewhere]):
        assert entered_as(records) == "", records
    rooms.certified = True
    assert entered_as([rooms]) == ""
    certificate.certified, rooms.certified = True, False
    assert entered_as([rooms, certificate]) == OF_THE_PARK, "what is certified needs nobody's word"
