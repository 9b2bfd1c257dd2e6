"""The office's pages of results, the contracts and transfers about them, and the assessments of platforms."""

from django.contrib import admin

from accounts.adminkit.display import day_column, yuan_column
from accounts.adminkit.menu import MenuEntry
from enterprises.models import Achievement, AchievementTransfer, ContractYear, PlatformAssessment, TechnologyContract
from enterprises.registers.office import RegisterAdmin
from enterprises.sheets import achievements as sheets


@admin.register(Achievement)
class AchievementAdmin(RegisterAdmin):
    """The results library; a result counts once its promotion is recorded and certified."""

    menu = (MenuEntry("applicants", 80, "科技成果", "lightbulb"),)
    city_path = "city"
    resource_classes = (sheets.AchievementResource,)
    list_display = (
        "title",
        "owner",
        "registration_no",
        day_column("promoted_on", "推广（转化）日期"),
        "certified",
        "city",
    )
    list_filter = ("city", "certified")
    list_select_related = ("city", "applicant")
    search_fields = ("title", "owner", "registration_no")
    search_help_text = "成果名称、成果单位或登记号"


@admin.register(TechnologyContract)
class TechnologyContractAdmin(RegisterAdmin):
    """Technology contracts by their registered number."""

    menu = (MenuEntry("applicants", 81, "技术合同", "contract_edit"),)
    resource_classes = (sheets.TechnologyContractResource,)
    autocomplete_fields = ("applicant", "achievement")
    list_display = (
        "title", "registered_no", "applicant", "contract_kind", "buyer", day_column("signed_on", "签订日期"),
        yuan_column("total_fen", "合同总额"), "certified",
    )  # fmt: skip
    list_filter = ("contract_kind", "certified", "applicant__city")
    search_fields = ("registered_no", "title", "applicant__name", "applicant__unit_code", "seller", "buyer")
    date_hierarchy = "signed_on"


@admin.register(ContractYear)
class ContractYearAdmin(RegisterAdmin):
    """What was transacted on a contract in a year."""

    menu = (MenuEntry("applicants", 82, "技术合同年度交易额", "payments"),)
    resource_classes = (sheets.ContractYearResource,)
    autocomplete_fields = ("applicant", "contract")
    list_display = (
        "contract", "applicant", "year", yuan_column("transacted_fen", "当年实际技术交易额"),
        day_column("last_paid_on", "最后付款日期"), "certified",
    )  # fmt: skip
    list_filter = ("year", "certified", "applicant__city")
    list_select_related = ("applicant", "contract")
    search_fields = ("contract__registered_no", "contract__title", "applicant__name", "applicant__unit_code")


@admin.register(AchievementTransfer)
class AchievementTransferAdmin(RegisterAdmin):
    """Results that passed to who puts them to use."""

    menu = (MenuEntry("applicants", 83, "成果转化", "move_down"),)
    resource_classes = (sheets.AchievementTransferResource,)
    autocomplete_fields = ("applicant", "achievement", "contract")
    list_display = (
        "achievement", "applicant", "from_party", "to_party",
        day_column("transferred_on", "转让（转化）日期"), "certified",
    )  # fmt: skip
    list_filter = ("certified", "applicant__city")
    list_select_related = ("applicant", "achievement")
    search_fields = ("achievement__title", "applicant__name", "applicant__unit_code", "from_party", "to_party")
    date_hierarchy = "transferred_on"


@admin.register(PlatformAssessment)
class PlatformAssessmentAdmin(RegisterAdmin):
    """What upper levels found and gave for a year of a platform."""

    menu = (MenuEntry("applicants", 31, "平台考核", "fact_check"),)
    resource_classes = (sheets.PlatformAssessmentResource,)
    autocomplete_fields = ("applicant", "platform")
    list_display = (
        "platform", "applicant", "year", "level", "passed", yuan_column("award_fen", "上级补助或奖励"),
        day_column("arrived_on", "到账日期"), "certified",
    )  # fmt: skip
    list_filter = ("year", "level", "passed", "certified", "applicant__city")
    list_select_related = ("applicant", "platform")
    search_fields = ("platform__name", "applicant__name", "applicant__unit_code")
