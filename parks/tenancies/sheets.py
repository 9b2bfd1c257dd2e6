"""Sheets of tenancies."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q

from accounts.actor import Actor
from accounts.adminkit.sheets import ScopedResource, related, shown
from accounts.models import City
from enterprises.applicants.sheets import applicants_of
from parks.models import Premises, Space, Tenancy
from parks.tenancies import leasing

TENANT_ANEW = "承租人在这处房源的经营场所已核验，导入后须由另一位工作人员重新核验。"


def _spaces(actor: Actor, city: City) -> Any:
    rows = Space.objects.visible_to(actor).filter(building__park__valley__city=city)
    return rows.select_related("building__park__valley__city")


class TenancyResource(ScopedResource):
    """Tenancies, found by space and first day; a space by park, building and number."""

    city_path = "space__building__park__valley__city"
    found_in = {"space": _spaces, "applicant": applicants_of}
    park_name = shown("space__building__park__name", "产业园")
    building_name = shown("space__building__name", "楼栋")
    space = related("space", "房号", "number", within=(("产业园", "building__park__name"), ("楼栋", "building__name")))
    applicant = related("applicant", "统一社会信用代码", "unit_code")
    applicant_name = shown("applicant__name", "申请人")

    class Meta(ScopedResource.Meta):
        model = Tenancy
        import_id_fields = ("space", "starts_on")
        fields = (
            "park_name", "building_name", "space", "applicant", "applicant_name", "starts_on", "ends_on",
            "monthly_rent_fen",
        )  # fmt: skip

    def do_instance_save(self, instance: Tenancy, is_create: bool) -> None:
        """A row of a sheet is written by the same verb as a form."""
        leasing.keep(instance, by=self.actor)

    def forgone_of(self, records: Sequence[Tenancy]) -> dict[Any, str]:
        """Whoever is the tenant by now, and whoever was: the premises of either are to be certified anew."""
        stored = [record.pk for record in records if record.pk is not None]
        former = dict(Tenancy.objects.filter(pk__in=stored).values_list("pk", "applicant_id"))
        rooms = Premises.objects.filter(space__in=[record.space_id for record in records], certified=True)
        certified = set(rooms.values_list("space_id", "applicant_id"))
        return {
            record.pk: TENANT_ANEW
            for record in records
            if certified & {(record.space_id, one) for one in (record.applicant_id, former.get(record.pk))}
        }

    def written_along(self, record: Tenancy, before: Mapping[str, str]) -> Iterable[Premises]:
        """The premises of the tenant, and those of the one that the row found: either are written."""
        former = [code for code in (before.get(self.fields["applicant"].column_name),) if code]
        tenants = Q(applicant=record.applicant_id) | Q(applicant__unit_code__in=former)
        return Premises.objects.filter(tenants, space=record.space_id)

    def get_queryset(self) -> Any:
        return super().get_queryset().exclude(applicant__in=self.actor.recused_from)

    def take_out(self, record: Tenancy) -> None:
        """With the tenant's premises, which the verb made along."""
        leasing.take_back(record, by=self.actor)
