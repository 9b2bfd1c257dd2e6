"""What the office's page shows of a person or a team beside its particulars."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from enterprises.models import Applicant, TeamCharter, TeamMember


@admin.display(description="公民身份号码", empty_value="无")
def masked_identity(row: Applicant) -> str:
    """The masked end alone: nothing else is kept."""
    return row.masked_identity


@admin.display(description="团队成员", empty_value="无")
def members_of(row: Applicant) -> str:
    """All members, the leader first."""
    members = TeamMember.objects.filter(charter__in=TeamCharter.objects.in_force().filter(applicant=row))
    return "；".join(f"{one.name}（{one.employer or '单位未填'}{'，负责人' if one.leads else ''}）" for one in members)


@admin.display(description="章程或组建协议", empty_value="无")
def charter_of(row: Applicant) -> str:
    """The text, and the paper as a link."""
    charter = TeamCharter.objects.in_force().filter(applicant=row).select_related("paper").first()
    if charter is None:
        return ""
    if charter.paper is None:
        return str(charter.text)
    address = reverse("subsidies:file", args=[charter.paper_id])
    return format_html('{} <a href="{}">{}</a>', charter.text, address, charter.paper.name)
