"""The register of what was given: matters paid for and amounts under caps, as far as nothing has released them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.adminkit.base import ReadOnlyAdmin
from accounts.adminkit.display import amount, yuan_column
from accounts.adminkit.menu import MenuEntry
from subsidies.awards.models import Award
from subsidies.grants.models import CapGrant, Grant
from subsidies.office.awards.pages import ROLE_PERMISSIONS, claim_link
from subsidies.policies import library


class BookedAdmin(ReadOnlyAdmin):
    """Base of what an award took in the register: seen by whoever sees the claims of the city."""

    role_permissions = ROLE_PERMISSIONS
    city_path = "booking__award__claim__city"

    def scoped(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        visible = rows.filter(booking__award__in=Award.objects.visible_to(actor))
        return self.in_cities(visible, actor, self.city_path)

    @admin.display(description="申报", ordering="booking__claim_number")
    def claim(self, record: Any) -> Any:
        return claim_link(record.booking.award.claim)

    @admin.display(description="申请人", ordering="booking__award__claim__applicant__name")
    def company(self, record: Any) -> str:
        name: str = record.booking.award.claim.applicant.name
        return name


@admin.register(Grant)
class GrantAdmin(BookedAdmin):
    """Matters that are paid for; none is paid for twice unless it was released."""

    menu = (MenuEntry("claims", 50, "已核定事项", "rule"),)
    list_display = ("named", "kind_words", "company", "unit", "claim")
    list_select_related = ("matter", "booking__award__claim__applicant")
    search_fields = (
        "matter__reference",
        "booking__unit",
        "booking__award__claim__reference",
        "booking__claim_number",
        "booking__award__claim__applicant__name",
    )
    search_help_text = "事项编号、信用代码、申报编号或申请人"
    fields = ("named", "kind_words", "company", "unit", "claim")
    readonly_fields = ("named", "kind_words", "company", "unit", "claim")

    def scoped(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return super().scoped(rows, actor).filter(release=None)

    @admin.display(description="事项", ordering="matter__reference")
    def named(self, grant: Grant) -> str:
        """What the claim calls it, and which month or year of it."""
        claim, reference = grant.booking.award.claim, grant.matter.reference
        told = claim.told and reference.startswith(claim.told)
        part = reference.removeprefix(claim.told).lstrip("|") if told else ""
        return "，".join(filter(None, (claim.about or reference, part.removeprefix("year:"))))

    @admin.display(description="申请人代码", ordering="booking__unit")
    def unit(self, grant: Grant) -> str:
        return grant.booking.unit

    @admin.display(description="事项类别", ordering="matter__kind")
    def kind_words(self, grant: Grant) -> str:
        return library().schemes[grant.booking.award.claim.scheme_code].matter.label


@admin.register(CapGrant)
class CapGrantAdmin(BookedAdmin):
    """What was granted under a cap, entry by entry; what is used is always the sum of what is left."""

    menu = (MenuEntry("money", 10, "限额占用", "savings"),)
    list_display = ("company", "scheme", yuan_column("left", "金额"), "period", "claim")
    list_select_related = ("booking__award__claim__applicant", "bucket")
    search_fields = ("bucket__key", "booking__claim_number", "booking__award__claim__applicant__name")
    search_help_text = "申报编号、申请人或信用代码"
    fields = ("claim", "company", "scheme", "money", "period")
    readonly_fields = ("claim", "company", "scheme", "money", "period")

    def scoped(self, rows: Any, actor: Actor) -> QuerySet[Any]:
        return super().scoped(rows.counted(), actor).filter(left__gt=0)

    @admin.display(description="事项", ordering="bucket__scheme_code")
    def scheme(self, grant: CapGrant) -> str:
        scheme = library().schemes[grant.bucket.scheme_code]
        return f"{scheme.code} {scheme.title}"

    @admin.display(description="金额")
    def money(self, grant: Any) -> Any:
        return amount(grant.left)

    @admin.display(description="限额")
    def period(self, grant: CapGrant) -> str:
        cap = library().schemes[grant.bucket.scheme_code].cap
        year = grant.bucket.key.rpartition("year:")[2] if "year:" in grant.bucket.key else ""
        return f"{cap.label if cap else ''}{f'（{year}年）' if year else ''}"
