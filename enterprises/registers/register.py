"""The list of registers: what each is called, what is asked of whoever adds a record, who certifies it.

Every wing registers its own in its `apps.py`. From this list are made the portal's pages, the form of a claim's record,
the interface and the office's pages; a further register is one more entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from accounts.actor import Role
from core.values.keys import key_of
from enterprises.models import Applicant, RegisterRecord
from enterprises.values.applicant_kinds import EVERYBODY, ApplicantKind

CERTIFIERS: frozenset[str] = frozenset({Role.OPERATOR, Role.REVIEWER})


@dataclass(frozen=True)
class Register:
    """One register. `asked` are the fields of its form, in order; `lead` says how to fill it in, for an applicant.

    `listed` are the fields that a list shows beside the record's name. `certifiers` are the roles that compare a record
    with its paper, in the record's city. `declared` is False for what only offices enter. `group` is the heading that
    it stands under, that of its wing when not said. `kinds` are the applicants whose it can be. `ends` is the field of
    the last day of a record, where it has one. `helps` say what to write into a field; `wanted` are those that have to
    be filled in though the table may leave them empty, `wanted_of` those that are wanted of some records, with the
    words for which. `owner` leads from the record to its applicant, for what hangs on another record. `parties` are the
    sides of a record between two: the field of each one's name, with that of its credit code (empty: there is none).
    `fetched` are relations that its records are told through, read for all of a list at once.
    """

    model: type[RegisterRecord]
    asked: tuple[str, ...]
    lead: str = ""
    listed: tuple[str, ...] = ()
    certifiers: frozenset[str] = CERTIFIERS
    declared: bool = True
    group: str = ""
    helps: Mapping[str, str] = field(default_factory=dict)
    wanted: frozenset[str] = frozenset()
    wanted_of: Mapping[str, str] = field(default_factory=dict)
    owner: str = "applicant"
    kinds: frozenset[ApplicantKind] = EVERYBODY
    parties: Mapping[str, str] = field(default_factory=dict)
    ends: str = ""
    fetched: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The code under which addresses, policies and claims speak of it: the kind of its records in the trail."""
        return self.model.trail_kind

    @property
    def title(self) -> str:
        """What people call its records."""
        return str(self.model._meta.verbose_name)

    @property
    def city_path(self) -> str:
        """From a record to the city whose offices keep it."""
        own = any(field.name == "city" for field in self.model._meta.concrete_fields)
        return "city" if own else f"{self.owner}__city"

    @property
    def heading(self) -> str:
        """What it stands under in the list of registers."""
        return self.group or str(apps.get_app_config(self.model._meta.app_label).verbose_name)

    def applicant_of(self, record: RegisterRecord) -> Applicant | None:
        """Whose record it is; None for what is a city's alone."""
        found: Any = record
        for step in self.owner.split("__"):
            found = getattr(found, step, None)
        applicant: Applicant | None = found
        return applicant

    def stands_as(self, applicant: Applicant, record: RegisterRecord, side: str) -> bool:
        """Whether the record names the applicant on that side: by its credit code, or where either has none by name."""
        field = self.parties[side]
        code = str(getattr(record, field)) if field else ""
        if code and applicant.uscc:
            return code == applicant.uscc
        return key_of(str(getattr(record, side))) == key_of(applicant.name)


_REGISTERS: dict[str, Register] = {}


def register(entry: Register) -> None:
    """Put a register into the list; ValueError where another model has its name."""
    if _REGISTERS.setdefault(entry.name, entry).model is not entry.model:
        raise ValueError(f"two registers are called {entry.name}")


def registers() -> dict[str, Register]:
    """All of them, by name."""
    return dict(_REGISTERS)


def register_of(record: Any) -> Register:
    """The register that a record stands in; KeyError for what stands in none."""
    return _REGISTERS[type(record).trail_kind]
