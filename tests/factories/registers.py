"""A record of any register, so that whatever is added to the list of registers is tested like the others."""

from typing import Any

from factory.declarations import SelfAttribute

import tests.factories as made
from enterprises.models import Applicant, RegisterRecord
from enterprises.registers.register import Register


def record_of(entry: Register, applicant: Applicant, **more: Any) -> RegisterRecord:
    """A record of the register for an applicant, by the factory that bears the name of its model."""
    factory = getattr(made, f"{entry.model.__name__}Factory")
    whose = factory._meta.base_declarations.get("applicant")
    path = whose.attribute_name.replace(".", "__") if isinstance(whose, SelfAttribute) else "applicant"
    if any(field.name == "city" for field in entry.model._meta.concrete_fields):
        more.setdefault("city", applicant.city)
    record: RegisterRecord = factory(**{path: applicant}, **more)
    return record
