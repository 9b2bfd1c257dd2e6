"""Breadcrumbs of the offices' pages bear the names of the menu."""

import re
from typing import Any

import pytest
from django.urls import reverse

from tests import road
from tests.factories import RecognitionFactory, office_user

pytestmark = pytest.mark.django_db


def way_on(client: Any, address: str) -> list[str]:
    page = client.get(address).content.decode()
    head = page[page.index("<h1") : page.index("</h1>")]
    return [" ".join(name.split()) for name in re.findall(r"truncate tracking-tight\">\s*(.*?)\s*</", head, re.DOTALL)]


@pytest.mark.parametrize("role", ["reviewer", "operator", "treasurer", "policy_editor", "official", "administrator"])
def test_every_list_of_the_menu_stands_under_its_group_and_its_name(role: str, changzhi: Any, client_of: Any) -> None:
    client = client_of(office_user(role, changzhi))
    groups = client.get("/admin/").context["sidebar_navigation"]
    shown = [(group["title"], row["title"], row["link"]) for group in groups[1:] for row in group["items"]]
    assert shown
    for group, title, link in shown:
        assert way_on(client, link) == [group, title]


def test_a_record_and_an_import_stand_below_the_list(
    company: Any, applicant: Any, reviewer: Any, ready: None, client_of: Any
) -> None:
    record, claim = RecognitionFactory(applicant=company), road.submitted(company, applicant)
    client = client_of(reviewer)
    ways = [
        way_on(client, reverse("admin:enterprises_recognition_change", args=[record.pk])),
        way_on(client, reverse("admin:enterprises_recognition_import")),
        way_on(client, reverse("admin:claims_claim_change", args=[claim.pk])),
        way_on(client, reverse("admin:awards_award_changelist")),
        way_on(client, reverse("admin:claims_claim_waiting")),
    ]
    assert ways[0] == ["企业与人才", "资质认定", str(record)]
    assert ways[1][:2] == ["企业与人才", "资质认定"] and len(ways[1]) == 3
    assert ways[2] == ["申报与审核", "申报", str(claim.number)]
    assert ways[3] == ["申报与审核", "核定结果"] and ways[4] == ["申报与审核", "待公布标准"]
