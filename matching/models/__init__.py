"""Who has what, who needs what, and who met whom."""

from matching.models.records import JointProject, Need, ScenarioMatch

__all__ = ["JointProject", "Need", "ScenarioMatch"]
