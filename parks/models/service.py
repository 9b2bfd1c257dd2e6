"""What a valley offers those who are in it or want to be: its service windows, and what can be had there."""

from django.db import models

from accounts.scope import OpenlyScopedQuerySet
from core.tables.keying import OneOnly
from core.values.telephones import validate_telephone
from core.values.text import CanonicalCharField
from parks.models.valley import Valley


class ServiceWindow(models.Model):
    """A window where people are received. What nobody has published of it is empty and shown as 未公布."""

    trail_kind = "service_window"

    valley = models.ForeignKey(Valley, verbose_name="晋创谷", on_delete=models.PROTECT, related_name="windows")
    name = CanonicalCharField("名称", max_length=60)
    address = CanonicalCharField("地址", max_length=120, blank=True, help_text="写到楼层和门牌，来的人找得到。")
    telephone = models.CharField("电话", max_length=20, blank=True, validators=[validate_telephone])
    hours = CanonicalCharField(
        "办公时间", max_length=80, blank=True, help_text="例如：工作日 8:30 至 12:00，14:30 至 18:00。"
    )
    source = CanonicalCharField("依据", max_length=120, blank=True, help_text="写明设立窗口的文件和条款。")

    objects = OpenlyScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "服务窗口"
        verbose_name_plural = "服务窗口"
        ordering = ("valley", "id")
        constraints = (
            OneOnly(
                fields=["valley", "name"], name="service_window_once_per_valley",
                violation_error_message="本谷已有同名的服务窗口。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_published(self) -> bool:
        """Whether anybody can find it: an address or a telephone is known."""
        return bool(self.address or self.telephone)


class ParkService(models.Model):
    """A service that a document promises those in the valley, in the document's words."""

    trail_kind = "park_service"

    valley = models.ForeignKey(Valley, verbose_name="晋创谷", on_delete=models.PROTECT, related_name="services")
    name = CanonicalCharField("名称", max_length=40)
    says = CanonicalCharField("内容", max_length=300)
    source = CanonicalCharField("依据", max_length=120)
    units = CanonicalCharField("责任单位", max_length=200, blank=True)

    objects = OpenlyScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "服务事项"
        verbose_name_plural = "服务事项"
        ordering = ("valley", "id")
        constraints = (
            OneOnly(
                fields=["valley", "name"], name="park_service_once_per_valley",
                violation_error_message="本谷已有同名的服务事项。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name
