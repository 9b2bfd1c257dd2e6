"""Province, cities and districts with their GB/T 2260 codes."""

from django.db import models

from accounts.scope import OpenlyScopedQuerySet

# What the foot of a city's pages says of who runs the portal: key in `footer` and words.
FOOTER = {
    "host": "主办单位",
    "telephone": "联系电话",
    "site_code": "政府网站标识码",
    "icp": "ICP备案号",
    "police": "公安备案号",
}
# What a paper says of how one may object: key in `remedies` and words.
REMEDIES = {"office": "受理单位", "term": "提出期限", "further": "其他救济途径"}
UNPUBLISHED = "未公布"


class Province(models.Model):
    """A province, for example 山西省 140000."""

    trail_kind = "province"

    code = models.CharField("行政区划代码", max_length=6, unique=True)
    name = models.CharField("名称", max_length=40)

    objects = OpenlyScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "省"
        verbose_name_plural = "省"

    def __str__(self) -> str:
        return self.name


class City(models.Model):
    """A city whose valley the portal serves. `key` is its name in code and in addresses.

    `notice_mark` (代字) heads the number of its notices, 晋市创兑〔2026〕12号. `payers` has the city's words for
    those who share the cost of its awards, by the keys that its policies use for them. `footer` says who runs
    the portal (keys of FOOTER), `remedies` how one may object to a decision (keys of REMEDIES); what is not in them is
    未公布.
    """

    trail_kind = "city"

    province = models.ForeignKey(Province, verbose_name="省", on_delete=models.PROTECT, related_name="cities")
    key = models.SlugField("代号", max_length=40, unique=True)
    code = models.CharField("行政区划代码", max_length=6, unique=True)
    name = models.CharField("名称", max_length=40)
    notice_mark = models.CharField("通知书代字", max_length=20, blank=True)
    payers = models.JSONField("资金承担方", default=dict, blank=True)
    footer = models.JSONField("页脚信息", default=dict, blank=True)
    remedies = models.JSONField("异议和救济", default=dict, blank=True)

    objects = OpenlyScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "市"
        verbose_name_plural = "市"
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.name}市"

    @property
    def remedies_told(self) -> list[str]:
        """How one may object to a decision of the city, each as label and words."""
        return [f"{words}：{self.remedies.get(key) or UNPUBLISHED}" for key, words in REMEDIES.items()]


class District(models.Model):
    """A district, county or county-level city."""

    trail_kind = "district"

    city = models.ForeignKey(City, verbose_name="市", on_delete=models.PROTECT, related_name="districts")
    code = models.CharField("行政区划代码", max_length=6, unique=True)
    name = models.CharField("名称", max_length=40)

    objects = OpenlyScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "县（市、区）"
        verbose_name_plural = "县（市、区）"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name
