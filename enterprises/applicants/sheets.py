"""Sheets of applicants."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from import_export.fields import Field

from accounts.actor import Actor
from accounts.adminkit.sheets import ScopedResource, related
from accounts.adminkit.widgets import IdentifierWidget
from accounts.models import City, District
from core.sheets.cells import identifier_of
from core.values.identifiers import clean_uscc
from core.walls.acting import beyond_walls
from enterprises.applicants import entering
from enterprises.models import Applicant

ELSEWHERE = "这个代码的申请人登记在其他市，本市不能导入；请核对代码，确需更改的，请联系登记地的工作人员办理。"
RECUSED = "本人代办过的单位，请由他人更改，或以单位身份办理。"


def applicants_of(actor: Actor, city: City) -> Any:
    """Where the column of the credit code looks: applicants of the city that are not the importer's own."""
    rows = Applicant.objects.visible_to(actor).filter(city=city).select_related("city")
    return rows.exclude(pk__in=actor.recused_from)


class ApplicantResource(ScopedResource):
    """Applicants, found by their code. A new one has a credit code; who has none signs up in person."""

    city_path = "city"
    found_in = {"district": lambda actor, city: District.objects.filter(city=city)}
    unit_code = Field(attribute="unit_code", column_name="统一社会信用代码", widget=IdentifierWidget())
    district = related("district", "县（市、区）", "name")

    class Meta(ScopedResource.Meta):
        model = Applicant
        import_id_fields = ("unit_code",)
        fields = (
            "unit_code", "name", "kind", "district", "industry", "address", "legal_person", "registered_on",
            "registered_capital_fen", "paid_in_capital_fen", "contact_name", "contact_phone",
        )  # fmt: skip

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        head = self.fields["unit_code"].column_name
        code = identifier_of(row.get(head)).upper()
        row[head] = code if code in self._without_credit_code() else clean_uscc(code)

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
        super().after_init_instance(instance, new, row, **kwargs)
        if new:
            instance.uscc = row[self.fields["unit_code"].column_name]
            self._refuse_others(instance.uscc)

    @beyond_walls("whose a credit code is: one that another city registered is no new one")
    def _refuse_others(self, code: str) -> None:
        """A code that is registered, though not among what this sheet may change, is told as that alone: of whom it is
        no further cell is asked for."""
        if found := Applicant.objects.filter(Q(uscc=code) | Q(unit_code=code)).first():
            own = self.city is not None and found.city_id == self.city.pk
            raise ValidationError({"unit_code": RECUSED if own else ELSEWHERE})

    def do_instance_save(self, instance: Applicant, is_create: bool) -> None:
        """A row of a sheet is written by the same verb as a form."""
        entering.enter(instance, by=self.actor)

    def get_queryset(self) -> Any:
        return super().get_queryset().exclude(pk__in=self.actor.recused_from)

    def _without_credit_code(self) -> set[str]:
        """The portal numbers of the city's persons and teams, read once a sheet."""
        if not hasattr(self, "_portal_numbers"):
            self._portal_numbers = set(self.get_queryset().filter(uscc=None).values_list("unit_code", flat=True))
        return self._portal_numbers
