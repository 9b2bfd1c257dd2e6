"""Sheets of needs, projects and matches."""

from accounts.adminkit.sheets import ScopedResource
from matching.models import JointProject, Need, ScenarioMatch


class NeedResource(ScopedResource):
    """Needs, found by title and unit."""

    class Meta(ScopedResource.Meta):
        model = Need
        import_id_fields = ("title", "stated_by")
        fields = ("title", "stated_by", "collected_on")


class JointProjectResource(ScopedResource):
    """Projects, found by title."""

    class Meta(ScopedResource.Meta):
        model = JointProject
        import_id_fields = ("title",)
        fields = ("title", "partners", "started_on")


class ScenarioMatchResource(ScopedResource):
    """Matches, found by entity, scenario and day."""

    class Meta(ScopedResource.Meta):
        model = ScenarioMatch
        import_id_fields = ("entity", "scenario", "matched_on")
        fields = ("entity", "scenario", "matched_on")
