"""Valleys, spaces, who is resident, and what takes place."""

from typing import Any

from django.contrib import admin

from accounts.actor import Actor, Role
from accounts.adminkit.base import ScopedModelAdmin, published, records
from accounts.adminkit.display import UNPUBLISHED, day_column, decimal_column, open_column, yuan_column
from accounts.adminkit.exchange import ExchangingAdmin
from accounts.adminkit.foretelling import ForetellingAdmin
from accounts.adminkit.menu import MenuEntry
from accounts.requests.portal_request import PortalRequest
from core.values.numbers import plain_decimal
from enterprises.registers.office import WHO, RegisterAdmin
from parks.entry import office  # noqa: F401
from parks.events.sheets import CooperationEntityResource, EventResource, ResearchBranchResource
from parks.models import (
    Building,
    CooperationEntity,
    Event,
    FitOut,
    Park,
    Premises,
    RentReceipt,
    ResearchBranch,
    Space,
    SpaceKind,
    Tenancy,
    Valley,
    Zone,
)
from parks.places import keeping, sheets
from parks.registers.sheets import FitOutResource, PremisesResource, RentReceiptResource
from parks.services import office as services_office  # noqa: F401
from parks.tenancies import leasing
from parks.tenancies.letting import let_terms
from parks.tenancies.sheets import TenancyResource

PLACES = published(Role.OPERATOR)
OPERATED = records(Role.OPERATOR)
KEPT = OPERATED | {"delete": ()}


@admin.register(Valley)
class ValleyAdmin(ScopedModelAdmin):
    """The valleys as their plans describe them."""

    menu = (MenuEntry("parks", 10, "晋创谷", "terrain"),)
    role_permissions = {"view": PLACES["view"], "change": {Role.OPERATOR}}
    list_display = ("name", "city", "host", open_column("planned_area_km2", "规划面积（平方公里）"), "lead_unit")
    list_select_related = ("city",)
    is_published = True


class PlaceAdmin(ScopedModelAdmin):
    """Base of zones and parks: published for all to see, kept by the operator of their city."""

    role_permissions = PLACES
    city_path = "valley__city"
    list_filter = ("valley",)
    list_select_related = ("valley",)
    search_fields = ("name",)
    search_help_text = "名称"
    is_published = True


@admin.register(Zone)
class ZoneAdmin(PlaceAdmin):
    """Areas of a valley."""

    menu = (MenuEntry("parks", 20, "功能区", "map"),)
    list_display = ("name", "valley", "kind", open_column("area_km2", "面积（平方公里）"))


@admin.register(Park)
class ParkAdmin(PlaceAdmin):
    """Parks that the plan names."""

    menu = (MenuEntry("parks", 30, "产业园", "location_city"),)
    list_display = ("name", "valley", "status")

    def save_model(self, request: PortalRequest, obj: Park, form: Any, change: bool) -> None:
        keeping.keep_whole(obj)


@admin.register(Building)
class BuildingAdmin(ScopedModelAdmin):
    """Buildings of the parks."""

    menu = (MenuEntry("parks", 40, "楼栋", "apartment"),)
    role_permissions = KEPT
    city_path = "park__valley__city"
    list_display = ("name", "park")
    list_filter = ("park",)
    list_select_related = ("park",)
    search_fields = ("name", "park__name")
    search_help_text = "楼栋或产业园"

    def save_model(self, request: PortalRequest, obj: Building, form: Any, change: bool) -> None:
        keeping.keep_whole(obj)


@admin.register(Space)
class SpaceAdmin(ForetellingAdmin, ExchangingAdmin, ScopedModelAdmin):
    """Workshops and offices. What changes in one is certified anew where somebody rents it."""

    menu = (MenuEntry("parks", 50, "房源", "meeting_room"),)
    role_permissions = KEPT
    city_path = "building__park__valley__city"
    resource_classes = (sheets.SpaceResource,)
    list_display = ("number", "building", "kind", decimal_column("area_m2", "面积（㎡）"))
    list_filter = ("building", "kind")
    list_select_related = ("building__park",)
    search_fields = ("number", "building__name", "building__park__name")
    search_help_text = "房号、楼栋或产业园"
    autocomplete_fields = ("building",)

    def change_of(self, record: Space) -> keeping.SpaceChange:
        return keeping.SpaceChange(record)

    def written_by_verb(self, record: Space, by: Actor) -> None:
        keeping.keep(record, by=by)


@admin.register(Tenancy)
class TenancyAdmin(ForetellingAdmin, ExchangingAdmin, ScopedModelAdmin):
    """Who has which space. A tenancy that ends gets its last day; it is not deleted."""

    menu = (MenuEntry("parks", 60, "入驻（租约）", "contract"),)
    role_permissions = KEPT
    city_path = "space__building__park__valley__city"
    owner_path = "applicant_id"
    resource_classes = (TenancyResource,)
    list_display = (
        "applicant", "space", day_column("starts_on", "起租日"), "until", yuan_column("monthly_rent_fen", "月租金"),
    )  # fmt: skip
    list_filter = ("space__kind",)
    list_select_related = ("applicant", "space__building__park")
    search_fields = ("applicant__name", "applicant__unit_code", "space__number")
    search_help_text = "申请人名称、信用代码或房号"
    date_hierarchy = "starts_on"
    autocomplete_fields = ("applicant", "space")

    def change_of(self, record: Tenancy) -> leasing.TenancyChange:
        return leasing.TenancyChange(record)

    def written_by_verb(self, record: Tenancy, by: Actor) -> None:
        leasing.keep(record, by=by)

    @admin.display(description="到期日", ordering="ends_on")
    def until(self, record: Tenancy) -> Any:
        return record.ends_on.isoformat() if record.ends_on else "长期"


@admin.register(Event)
class EventAdmin(ExchangingAdmin, ScopedModelAdmin):
    """Events that were or will be held."""

    menu = (MenuEntry("parks", 70, "科创活动", "event"),)
    role_permissions = OPERATED
    resource_classes = (EventResource,)
    list_display = ("name", "kind", day_column("held_on", "举办日期"), "city")
    list_filter = ("city", "kind")
    list_select_related = ("city",)
    search_fields = ("name",)
    search_help_text = "活动名称"
    date_hierarchy = "held_on"


@admin.register(CooperationEntity)
class CooperationEntityAdmin(ExchangingAdmin, ScopedModelAdmin):
    """City-university cooperation entities."""

    menu = (MenuEntry("parks", 80, "市校合作主体", "handshake"),)
    role_permissions = OPERATED
    resource_classes = (CooperationEntityResource,)
    list_display = ("name", open_column("university", "合作高校"), "status", "city")
    list_filter = ("city", "status")
    list_select_related = ("city",)
    search_fields = ("name", "university")
    search_help_text = "名称或高校"


@admin.register(ResearchBranch)
class ResearchBranchAdmin(ExchangingAdmin, ScopedModelAdmin):
    """Branches of research institutes."""

    menu = (MenuEntry("parks", 90, "科研院所分支机构", "science"),)
    role_permissions = OPERATED
    resource_classes = (ResearchBranchResource,)
    list_display = ("name", "institute", "status", day_column("set_up_on", "设立日期", missing=UNPUBLISHED), "city")
    list_filter = ("city", "status")
    list_select_related = ("city",)
    search_fields = ("name", "institute")
    search_help_text = "名称或科研院所"


@admin.register(Premises)
class PremisesAdmin(RegisterAdmin):
    """Where tenants work. Those of the park come from its tenancies, and are put right there."""

    menu = (MenuEntry("parks", 62, "经营场所", "store"),)
    resource_classes = (PremisesResource,)
    list_display = ("__str__", "applicant", "use", "let_area_m2", "self_rented", "certified")
    list_filter = ("kind", "certified", "applicant__city")
    list_select_related = ("applicant", "space__building__park")
    search_fields = ("address", "lease_no", "space__number", "applicant__name", "applicant__unit_code")
    search_help_text = "单位名称、信用代码、地址或房号"

    def has_change_permission(self, request: PortalRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.is_self_rented)

    def get_fields(self, request: PortalRequest, obj: Any = None) -> Any:
        """Of a space of the park: which it is, and when it is let."""
        fields = super().get_fields(request, obj)
        return fields if obj is None or obj.is_self_rented else ("applicant", "space", "terms", *WHO)

    @admin.display(description="房屋用途")
    def use(self, record: Premises) -> str:
        return SpaceKind(record.used_as).label

    @admin.display(description="面积（㎡）")
    def let_area_m2(self, record: Premises) -> str:
        return plain_decimal(record.let_area_m2)

    @admin.display(description="自行租用", boolean=True)
    def self_rented(self, record: Premises) -> bool:
        return record.is_self_rented

    @admin.display(description="租期")
    def terms(self, record: Premises) -> str:
        """The months of its tenancies."""
        return "、".join(f"{term.first_month}至{term.until}" for term in let_terms(record)) or "没有租约"


class OfPremisesAdmin(RegisterAdmin):
    """Base of what hangs on premises."""

    list_select_related = ("applicant", "premises__space__building__park")
    autocomplete_fields = ("applicant", "premises")
    search_fields: Any = ("premises__address", "premises__space__number", "applicant__name", "applicant__unit_code")
    search_help_text = "单位名称、信用代码、地址或房号"


@admin.register(FitOut)
class FitOutAdmin(OfPremisesAdmin):
    """Fit-outs."""

    menu = (MenuEntry("parks", 64, "装修", "handyman"),)
    resource_classes = (FitOutResource,)
    list_display = (
        "premises", "applicant", decimal_column("area_m2", "实际装修面积（㎡）"),
        day_column("completed_on", "竣工验收日期"), yuan_column("assessed_cost_fen", "评估总费用"),
        "certified",
    )  # fmt: skip
    list_filter = ("third_party_assessed", "certified", "applicant__city")


@admin.register(RentReceipt)
class RentReceiptAdmin(OfPremisesAdmin):
    """Rent that was paid."""

    menu = (MenuEntry("parks", 66, "租金缴纳", "receipt_long"),)
    resource_classes = (RentReceiptResource,)
    list_display = (
        "premises", "applicant", "first_month", "last_month", yuan_column("paid_fen", "已付租金"),
        day_column("paid_on", "付款日期"), "certified",
    )  # fmt: skip
    list_filter = ("certified", "applicant__city")
    search_fields = (*OfPremisesAdmin.search_fields, "voucher_no")
    date_hierarchy = "paid_on"
