"""The office's pages of projects of all kinds and of institutes."""

from django.contrib import admin

from accounts.adminkit.display import day_column, open_column, yuan_column
from accounts.adminkit.menu import MenuEntry
from enterprises.models import Institute, Project, ProjectTransfer, ScenarioProject, StartUpProject
from enterprises.registers.office import RegisterAdmin
from enterprises.sheets import projects as sheets


@admin.register(Project)
class ProjectAdmin(RegisterAdmin):
    """Approved projects."""

    menu = (MenuEntry("applicants", 84, "立项项目", "assignment"),)
    resource_classes = (sheets.ProjectResource,)
    list_display = (
        "title", "number", "applicant", "kind", open_column("level", "级别"),
        day_column("approved_on", "立项日期"), "certified",
    )  # fmt: skip
    list_filter = ("kind", "level", "certified", "applicant__city")
    search_fields = ("number", "title", "applicant__name", "applicant__unit_code")
    date_hierarchy = "approved_on"


@admin.register(ProjectTransfer)
class ProjectTransferAdmin(RegisterAdmin):
    """Money that arrived for projects."""

    menu = (MenuEntry("applicants", 85, "项目到账经费", "account_balance_wallet"),)
    resource_classes = (sheets.ProjectTransferResource,)
    autocomplete_fields = ("applicant", "project")
    list_display = (
        "project", "applicant", "voucher_no", yuan_column("amount_fen", "到账金额"),
        day_column("arrived_on", "到账日期"), "granted_by", "certified",
    )  # fmt: skip
    list_filter = ("certified", "applicant__city")
    list_select_related = ("applicant", "project")
    search_fields = ("voucher_no", "project__number", "project__title", "applicant__name", "applicant__unit_code")
    date_hierarchy = "arrived_on"


@admin.register(StartUpProject)
class StartUpProjectAdmin(RegisterAdmin):
    """Projects of founders."""

    menu = (MenuEntry("applicants", 86, "创业项目", "rocket_launch"),)
    resource_classes = (sheets.StartUpProjectResource,)
    list_display = (
        "title", "number", "applicant", "qualification", "review_passed",
        day_column("passed_on", "通过日期"), "certified",
    )  # fmt: skip
    list_filter = ("qualification", "review_passed", "certified", "applicant__city")
    search_fields = ("number", "title", "applicant__name", "applicant__unit_code")


@admin.register(ScenarioProject)
class ScenarioProjectAdmin(RegisterAdmin):
    """Projects that apply new technology in a scenario."""

    menu = (MenuEntry("applicants", 87, "应用场景项目", "landscape"),)
    resource_classes = (sheets.ScenarioProjectResource,)
    list_display = ("title", "number", "applicant", day_column("approved_on", "批准日期"), "certified")
    list_filter = ("certified", "applicant__city")
    search_fields = ("number", "title", "applicant__name", "applicant__unit_code")
    date_hierarchy = "approved_on"


@admin.register(Institute)
class InstituteAdmin(RegisterAdmin):
    """Institutes of industrial technology."""

    menu = (MenuEntry("applicants", 32, "产业技术研究院", "apartment"),)
    resource_classes = (sheets.InstituteResource,)
    list_display = ("name", "approval_no", "applicant", day_column("approved_on", "批复日期"), "certified")
    list_filter = ("certified", "applicant__city")
    search_fields = ("approval_no", "name", "applicant__name", "applicant__unit_code")
    date_hierarchy = "approved_on"
