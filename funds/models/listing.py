"""Listings of companies on a stock market or an exchange of shares."""

from types import MappingProxyType

from django.db import models

from accounts.scope.walls import Wall
from core.values.text import CanonicalCharField, date_range_constraint
from enterprises.models import OwnedRecord
from enterprises.models.owned import OwnedQuerySet
from enterprises.models.registered import certified_by_another, joined, key_once


class Market(models.TextChoices):
    """Where shares are listed."""

    SHANXI_EQUITY_EXCHANGE = "shanxi_equity_exchange", "山西股权交易中心"
    NATIONAL_EQUITIES_EXCHANGE = "national_equities_exchange", "全国股转系统"
    SHANGHAI = "shanghai", "上海证券交易所"
    SHENZHEN = "shenzhen", "深圳证券交易所"
    BEIJING = "beijing", "北京证券交易所"
    OVERSEAS = "overseas", "境外主要证券市场"


class MarketListing(OwnedRecord):
    """A company under its code on one market. `financed`: money was raised there; empty while nobody knows."""

    trail_kind = "listing"
    told_by_kind = "market"
    one_each = "market"
    meant_for = MappingProxyType({"financed": (Market.SHANXI_EQUITY_EXCHANGE,)})

    market = models.CharField("上市挂牌场所", max_length=30, choices=Market.choices)
    code = CanonicalCharField("证券（挂牌）代码", max_length=30)
    listed_on = models.DateField("上市（挂牌）日期")
    financed = models.BooleanField("挂牌后是否融资成功", null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = "上市挂牌"
        verbose_name_plural = "上市挂牌"
        ordering = ("-listed_on",)
        constraints = (
            key_once("listing"),
            certified_by_another("listing"),
            date_range_constraint("listed_on", "listing_listed_on_range"),
            Wall(name="market_listing_wall", parent="applicant"),
        )

    def __str__(self) -> str:
        return f"{self.get_market_display()} {self.code}"

    def natural_key(self) -> str:
        return joined(self.market, self.code)
