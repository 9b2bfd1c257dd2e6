"""Who may do what in the admin, model by model: the table that the pages are held to. R reads, W writes too."""

OFFICE = ("intake", "reviewer", "treasurer", "operator", "official", "policy_editor", "policy_releaser")
PEOPLE = (*OFFICE, "provincial_official", "administrator")

_RECORDS = {"intake": "R", "reviewer": "R", "treasurer": "R", "operator": "W", "official": "R", "administrator": "R"}
_CERTIFIED = _RECORDS | {"reviewer": "W"}
_CASES = {"intake": "R", "reviewer": "R", "treasurer": "R", "official": "R", "administrator": "R"}
_EVERYBODY = dict.fromkeys(PEOPLE, "R")
_POLICIES = {"policy_editor": "R", "policy_releaser": "R", "official": "R", "administrator": "R"}
_ADMINISTRATOR = {"administrator": "W"}

TABLE: dict[str, dict[str, str]] = {
    "accounts.user": _ADMINISTRATOR,
    "accounts.departmentmembership": _ADMINISTRATOR,
    "accounts.department": _EVERYBODY | {"administrator": "W"},
    "accounts.city": _EVERYBODY,
    "accounts.district": _EVERYBODY,
    "enterprises.applicant": _CERTIFIED,
    "enterprises.recognition": _CERTIFIED,
    "enterprises.yearlyfacts": _CERTIFIED,
    "enterprises.intellectualproperty": _CERTIFIED,
    "enterprises.platform": _CERTIFIED,
    "enterprises.achievement": _CERTIFIED,
    "enterprises.achievementtransfer": _CERTIFIED,
    "enterprises.contractyear": _CERTIFIED,
    "enterprises.deal": _CERTIFIED,
    "enterprises.institute": _CERTIFIED,
    "enterprises.platformassessment": _CERTIFIED,
    "enterprises.prize": _CERTIFIED,
    "enterprises.project": _CERTIFIED,
    "enterprises.projecttransfer": _CERTIFIED,
    "enterprises.scenarioproject": _CERTIFIED,
    "enterprises.startupproject": _CERTIFIED,
    "enterprises.technologycontract": _CERTIFIED,
    "enterprises.voucher": _CERTIFIED,
    "enterprises.correction": _RECORDS | {"operator": "R"},
    "enterprises.erasurerequest": {"reviewer": "R", "operator": "R", "administrator": "R"},
    "enterprises.teamcharter": _RECORDS | {"operator": "R"},
    "enterprises.applicantmembership": {"intake": "R", "reviewer": "R", "operator": "W", "administrator": "W"},
    "parks.valley": _EVERYBODY | {"operator": "W"},
    "parks.zone": _EVERYBODY | {"operator": "W"},
    "parks.park": _EVERYBODY | {"operator": "W"},
    "parks.servicewindow": _EVERYBODY | {"operator": "W"},
    "parks.parkservice": _EVERYBODY | {"operator": "W"},
    "parks.building": _RECORDS,
    "parks.space": _RECORDS,
    "parks.tenancy": _RECORDS,
    "parks.entryrequest": _RECORDS | {"operator": "R"},
    "parks.premises": _CERTIFIED,
    "parks.fitout": _CERTIFIED,
    "parks.rentreceipt": _CERTIFIED,
    "parks.event": _RECORDS,
    "parks.cooperationentity": _RECORDS,
    "parks.researchbranch": _RECORDS,
    "talent.doctoralstudio": _RECORDS,
    "talent.person": _CERTIFIED,
    "talent.engagement": _CERTIFIED,
    "talent.home": _CERTIFIED,
    "talent.teamrecognition": _CERTIFIED,
    "funds.loan": _CERTIFIED,
    "funds.loanyear": _CERTIFIED,
    "funds.guarantee": _CERTIFIED,
    "funds.investment": _CERTIFIED,
    "funds.marketlisting": _CERTIFIED,
    "funds.fund": _RECORDS | {"treasurer": "W"},
    "matching.need": _RECORDS,
    "matching.jointproject": _RECORDS,
    "matching.scenariomatch": _RECORDS,
    "indicators.target": _EVERYBODY,
    "claims.claim": _CASES,
    "awards.award": _CASES,
    "awards.notice": _CASES,
    "awards.revocationproposal": _CASES,
    "grants.grant": _CASES,
    "grants.capgrant": _CASES,
    "advice.eligibilityrun": _RECORDS | {"operator": "R"},
    "catalogue.policydocument": _EVERYBODY,
    "catalogue.rulestext": _POLICIES,
    "catalogue.edition": _POLICIES | {"reviewer": "R"},
    "whatif.preview": _POLICIES | {"treasurer": "R"},
    "core.auditentry": {"official": "R", "administrator": "R"},
    "core.outboxmessage": {"administrator": "R"},
}
# Published: every city's is seen by all.
PUBLISHED = {
    "accounts.department", "accounts.city", "accounts.district", "parks.valley", "parks.zone", "parks.park",
    "parks.servicewindow", "parks.parkservice", "catalogue.policydocument",
}  # fmt: skip
