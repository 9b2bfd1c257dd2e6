"""What kinds of applicants there are: the one list, for records and rules alike."""

from collections.abc import Mapping
from enum import StrEnum


class ApplicantKind(StrEnum):
    """Who applies. The place in this list is the code in a column of claims."""

    ENTERPRISE = "enterprise"
    TEAM = "team"
    INSTITUTION = "institution"
    PLATFORM = "platform"
    UNIVERSITY = "university"
    BANK = "bank"
    INDIVIDUAL = "individual"


EVERYBODY = frozenset(ApplicantKind)
ORGANISED = EVERYBODY - {ApplicantKind.INDIVIDUAL}
UNITS = ORGANISED - {ApplicantKind.TEAM}

KIND_LABELS: Mapping[ApplicantKind, str] = {
    ApplicantKind.ENTERPRISE: "企业",
    ApplicantKind.TEAM: "科创团队",
    ApplicantKind.INSTITUTION: "机构（科研院所、新型研发机构等）",
    ApplicantKind.PLATFORM: "创新平台",
    ApplicantKind.UNIVERSITY: "高等院校",
    ApplicantKind.BANK: "金融机构",
    ApplicantKind.INDIVIDUAL: "个人",
}
