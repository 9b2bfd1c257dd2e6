"""The code by which the house tells applicants apart: the credit code, or a number of ours for who has none."""

from typing import Any

from django.db import models, transaction

from core.models import NumberSequence

PORTAL_MARK = "P"


class UnitCodeField(models.CharField):
    """The code under which grants, caps and locks know an applicant, given when the row is first written, for good.

    The unified social credit code where there is one. Persons and teams without one get a portal number: P, the
    city's code, a serial. It says nothing of the person; an identity number is never a code here.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        if not value:
            value = model_instance.uscc or _portal_number(model_instance.city.code)  # type: ignore[attr-defined]  # the model that holds the field
            setattr(model_instance, self.attname, value)
        return value


def _portal_number(city_code: str) -> str:
    with transaction.atomic():
        return f"{PORTAL_MARK}{city_code}{NumberSequence.next(f'applicant:{city_code}'):06d}"
