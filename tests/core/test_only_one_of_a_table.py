"""What only one record of a table may have is told by the names of its fields, never by a sentence."""

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from core.tables.keying import OneOnly, names_in
from enterprises.models import Recognition
from parks.models import Space
from parks.models.space import ALIKE
from tests.factories import RecognitionFactory, SpaceFactory


def test_each_with_a_sentence_of_its_own_says_of_which_fields_it_is() -> None:
    own = [
        row
        for model in apps.get_models()
        for row in model._meta.constraints
        if isinstance(row, models.UniqueConstraint)
        and row.violation_error_message != row.default_violation_error_message
    ]
    assert len(own) > 10
    assert [row.name for row in own if not isinstance(row, OneOnly)] == []
    assert {row.deconstruct()[0] for row in own} == {"django.db.models.UniqueConstraint"}


def errors_of(record: Any) -> list[ValidationError]:
    with pytest.raises(ValidationError) as caught:
        record.validate_constraints()
    return [one for rows in caught.value.update_error_dict({}).values() for one in rows]


@pytest.mark.django_db
def test_its_error_names_them_whatever_its_words_are() -> None:
    record = RecognitionFactory()
    twin = Recognition(applicant=record.applicant, kind=record.kind, certificate_no=record.certificate_no)
    twin.key = record.key
    assert {names_in(one) for one in errors_of(twin)} - {()} >= {("key",)}
    space = SpaceFactory(number="101")
    assert ("building", "number") in map(names_in, errors_of(Space(building=space.building, number="101", area_m2=1)))
    assert names_in(ValidationError("这个编号已经登记过", code="taken")) == ()


@pytest.mark.django_db
def test_a_number_that_only_is_written_otherwise_names_the_other() -> None:
    space = SpaceFactory(number="10%室")
    (told,) = errors_of(Space(building=space.building, number="10%号", area_m2=1))
    assert (told.code, told.params["other"]) == (ALIKE, "10%室")
    assert "10%室" in told.messages[0] and "10%号" in told.messages[0]
