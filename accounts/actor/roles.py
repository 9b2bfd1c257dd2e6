"""The roles, each named once. An office role counts in the city of the department that gives it."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a person may be in an organisation."""

    INTAKE = "intake", "受理"
    REVIEWER = "reviewer", "审核"
    TREASURER = "treasurer", "资金"
    OPERATOR = "operator", "园区运营"
    OFFICIAL = "official", "市级领导"
    POLICY_EDITOR = "policy_editor", "政策录入"
    POLICY_RELEASER = "policy_releaser", "政策发布"
    PROVINCIAL_OFFICIAL = "provincial_official", "省级管理"
    ADMINISTRATOR = "administrator", "系统管理"
    APPLICANT = "applicant", "申报人"
    SYSTEM = "system", "系统"


ROLE_NAMES: dict[str, str] = {row.value: str(row.label) for row in Role}
OFFICE_ROLES = [(row.value, str(row.label)) for row in Role if row not in (Role.APPLICANT, Role.SYSTEM)]
ENTERPRISE_ROLES = [(Role.APPLICANT.value, "申报人")]
# Roles that work on claims and records of their city in the admin.
CASE_ROLES = frozenset({Role.INTAKE, Role.REVIEWER, Role.TREASURER})
# Roles that read claims, awards and their papers.
CLAIM_READERS = CASE_ROLES | {Role.OFFICIAL}
STAFF_ROLES = CASE_ROLES | {Role.OPERATOR, Role.OFFICIAL, Role.POLICY_EDITOR, Role.POLICY_RELEASER}
