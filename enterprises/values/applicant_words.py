"""How each kind of applicant is spoken to: a person is no unit, and has no licence."""

from dataclasses import dataclass

from enterprises.values.applicant_kinds import ApplicantKind


@dataclass(frozen=True)
class ApplicantWords:
    """What its pages call an applicant (`noun`), itself (`own`), its data, and the paper that proves who it is; what an
    office calls whoever claims (`claimant`, `that`) and what it said itself (`declared`)."""

    noun: str
    own: str
    profile: str
    licence: str
    claimant: str = "申报单位"
    that: str = "该单位"
    declared: str = "单位申报"

    @property
    def records(self) -> str:
        """What stands in the registers about it."""
        return f"{self.own}记录"


OF_A_UNIT = ApplicantWords("单位", "本单位", "单位资料", "营业执照（或法人证书）")
_WORDS = {
    ApplicantKind.ENTERPRISE: ApplicantWords("企业", "本企业", "企业资料", "营业执照"),
    ApplicantKind.TEAM: ApplicantWords(
        "团队", "本团队", "团队资料", "章程或组建协议和负责人身份证", "申报团队", "该团队", "团队申报"
    ),
    ApplicantKind.INDIVIDUAL: ApplicantWords("申请人", "本人", "个人资料", "身份证", "申请人", "该申请人", "本人申报"),
}


def words_for(kind: str) -> ApplicantWords:
    """The words for a kind of applicant."""
    return _WORDS.get(ApplicantKind(kind), OF_A_UNIT)
