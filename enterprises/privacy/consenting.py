"""Keeping what people agreed to, with the version of the text that they read."""

from accounts.models import User
from enterprises.models import Applicant, Consent, ConsentSubject

# The text of a version never changes: templates/privacy/<version>.html. A changed text is a further version.
CURRENT = "2026-11-30"


def agree(*, applicant: Applicant, user: User, subjects: tuple[ConsentSubject, ...]) -> list[Consent]:
    """Record that a person read the current text and agreed to each of `subjects`. In the caller's transaction."""
    rows = (Consent(applicant=applicant, user=user, subject=one, version=CURRENT) for one in subjects)
    return Consent.objects.bulk_create(rows)
