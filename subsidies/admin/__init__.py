"""Claims, awards, policies and their editions in the admin. Importing registers the pages."""

from subsidies.admin import awards, claims, editions, eligibility, policies, previews

__all__ = ["awards", "claims", "editions", "eligibility", "policies", "previews"]
