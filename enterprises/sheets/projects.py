"""Sheets of projects of all kinds and of institutes."""

from accounts.adminkit.sheets import ScopedResource, related
from enterprises.applicants.sheets import applicants_of
from enterprises.models import Institute, Project, ProjectTransfer, ScenarioProject, StartUpProject
from enterprises.registers.sheets import OwnedResource
from enterprises.sheets.achievements import OF_APPLICANT, of_city

projects_of = of_city(Project, "applicant__city")


class ProjectResource(OwnedResource):
    """Projects, found by applicant and number."""

    class Meta(ScopedResource.Meta):
        model = Project
        import_id_fields = ("applicant", "number")
        fields = (
            "applicant", "applicant_name", "number", "title", "kind", "programme", "level", "approved_on", "partner",
            "source",
        )  # fmt: skip


class ProjectTransferResource(OwnedResource):
    """Money that arrived, found by project and voucher."""

    found_in = {"applicant": applicants_of, "project": projects_of}
    project = related("project", "立项编号", "number", within=OF_APPLICANT)

    class Meta(ScopedResource.Meta):
        model = ProjectTransfer
        import_id_fields = ("applicant", "project", "voucher_no")
        fields = (
            "applicant", "applicant_name", "project", "voucher_no", "amount_fen", "arrived_on", "granted_by", "source",
        )  # fmt: skip


class StartUpProjectResource(OwnedResource):
    """Projects of founders, found by applicant and number."""

    class Meta(ScopedResource.Meta):
        model = StartUpProject
        import_id_fields = ("applicant", "number")
        fields = (
            "applicant", "applicant_name", "number", "title", "qualification", "review_passed", "passed_on", "source",
        )  # fmt: skip


class ScenarioProjectResource(OwnedResource):
    """Projects in scenarios, found by applicant and number."""

    class Meta(ScopedResource.Meta):
        model = ScenarioProject
        import_id_fields = ("applicant", "number")
        fields = ("applicant", "applicant_name", "number", "title", "approved_on", "source")


class InstituteResource(OwnedResource):
    """Institutes, found by applicant and approval."""

    class Meta(ScopedResource.Meta):
        model = Institute
        import_id_fields = ("applicant", "approval_no")
        fields = ("applicant", "applicant_name", "approval_no", "name", "approved_on", "source")
