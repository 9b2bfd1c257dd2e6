"""Many rows at once come to the same as one by one: the same rows, faults, keys and entries of the trail."""

import random
from typing import Any

import pytest
import tablib
from django.db import transaction

from accounts.actor import actor_of
from accounts.adminkit.importing.judging import Judged, judged
from accounts.adminkit.importing.many.bringing import many_rows
from accounts.adminkit.importing.many.choosing import door_of
from accounts.adminkit.sheets import ScopedResource
from accounts.models import RowState
from core import audit
from core.audit import verify_chain
from core.models import AuditEntry
from enterprises.models import Applicant, IntellectualProperty, KnownKey, Recognition, YearlyFacts
from enterprises.registers import sheets
from enterprises.registers.correcting import PAID_BY_YOU
from enterprises.registers.many import entering
from parks.events.sheets import EventResource
from parks.models import Event, Space
from parks.places.sheets import SpaceResource
from parks.tenancies.sheets import TenancyResource
from subsidies.cases.picking import name_for
from tests.claims.rows import claim_row
from tests.factories import ApplicantFactory, BuildingFactory, SpaceFactory

pytestmark = pytest.mark.django_db

CERTIFICATES = ("统一社会信用代码", "类别", "级别", "证书编号", "发证日期", "有效期至", "第几次认定")
ROWS = 2000


@pytest.fixture
def companies(changzhi: Any) -> list[Applicant]:
    return [ApplicantFactory(city=changzhi) for _ in range(20)]


CHANGES: dict[int, dict[int, str]] = {
    1: {0: "没有这个代码"}, 2: {1: "高新企业"}, 3: {4: "2026-13-40"}, 4: {4: ""}, 5: {5: "2020-01-01"}, 6: {6: "三"},
    7: {6: "99"}, 8: {1: "专精特新企业"}, 9: {1: "专精特新企业", 2: "省级"}, 10: {3: "。。。"}, 11: {3: ""},
    12: {3: "长" * 70}, 14: {4: "1850-01-01"}, 15: {6: ""}, 16: {0: ""}, 19: {2: "县级", 6: "x"},
    22: {4: "1850-01-01", 5: "1840-01-01"},
}  # fmt: skip


def dirty(companies: list[Applicant], foreign: Applicant, stored: list[Recognition]) -> tablib.Dataset:
    """Certificates: new, stored, changed, and wrong in every way that cell, field, rule and neighbour can be."""
    draw, known = random.Random(11), iter(stored)
    made = []
    for number in range(ROWS):
        code = str(draw.choice(companies).uscc)
        row = [code, "高新技术企业", "", f"GR{number:06d}", f"2026-0{draw.randrange(1, 10)}-15", "", "1"]
        way = draw.randrange(40)
        for place, cell in CHANGES.get(way, {}).items():
            row[place] = cell
        if way == 0:
            row[0] = str(foreign.uscc)
        if way == 13:  # the same thing as an earlier row's, written otherwise
            row[3] = f"gr{max(number - draw.randrange(1, 30), 0):06d}"
        if way in (17, 18, 20, 21):
            row = _of(next(known), row, way)
        made.append(row)
    return tablib.Dataset(*made, headers=CERTIFICATES)


def _of(record: Recognition, row: list[str], way: int) -> list[str]:
    """A row about a stored record: as it is, with another day, or another applicant's."""
    own = [str(record.applicant.uscc), "高新技术企业", "", record.certificate_no, "2025-01-15", "", "1"]
    if record.pk % 3 == 0:
        own[4] = "2025-02-15"
    if record.pk % 3 == 1 and way == 18:
        own[0] = row[0]
    return own


@pytest.fixture
def certificates(companies: list[Applicant]) -> list[Recognition]:
    """Three hundred that are stored, certified."""
    made = []
    for number in range(300):
        record = Recognition(
            applicant=companies[number % 20], kind="high_tech", certificate_no=f"OLD{number:04d}",
            issued_on="2025-01-15", stated_sequence=1, certified=True,
        )  # fmt: skip
        record.save()
        made.append(record)
    return made


def without_marks(rows: list[Judged]) -> list[tuple[Any, ...]]:
    """What people see of the rows: not the keys that the database gave."""
    return [(row.number, row.state, row.after, row.before, sorted(row.faults)) for row in rows]


def written(model: Any) -> list[dict[str, Any]]:
    """The table as it stands, without what differs from run to run; identities by who shares one."""
    rows = list(model.objects.order_by("pk").values())
    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        row.pop("id")
        if "identity" in row:
            row["identity"] = first.setdefault(row["identity"], place)
    return rows


def tried(resource: ScopedResource, dataset: tablib.Dataset, model: Any, *, quick: bool) -> tuple[Any, ...]:
    """Both steps of one way, taken back again: rows of the trial and of the writing, the table, the trail."""
    with transaction.atomic():
        first = _way(resource, dataset, quick=quick, dry_run=True)
        good = tablib.Dataset(headers=dataset.headers)
        good.row_numbers = [row.number for row in first if not row.is_wrong]
        for place, row in enumerate(first):
            if not row.is_wrong:
                good.append(dataset[place])
        second = _way(resource, good, quick=quick, dry_run=False)
        entries = [
            (row.action, row.detail, row.subject_type, row.actor_id) for row in AuditEntry.objects.order_by("pk")
        ]
        assert list(verify_chain("changzhi")) == []
        found = (without_marks(first), without_marks(second), written(model), entries, written(KnownKey))
        transaction.set_rollback(True)
    return found


def _way(resource: ScopedResource, dataset: tablib.Dataset, *, quick: bool, dry_run: bool) -> list[Judged]:
    made = type(resource)(actor=resource.actor, city=resource.city)
    if not quick:
        return judged(made, dataset, dry_run=dry_run)
    door = door_of(made)
    assert door is not None
    with transaction.atomic():
        return list(many_rows(made, dataset, door, dry_run=dry_run))


def test_two_thousand_dirty_rows_come_to_the_same_in_both_ways(
    certificates: list[Recognition], companies: list[Applicant], company_elsewhere: Applicant, operator: Any
) -> None:
    sheet = dirty(companies, company_elsewhere, certificates)
    resource = sheets.RecognitionResource(actor=actor_of(operator), city=companies[0].city)
    library, quick = (tried(resource, sheet, Recognition, quick=way) for way in (False, True))
    for name, ours, theirs in zip(("trial", "writing", "table", "trail", "keys"), quick, library, strict=True):
        assert len(ours) == len(theirs), name
        assert not (found := [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]), (name, found[:3])
    states = {state: sum(row[1] == state for row in quick[0]) for state in RowState}
    assert min(states.values()) > 20, states
    changed = states[RowState.NEW] + states[RowState.CHANGED]
    assert len(quick[3]) == changed, "an entry for each row that was written"


def test_a_row_of_another_city_is_refused_in_both_ways(
    companies: list[Applicant], company_elsewhere: Applicant, operator: Any
) -> None:
    record = Recognition(
        applicant=company_elsewhere, kind="high_tech", certificate_no="GR9", issued_on="2025-01-15", certified=True
    )
    record.save()
    row = [str(company_elsewhere.uscc), "高新技术企业", "", "GR8", "2026-01-15", "", ""]
    stolen = [str(companies[0].uscc), "高新技术企业", "", "GR9", "2026-01-15", "", ""]
    sheet = tablib.Dataset(row, stolen, headers=CERTIFICATES)
    resource = sheets.RecognitionResource(actor=actor_of(operator), city=companies[0].city)
    for quick in (False, True):
        rows = _way(resource, sheet, quick=quick, dry_run=True)
        assert [row.state for row in rows] == [RowState.WRONG, RowState.WRONG]
        assert "没有" in rows[0].faults[0][1] and "已经登记过" in rows[1].faults[0][1]
        assert company_elsewhere.name not in str(rows)
    record.refresh_from_db()
    assert record.applicant == company_elsewhere and record.certified


def test_plain_records_and_parts_of_keys_come_to_the_same(
    companies: list[Applicant], operator: Any, changzhi: Any
) -> None:
    Event.objects.create(city=changzhi, name="会3", kind="forum", held_on="2026-03-01")
    codes = [str(row.uscc) for row in companies]
    events = [[f"会{one}", "论坛" if one % 7 else "舞会", f"2026-03-{1 + one % 28:02d}"] for one in range(40)]
    facts = [[codes[one % 20], str(2010 + one // 20), str(one)] for one in range(60)]
    titles = [[codes[one % 20], "发明专利", f"2026{one // 2:06d}.{one % 2}", "名称", "2026-03-01"] for one in range(60)]
    for kind, model, head, rows in (
        (EventResource, Event, ("名称", "类别", "举办日期"), events),
        (sheets.YearlyFactsResource, YearlyFacts, ("统一社会信用代码", "年度", "从业人数"), facts),
        (
            sheets.IntellectualPropertyResource, IntellectualProperty,
            ("统一社会信用代码", "类别", "申请号", "名称", "申请日期"), titles,
        ),
    ):  # fmt: skip
        resource: Any = kind(actor=actor_of(operator), city=changzhi)
        sheet = tablib.Dataset(*rows, headers=head)
        assert tried(resource, sheet, model, quick=True) == tried(resource, sheet, model, quick=False)


def test_rooms_that_are_only_written_otherwise_are_refused_alike_in_both_ways(operator: Any, changzhi: Any) -> None:
    house = BuildingFactory(park__valley__city=changzhi)
    for number in ("701", "1-12", "0000"):
        SpaceFactory(building=house, number=number, office=True)
    numbers = ["701室", "七〇一", "702", "702#", "11-2", "112", "113", "1-13", "11-3", "1", "01", "000", "803", "8-03"]
    rows = [[house.park.name, house.name, number, "办公用房", "200"] for number in numbers]
    rows += [[house.park.name, house.name, "701", "办公用房", "150"], [house.park.name, house.name, "904", "房", "1"]]
    rows += [
        [house.park.name, house.name, "九〇四", "办公用房", "0"],
        [house.park.name, "无", "701室", "办公用房", "1"],
    ]
    resource: Any = SpaceResource(actor=actor_of(operator), city=changzhi)
    sheet = tablib.Dataset(*rows, headers=("产业园", "楼栋", "房号", "用途", "面积（㎡）"))
    quick = tried(resource, sheet, Space, quick=True)
    assert quick == tried(resource, sheet, Space, quick=False)
    good = [numbers[row[0] - 2] for row in quick[0] if row[1] == RowState.NEW]
    assert good == ["702", "11-2", "113", "1", "803"]
    faults = {numbers[row[0] - 2]: row[4] for row in quick[0] if row[0] - 2 < len(numbers)}
    assert "这栋楼已有房源“701”" in faults["701室"][0][1]
    assert "与第4行的“702”只差写法" in faults["702#"][0][1] and "与第14行的“803”只差写法" in faults["8-03"][0][1]


def test_who_approved_what_rests_on_a_record_changes_it_in_neither_way(
    companies: list[Applicant], certificates: list[Recognition], reviewer: Any
) -> None:
    """The other rows of the sheet are written, as those of somebody who approved nothing."""
    paid, other = certificates[:2]
    claim = claim_row(paid.applicant, "CZ1", "CZ-04A", state="awarded", record=name_for(paid))
    sheet = tablib.Dataset(headers=CERTIFICATES)
    for row in (paid, other):
        kind = row.get_kind_display()
        sheet.append([str(row.applicant.uscc), kind, "", row.certificate_no, "2025-02-01", "", ""])
    resource = sheets.RecognitionResource(actor=actor_of(reviewer), city=companies[0].city)
    for state in (RowState.CHANGED, RowState.WRONG):
        for quick in (False, True):
            rows = _way(resource, sheet, quick=quick, dry_run=True)
            assert [row.state for row in rows] == [state, RowState.CHANGED]
            assert (PAID_BY_YOU in str(rows[0].faults)) == (state == RowState.WRONG)
        with transaction.atomic():
            audit.record(by=resource.actor, action="approve", subject=claim, chain=companies[0].city.key)


def test_what_has_a_verb_for_one_alone_goes_one_by_one(operator: Any, changzhi: Any) -> None:
    made = {"actor": actor_of(operator), "city": changzhi}
    assert door_of(TenancyResource(**made)) is None
    assert isinstance(door_of(sheets.YearlyFactsResource(**made)), entering.RegisterDoor)
    assert door_of(SpaceResource(**made)) is not None
