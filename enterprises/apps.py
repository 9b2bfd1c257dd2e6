from collections.abc import Iterable
from typing import Any

from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = "企业与平台"

    def ready(self) -> None:
        """Register whom people act for, the pages, the way to the profile, and what of it stands on the first page."""
        from accounts.actor import register_past, register_standings
        from accounts.adminkit.menu import register_group
        from accounts.pages.links import Spot, register_link
        from accounts.requests.routes import register_pages
        from accounts.scope.permissions import any_account, applicants, everyone
        from core.files.reading import register_reader
        from enterprises.api import routes  # noqa: F401
        from enterprises.applicants import files, first_page, quotas  # noqa: F401
        from enterprises.loading import achievements, companies, crowd, deeds, platforms, registers  # noqa: F401
        from enterprises.payee_numbers import first_page as payee_first_page  # noqa: F401
        from enterprises.personal_data import telling  # noqa: F401
        from enterprises.registers import listed  # noqa: F401
        from enterprises.registers.files import reads_correction, reads_record_paper
        from enterprises.views import first_page as views_first_page  # noqa: F401

        register_reader(files.reads_charter)
        register_standings(standings_of)
        register_past(applicants_ever_of)
        register_reader(reads_record_paper)
        register_group("applicants", "企业与人才", 40)
        register_reader(reads_correction)
        register_pages("enterprises.urls")
        register_link(Spot.VISITOR, 10, "enterprises:sign_up", "注册", everyone)
        register_link(Spot.PERSON, 15, "enterprises:my_data", "我的信息", applicants)
        register_link(Spot.PERSON, 10, "enterprises:switch", "切换申请人", acts_for_several)
        register_link(Spot.HEAD, 40, "enterprises:profile", first_page.profile_words, any_account)


def acts_for_several(actor: Any) -> bool:
    """Whether there is anything to switch between."""
    return len(actor.applicant_ids) > 1


def standings_of(user: Any) -> Iterable[Any]:
    """What a user acts for by applicant memberships."""
    from accounts.actor import Standing, StandingKind

    for row in user.applicantmemberships.filter(active=True).select_related("applicant"):
        yield Standing(
            StandingKind.APPLICANT,
            row.role,
            row.applicant_id,
            row.applicant.name,
            row.applicant.city_id,
        )


def applicants_ever_of(user_id: int) -> Iterable[int]:
    """Those that a user ever had a membership of: one that is over is switched off, never deleted."""
    from enterprises.models import ApplicantMembership

    rows: Iterable[int] = ApplicantMembership.objects.filter(user=user_id).values_list("applicant", flat=True)
    return rows
