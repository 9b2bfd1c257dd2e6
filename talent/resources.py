"""Sheets of studios."""

from accounts.exchanging import ScopedResource, related
from enterprises.resources import enterprises_of
from talent.models import DoctoralStudio


class DoctoralStudioResource(ScopedResource):
    """Studios, found by name."""

    found_in = {"enterprise": enterprises_of}
    enterprise = related("enterprise", "依托单位信用代码", "uscc")

    class Meta(ScopedResource.Meta):
        model = DoctoralStudio
        import_id_fields = ("name",)
        fields = ("name", "enterprise", "status", "opened_on")
