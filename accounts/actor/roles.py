"""The roles, each named once. An office role counts in the city of the department that gives it."""

APPLICANT = "applicant"
INTAKE = "intake"
REVIEWER = "reviewer"
TREASURER = "treasurer"
OPERATOR = "operator"
OFFICIAL = "official"
POLICY_EDITOR = "policy_editor"
POLICY_RELEASER = "policy_releaser"
PROVINCIAL_OFFICIAL = "provincial_official"
ADMINISTRATOR = "administrator"
SYSTEM = "system"

OFFICE_ROLES = [
    (INTAKE, "受理"),
    (REVIEWER, "审核"),
    (TREASURER, "资金"),
    (OPERATOR, "园区运营"),
    (OFFICIAL, "市级领导"),
    (POLICY_EDITOR, "政策录入"),
    (POLICY_RELEASER, "政策发布"),
    (PROVINCIAL_OFFICIAL, "省级管理"),
    (ADMINISTRATOR, "系统管理"),
]
ROLE_NAMES = dict(OFFICE_ROLES) | {APPLICANT: "企业申报人", SYSTEM: "系统"}
ENTERPRISE_ROLES = [(APPLICANT, "申报人")]
# Roles that work on claims and records of their city in the admin.
CASE_ROLES = frozenset({INTAKE, REVIEWER, TREASURER})
# Roles that read claims, awards and their papers.
CLAIM_READERS = CASE_ROLES | {OFFICIAL}
STAFF_ROLES = CASE_ROLES | {OPERATOR, OFFICIAL, POLICY_EDITOR, POLICY_RELEASER}
