"""Sheets of enterprises and of what hangs on them."""

from typing import Any

from accounts.actor import Actor
from accounts.exchanging import ScopedResource, related, shown
from accounts.models import City, District
from core.identifiers import clean_uscc
from enterprises.models import Enterprise, IntellectualProperty, Platform, Recognition, YearlyFacts


def enterprises_of(actor: Actor, city: City) -> Any:
    """Where the column of the credit code looks: enterprises of the city that are not the importer's own."""
    return Enterprise.objects.visible_to(actor).filter(city=city).exclude(pk__in=actor.enterprise_ids)


class EnterpriseResource(ScopedResource):
    """Enterprises, found by their credit code."""

    city_path = "city"
    found_in = {"district": lambda actor, city: District.objects.filter(city=city)}
    district = related("district", "县（市、区）", "name")

    class Meta(ScopedResource.Meta):
        model = Enterprise
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
        return super().get_queryset().exclude(pk__in=self.actor.enterprise_ids)


class OwnedResource(ScopedResource):
    """Base of what hangs on an enterprise, which is named by its credit code."""

    city_path = "enterprise__city"
    found_in = {"enterprise": enterprises_of}
    enterprise = related("enterprise", "统一社会信用代码", "uscc")
    enterprise_name = shown("enterprise__name", "企业")

    def get_queryset(self) -> Any:
        return super().get_queryset().exclude(enterprise__in=self.actor.enterprise_ids)


class RecognitionResource(OwnedResource):
    """Certificates, found by kind and number. Whether they are certified is said on the page, not by a sheet."""

    class Meta(ScopedResource.Meta):
        model = Recognition
        import_id_fields = ("kind", "certificate_no")
        fields = (
            "enterprise", "enterprise_name", "kind", "level", "certificate_no", "issued_on", "expires_on", "sequence",
        )  # fmt: skip


class YearlyFactsResource(OwnedResource):
    """Figures of a year, found by enterprise and year."""

    class Meta(ScopedResource.Meta):
        model = YearlyFacts
        import_id_fields = ("enterprise", "year")
        fields = ("enterprise", "enterprise_name", "year", "revenue_fen", "employees")


class IntellectualPropertyResource(OwnedResource):
    """Applications, found by kind and number."""

    class Meta(ScopedResource.Meta):
        model = IntellectualProperty
        import_id_fields = ("kind", "application_no")
        fields = ("enterprise", "enterprise_name", "kind", "application_no", "title", "filed_on")


class PlatformResource(ScopedResource):
    """Platforms, for export."""

    city_name = shown("city__name", "市")
    enterprise_name = shown("enterprise__name", "依托单位")

    class Meta(ScopedResource.Meta):
        model = Platform
        import_id_fields = ("name",)
        fields = (
            "city_name", "name", "category", "level", "enterprise_name", "status", "recognised_on", "expires_on",
            "source",
        )  # fmt: skip
