"""Sheets of applicants and of what hangs on them."""

from collections.abc import Sequence
from typing import Any

from accounts.adminkit.sheets import ScopedResource, related, shown
from core.values.verdict import Refused, require
from enterprises.applicants.sheets import applicants_of
from enterprises.models import IntellectualProperty, Platform, Recognition, YearlyFacts
from enterprises.registers import certifying
from enterprises.registers.correcting import may_put_right
from enterprises.registers.many.entering import RegisterDoor
from enterprises.registers.resting import rests_on

ANEW = "这条记录已核验，更改后须由另一位工作人员重新核验。"


class RegisterResource(ScopedResource):
    """Base of the sheets of registers: rows in and out by the verb that enters a record."""

    def get_queryset(self) -> Any:
        return super().get_queryset().exclude(applicant__in=self.actor.recused_from)

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        """A row of a sheet is written by the same verb as a form: somebody else certifies it, and it stays whose it
        is, which the verb holds."""
        require(may_put_right(self.actor, instance))
        certifying.enter(instance, by=self.actor)

    def door(self) -> RegisterDoor:
        return RegisterDoor(self._meta.model, self.actor)

    def forgone_of(self, records: Sequence[Any]) -> dict[Any, str]:
        return {record.pk: ANEW for record in records if record.certified}

    def take_out(self, record: Any) -> None:
        """What somebody has certified by now, or something rests on, stays."""
        if record.certified:
            raise Refused("已有人核验这条记录，保持现状。")
        if found := rests_on(record):
            raise Refused(f"{'、'.join(found)}以这条记录为依据，保持现状。")
        super().take_out(record)


class OwnedResource(RegisterResource):
    """Base of what hangs on an applicant, which is named by its credit code."""

    city_path = "applicant__city"
    found_in = {"applicant": applicants_of}
    applicant = related("applicant", "统一社会信用代码", "unit_code")
    applicant_name = shown("applicant__name", "申请人")


class RecognitionResource(OwnedResource):
    """Certificates, found by kind and number. Whether they are certified is said on the page, not by a sheet."""

    class Meta(ScopedResource.Meta):
        model = Recognition
        import_id_fields = ("kind", "certificate_no")
        fields = (
            "applicant", "applicant_name", "kind", "level", "certificate_no", "issued_on", "expires_on",
            "stated_sequence", "source",
        )  # fmt: skip


class YearlyFactsResource(OwnedResource):
    """Figures of a year, found by applicant and year."""

    class Meta(ScopedResource.Meta):
        model = YearlyFacts
        import_id_fields = ("applicant", "year")
        fields = ("applicant", "applicant_name", "year", "revenue_fen", "employees", "source")


class IntellectualPropertyResource(OwnedResource):
    """Applications, found by kind and number."""

    class Meta(ScopedResource.Meta):
        model = IntellectualProperty
        import_id_fields = ("kind", "application_no")
        fields = ("applicant", "applicant_name", "kind", "application_no", "title", "filed_on", "source")


class PlatformResource(RegisterResource):
    """Platforms, found by name and level: one that rose has a further row. With or without a host in the register."""

    found_in = {"applicant": applicants_of}
    city_name = shown("city__name", "市")
    applicant = related("applicant", "依托单位信用代码", "unit_code")
    applicant_name = shown("applicant__name", "依托单位")

    class Meta(ScopedResource.Meta):
        model = Platform
        import_id_fields = ("name", "level")
        fields = (
            "city_name", "name", "category", "level", "applicant", "applicant_name", "is_rd_institution", "status",
            "recognised_on", "expires_on", "source",
        )  # fmt: skip
