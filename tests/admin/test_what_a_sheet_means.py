"""What a sheet does to records that somebody has certified is said before it is written, and after it is undone."""

from datetime import date
from typing import Any

import pytest
import tablib
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import actor_of
from accounts.adminkit.importing.judging import FAILED, SHEET_FAILED, faults_of, of_the_sheet
from accounts.adminkit.importing.many.bringing import many_rows
from accounts.adminkit.importing.undoing import NOT_BACK
from accounts.models import RowState
from core import audit
from core.sheets.cells import CellFault
from core.values.identifiers import make_uscc
from enterprises.models import Applicant
from enterprises.registers import certifying
from funds.models import Loan
from parks.models import Premises, Space
from parks.places.sheets import SpaceResource
from parks.tenancies.sheets import TENANT_ANEW, TenancyResource
from subsidies.cases.picking import name_for
from tests.admin.test_sheets_as_jobs import EVENTS, page_of
from tests.admin.test_sheets_in_and_out import acted, handed_in
from tests.claims.rows import claim_row
from tests.factories import ApplicantFactory, BuildingFactory, EventFactory, LoanFactory, SpaceFactory, TenancyFactory

pytestmark = pytest.mark.django_db

HEAD = "统一社会信用代码,贷款银行,借款合同编号,依据文件\n"
LOSES = "有 2 行使已核验的记录或经营场所失去核验，导入后须由另一位工作人员重新核验，撤销导入也不恢复核验。"


@pytest.fixture
def loans(company: Applicant) -> list[Loan]:
    made = [LoanFactory(applicant=company, contract_no=f"HT-{one}", source="合同") for one in range(1, 5)]
    Loan.objects.filter(pk=made[2].pk).update(certified=False)
    return made


def sheet_of(loans: list[Loan]) -> str:
    """Changes the first three of them, two of which are certified; the fourth stays as it is."""
    sources = ("新合同", "新合同", "新合同", "合同")
    rows = zip(loans, sources, strict=True)
    return HEAD + "".join(f"{row.applicant.unit_code},{row.bank},{row.contract_no},{source}\n" for row, source in rows)


def test_a_preview_says_how_many_certified_records_it_changes_and_what_rests_on_them(
    loans: list[Loan], operator: Any, client_of: Any
) -> None:
    for number, loan in (("CZ1", loans[0]), ("CZ2", loans[3])):
        claim_row(loan.applicant, number, "CZ-04A", record=name_for(loan))
    client = client_of(operator)
    page = handed_in(client, "funds.loan", sheet_of(loans))
    text = page.content.decode()
    assert LOSES in text and page.context["anew"] == 2
    told = [one for one in page.context["foretold"] if "正在办理" in one]
    assert told == ["第2行：申报 CZ1 正在办理，以这条记录为依据。改动以后要重新核验，才能审核通过。"]
    assert [bool(row.faults) for row in page.context["rows"]] == [True, True, False, False]
    assert Loan.objects.filter(certified=True).count() == 3, "nothing is written yet"


def test_an_undone_sheet_says_how_many_records_are_to_be_certified_anew(
    loans: list[Loan], operator: Any, client_of: Any
) -> None:
    client = client_of(operator)
    job = handed_in(client, "funds.loan", sheet_of(loans)).context["job"]
    acted(client, job, "write")
    assert "有 2 行使已核验的记录或经营场所失去核验，须由另一位" in page_of(client, job)
    assert set(Loan.objects.filter(certified=True)) == {loans[3]}
    Loan.objects.filter(pk=loans[1].pk).update(source="又改")
    acted(client, job, "undo")
    told = job.result["undo"]
    assert (told["back"], told["kept"], told["anew"]) == (2, 1, 1)
    assert "1 行已撤销，所牵涉的记录或经营场所在导入前已核验，核验在导入时失效" in page_of(client, job)
    assert dict(Loan.objects.values_list("contract_no", "source")) == {
        "HT-1": "合同", "HT-2": "又改", "HT-3": "合同", "HT-4": "合同",
    }  # fmt: skip
    assert set(Loan.objects.filter(certified=True)) == {loans[3]}, "what nobody has compared since is not certified"


def test_a_sheet_of_rooms_says_what_its_changes_mean_for_whose_premises_they_are(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    space = TenancyFactory(applicant=company).space
    rooms = Premises.objects.get(space=space)
    sheet = f"产业园,楼栋,房号,面积（㎡）\n{space.building.park.name},{space.building.name},{space.number},77\n"
    client = client_of(operator)
    page = handed_in(client, "parks.space", sheet)
    assert f"第2行：{company}的经营场所“{rooms}”改动以后要由另一位工作人员重新核验。" in page.context["foretold"]
    assert page.context["anew"] == 1 and not Space.objects.filter(area_m2=77).exists()
    job = page.context["job"]
    acted(client, job, "write")
    acted(client, job, "undo")
    assert not job.result["undo"]["why"], "77 is 77.00 once it is stored"
    assert (job.result["undo"]["back"], job.result["undo"]["anew"]) == (1, 1)
    assert not Premises.objects.get(space=space).certified and Space.objects.get().area_m2 == 1000


def test_a_sheet_of_tenancies_says_which_of_its_rows_take_a_certification(
    company: Applicant, operator: Any, client_of: Any, changzhi: Any
) -> None:
    kept = TenancyFactory(applicant=company, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    let = SpaceFactory(building=kept.space.building)
    head = "产业园,楼栋,房号,统一社会信用代码,起租日,到期日\n"
    place = f"{let.building.park.name},{let.building.name}"
    rows = (
        f"{kept.space.number},{company.unit_code},2026-01-01,2026-12-31",  # a further term of the same tenant
        f"{kept.space.number},{company.unit_code},2025-01-01,2025-12-30",
        f"{let.number},{company.unit_code},2026-01-01,2026-12-31",
    )
    client = client_of(operator)
    page = handed_in(client, "parks.tenancy", head + "".join(f"{place},{row}\n" for row in rows))
    told = [bool(row.faults) for row in page.context["rows"]]
    assert told == [True, False, False], "what the first row takes, the second takes no more"
    assert page.context["anew"] == 1
    assert Premises.objects.get().certified, "nothing is written yet"
    acted(client, page.context["job"], "write")
    assert not Premises.objects.filter(certified=True).exists()
    assert "有 1 行使已核验的记录或经营场所失去核验，须由另一位" in page_of(client, page.context["job"])


def test_a_tenancy_with_another_tenant_takes_the_certification_of_either(
    company: Applicant, operator: Any, client_of: Any, changzhi: Any
) -> None:
    kept, other = TenancyFactory(applicant=company), ApplicantFactory(city=changzhi)
    place = f"{kept.space.building.park.name},{kept.space.building.name},{kept.space.number}"
    sheet = f"产业园,楼栋,房号,统一社会信用代码,起租日\n{place},{other.unit_code},{kept.starts_on}\n"
    assert handed_in(client_of(operator), "parks.tenancy", sheet).context["anew"] == 1


def test_premises_that_somebody_has_certified_since_stay_as_they_are(
    company: Applicant, operator: Any, reviewer: Any, client_of: Any
) -> None:
    space = TenancyFactory(applicant=company).space
    place = f"{space.building.park.name},{space.building.name},{space.number}"
    client = client_of(operator)
    job = handed_in(client, "parks.space", f"产业园,楼栋,房号,面积（㎡）\n{place},77\n").context["job"]
    acted(client, job, "write")
    certifying.certify(record=Premises.objects.get(), by=actor_of(reviewer))
    acted(client, job, "undo")
    assert (job.result["undo"]["back"], job.result["undo"]["kept"]) == (0, 1)
    assert Premises.objects.get().certified and Space.objects.get().area_m2 == 77


def test_of_many_tenancies_each_is_told_by_the_premises_of_its_own_tenants(company: Applicant, changzhi: Any) -> None:
    kept, changed, unseen = (TenancyFactory(applicant=company) for _ in range(3))
    Premises.objects.filter(space=unseen.space).update(certified=False)
    changed.applicant = ApplicantFactory(city=changzhi)
    assert TenancyResource().forgone_of([kept, changed, unseen]) == {kept.pk: TENANT_ANEW, changed.pk: TENANT_ANEW}


@pytest.mark.parametrize("whose", ["the tenant", "the former tenant", "nobody"])
def test_a_tenancy_with_another_tenant_stays_where_the_premises_of_either_were_certified_since(
    company: Applicant, operator: Any, reviewer: Any, client_of: Any, changzhi: Any, whose: str
) -> None:
    kept, other = TenancyFactory(applicant=company), ApplicantFactory(city=changzhi)
    place = f"{kept.space.building.park.name},{kept.space.building.name},{kept.space.number}"
    sheet = f"产业园,楼栋,房号,统一社会信用代码,起租日\n{place},{other.unit_code},{kept.starts_on}\n"
    client = client_of(operator)
    job = handed_in(client, "parks.tenancy", sheet).context["job"]
    acted(client, job, "write")
    certified = {"the tenant": [other], "the former tenant": [company], "nobody": []}[whose]
    for rooms in Premises.objects.filter(applicant__in=certified):
        certifying.certify(record=rooms, by=actor_of(reviewer))
    acted(client, job, "undo")
    assert (job.result["undo"]["back"], job.result["undo"]["kept"]) == ((0, 1) if certified else (1, 0))
    assert {rooms.applicant for rooms in Premises.objects.filter(certified=True)} == set(certified)
    kept.refresh_from_db()
    assert kept.applicant == (other if certified else company)


def test_a_tenancy_is_put_back_though_another_house_has_a_room_of_that_number(
    company: Applicant, operator: Any, client_of: Any
) -> None:
    kept = TenancyFactory(applicant=company, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    park = kept.space.building.park
    SpaceFactory(building=BuildingFactory(park=park, name="另一栋"), number=kept.space.number)
    place = f"{park.name},{kept.space.building.name},{kept.space.number}"
    sheet = f"产业园,楼栋,房号,统一社会信用代码,起租日,到期日\n{place},{company.unit_code},2025-01-01,2025-11-30\n"
    client = client_of(operator)
    job = handed_in(client, "parks.tenancy", sheet).context["job"]
    acted(client, job, "write")
    acted(client, job, "undo")
    assert job.result["undo"]["back"] == 1, job.result["undo"]
    kept.refresh_from_db()
    assert kept.ends_on == date(2025, 12, 31)


def test_what_can_be_read_no_more_stays_as_it_is(
    company: Applicant, operator: Any, client_of: Any, changzhi: Any
) -> None:
    kept, other = TenancyFactory(applicant=company), ApplicantFactory(city=changzhi)
    place = f"{kept.space.building.park.name},{kept.space.building.name},{kept.space.number}"
    sheet = f"产业园,楼栋,房号,统一社会信用代码,起租日\n{place},{other.unit_code},{kept.starts_on}\n"
    client = client_of(operator)
    job = handed_in(client, "parks.tenancy", sheet).context["job"]
    acted(client, job, "write")
    moved = make_uscc("140400", 77)
    Applicant.objects.filter(pk=company.pk).update(unit_code=moved, uscc=moved)
    acted(client, job, "undo")
    assert job.result["undo"]["kept"] == 1 and job.result["undo"]["why"][0][2]


def test_what_the_program_says_of_a_fault_of_its_own_is_shown_to_no_office_and_stands_in_the_log(
    company: Applicant,
    operator: Any,
    client_of: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    space = TenancyFactory(applicant=company).space
    place = f"{space.building.park.name},{space.building.name},{space.number}"
    client = client_of(operator)
    job = handed_in(client, "parks.space", f"产业园,楼栋,房号,面积（㎡）\n{place},77\n").context["job"]
    acted(client, job, "write")
    monkeypatch.setattr(SpaceResource, "put_back", lambda *given: int("七十七"))
    acted(client, job, "undo")
    assert job.result["undo"]["why"] == [[2, str(Space.objects.get()), NOT_BACK]]
    assert "invalid literal" not in page_of(client, job) and NOT_BACK in page_of(client, job)
    assert faults_of(SpaceResource(), ValueError("invalid literal")) == [("", FAILED)]
    assert of_the_sheet(ValueError("invalid literal")) == SHEET_FAILED
    assert caplog.text.count("invalid literal") == 3
    assert faults_of(SpaceResource(), CellFault("应为整数。")) == [("", "应为整数。")]


def test_many_rooms_are_asked_of_at_once(operator: Any, changzhi: Any, company: Applicant) -> None:
    lone = TenancyFactory(applicant=company).space
    spaces = [SpaceFactory(building=lone.building) for _ in range(40)]

    def asked(some: list[Space]) -> int:
        rows = [[lone.building.park.name, lone.building.name, row.number, "77"] for row in some]
        resource = SpaceResource(actor=actor_of(operator), city=changzhi)
        with CaptureQueriesContext(connection) as queries:
            dataset = tablib.Dataset(*rows, headers=["产业园", "楼栋", "房号", "面积（㎡）"])
            found = list(many_rows(resource, dataset, resource.door(), dry_run=True))
        assert {row.state for row in found} == {RowState.CHANGED} and not any(row.lost for row in found)
        return len(queries)

    assert asked(spaces[:5]) == asked(spaces)


def test_a_sheet_that_takes_nothing_from_anything_says_nothing(operator: Any, client_of: Any, changzhi: Any) -> None:
    EventFactory(city=changzhi, name="旧会", kind="matchmaking", held_on="2026-03-02")
    page = handed_in(client_of(operator), "parks.event", f"{EVENTS}旧会,论坛,2026-03-02\n")
    assert page.context["good"] == 1 and "导入前请留意" not in page.content.decode()


def test_a_sheet_of_tenancies_takes_the_citys_trail_when_its_last_row_is_written_and_a_trial_never(
    operator: Any, client_of: Any, changzhi: Any
) -> None:
    first = SpaceFactory(building__park__valley__city=changzhi)
    spaces, firms = [first, SpaceFactory(building=first.building)], [ApplicantFactory(city=changzhi) for _ in range(2)]
    lines = [
        f"{one.building.park.name},{one.building.name},{one.number},{firm.unit_code},2026-01-01"
        for one, firm in zip(spaces, firms, strict=True)
    ]
    client, sheet = client_of(operator), "\n".join(["产业园,楼栋,房号,统一社会信用代码,起租日", *lines])
    with CaptureQueriesContext(connection) as looked:
        job = handed_in(client, "parks.tenancy", sheet).context["job"]
    assert _places(looked, 'INSERT INTO "parks_tenancy"') and not _places(looked, "'audit:changzhi'")
    with CaptureQueriesContext(connection) as wrote:
        acted(client, job, "write")
    assert _places(wrote, "'audit:changzhi'")[0] > _places(wrote, 'INSERT INTO "parks_tenancy"')[-1]
    assert Premises.objects.count() == 2 and not any(audit.verify_all().values())


def _places(queries: CaptureQueriesContext, sql: str) -> list[int]:
    return [place for place, row in enumerate(queries) if sql in row["sql"]]
