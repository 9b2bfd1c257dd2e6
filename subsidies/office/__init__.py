"""Claims, awards, policies and their editions in the admin. Importing registers the pages."""

from subsidies.office.advice import eligibility
from subsidies.office.awards import pages as awards
from subsidies.office.awards import papers, proposals, revocations
from subsidies.office.catalogue import duties as policy_duties
from subsidies.office.catalogue import editions, policies
from subsidies.office.claims import duties as claim_duties
from subsidies.office.claims import promises
from subsidies.office.claims import queue as claims
from subsidies.office.grants import grants
from subsidies.office.whatif import previews

__all__ = [
    "awards", "claim_duties", "claims", "editions", "eligibility", "grants", "papers", "policies", "policy_duties",
    "previews", "promises", "proposals", "revocations",
]  # fmt: skip
