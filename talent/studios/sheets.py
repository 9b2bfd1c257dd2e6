"""Sheets of studios."""

from accounts.adminkit.sheets import ScopedResource, related
from enterprises.applicants.sheets import applicants_of
from talent.models import DoctoralStudio


class DoctoralStudioResource(ScopedResource):
    """Studios, found by name."""

    found_in = {"applicant": applicants_of}
    applicant = related("applicant", "依托单位信用代码", "unit_code")

    class Meta(ScopedResource.Meta):
        model = DoctoralStudio
        import_id_fields = ("name",)
        fields = ("name", "applicant", "status", "opened_on")
