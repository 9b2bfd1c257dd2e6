"""The office's pages of service windows and services: the operator publishes what people need to find them."""

from django.contrib import admin

from accounts.actor import Role
from accounts.adminkit.base import ScopedModelAdmin, published
from accounts.adminkit.display import open_column
from accounts.adminkit.menu import MenuEntry
from parks.models import ParkService, ServiceWindow


class OfServicesAdmin(ScopedModelAdmin):
    """Base: published for all to see, kept by the operator of the valley's city."""

    role_permissions = published(Role.OPERATOR) | {"delete": {Role.OPERATOR}}
    city_path = "valley__city"
    list_filter = ("valley",)
    list_select_related = ("valley",)
    search_fields = ("name",)
    search_help_text = "名称"
    is_published = True


@admin.register(ServiceWindow)
class ServiceWindowAdmin(OfServicesAdmin):
    """Windows where people are received."""

    menu = (MenuEntry("parks", 32, "服务窗口", "storefront"),)
    list_display = (
        "name", "valley", open_column("address", "地址"), open_column("telephone", "电话"),
        open_column("hours", "办公时间"),
    )  # fmt: skip


@admin.register(ParkService)
class ParkServiceAdmin(OfServicesAdmin):
    """What documents promise those in the valley."""

    menu = (MenuEntry("parks", 34, "服务事项", "room_service"),)
    list_display = ("name", "valley", "says", "source")
