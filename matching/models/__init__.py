"""Who has what, who needs what, and who met whom."""

from matching.models.records import Achievement, JointProject, Need, ScenarioMatch

__all__ = ["Achievement", "JointProject", "Need", "ScenarioMatch"]
