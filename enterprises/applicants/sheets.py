"""Sheets of applicants."""

from typing import Any

from accounts.actor import Actor
from accounts.adminkit.sheets import ScopedResource, related
from accounts.models import City, District
from core.values.identifiers import clean_uscc
from enterprises.models import Applicant


def applicants_of(actor: Actor, city: City) -> Any:
    """Where the column of the credit code looks: applicants of the city that are not the importer's own."""
    return Applicant.objects.visible_to(actor).filter(city=city).exclude(pk__in=actor.applicant_ids)


class ApplicantResource(ScopedResource):
    """Applicants, found by their credit code."""

    city_path = "city"
    found_in = {"district": lambda actor, city: District.objects.filter(city=city)}
    district = related("district", "县（市、区）", "name")

    class Meta(ScopedResource.Meta):
        model = Applicant
        import_id_fields = ("uscc",)
        fields = (
            "uscc", "name", "kind", "district", "industry", "address", "legal_person", "registered_on",
            "registered_capital_fen", "paid_in_capital_fen", "contact_name", "contact_phone", "is_sci_tech",
            "is_service_body",
        )  # fmt: skip

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        head = self.fields["uscc"].column_name
        row[head] = clean_uscc(str(row.get(head) or ""))

    def get_queryset(self) -> Any:
        return super().get_queryset().exclude(pk__in=self.actor.applicant_ids)
