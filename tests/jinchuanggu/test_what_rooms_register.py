"""The portal knows its rooms by what they register: menu, head, work in the background."""

import re
from collections import Counter

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.adminkit.base import ScopedModelAdmin
from accounts.adminkit.menu import menu_groups
from accounts.pages.links import Spot, links_at
from core import outbox
from jinchuanggu.workbench import navigation

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_page_of_the_admin_has_its_place_in_a_group_of_the_menu() -> None:
    pages = [page for page in admin.site._registry.values() if isinstance(page, ScopedModelAdmin)]
    assert [type(page).__name__ for page in pages if not page.menu] == []
    rows = navigation.entries()
    titles = ["申报与审核", "资金", "园区与服务", "企业与人才", "目标与报告", "政策与参数", "系统"]
    assert list(menu_groups().values()) == titles
    assert {entry.group for _, entry in rows} == set(menu_groups())
    assert all(CHINESE.search(entry.title) and reverse(entry.address or "admin:index") for _, entry in rows)


def test_the_menu_calls_a_list_as_the_line_above_it_does() -> None:
    rows = [(page.opts.verbose_name_plural, entry.title) for page, entry in navigation.entries() if not entry.address]
    assert [row for row in rows if row[0] != row[1]] == []


def test_no_two_entries_of_a_group_claim_one_place() -> None:
    places = Counter((entry.group, entry.place) for _, entry in navigation.entries())
    assert [place for place, count in places.items() if count > 1] == []


def test_an_entry_needs_what_its_page_knows() -> None:
    unknown = [entry.title for page, entry in navigation.entries() if entry.needs not in page.role_permissions]
    assert unknown == []


def test_the_longest_address_is_the_present_one() -> None:
    links = ["/admin/claims/claim/", "/admin/claims/claim/waiting/"]
    found = [navigation.is_active("/admin/claims/claim/waiting/", link, links) for link in links]
    assert found == [False, True]
    assert navigation.is_active("/admin/claims/claim/7/", links[0], links)


@pytest.mark.parametrize(
    ("spot", "count"), [(Spot.HEAD, 7), (Spot.FOOT, 5), (Spot.VISITOR, 1), (Spot.PERSON, 3), (Spot.ROSTER, 1)]
)
def test_every_link_of_the_frame_leads_somewhere(spot: Spot, count: int) -> None:
    assert [row.words for row in links_at(spot) if not reverse(row.address)] == []
    assert len({row.place for row in links_at(spot)}) == len(links_at(spot)) == count


def test_every_work_in_the_background_has_words_for_the_office() -> None:
    assert {name for name in outbox.HANDLERS if not CHINESE.search(outbox.words_of(name))} == set()
    assert set(outbox.NIGHTLY) == {
        "core.sweep_files",
        "core.clear_finished",
        "core.sweep_jobs",
        "accounts.verify_audit",
        "awards.replay",
    }
    assert outbox.words_of("work.of.an.earlier.version") == "work.of.an.earlier.version"


def test_a_handler_without_words_is_not_taken() -> None:
    with pytest.raises(TypeError, match="words"):
        outbox.handles("core.wordless")
