from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = "企业与平台"

    def ready(self) -> None:
        from accounts.actor import register_standings

        register_standings(standings_of)


def standings_of(user: Any) -> Iterable[Any]:
    """What a user acts for by applicant memberships."""
    from accounts.actor import Standing

    for row in user.applicantmemberships.filter(active=True).select_related("applicant"):
        yield Standing(
            "applicant",
            row.role,
            row.applicant_id,
            row.applicant.name,
            row.applicant.city_id,
        )
