"""A small world in which every record that the portal keeps stands three times: own, the neighbour's, and elsewhere.

`own` is the applicant's company in Changzhi, `neighbour` another company of the same city, `elsewhere` a company (and
everything that hangs on a city) in Jincheng. What belongs to a city and to no company is `own` and `elsewhere` alone.
In Jincheng every text that is nobody's business in Changzhi holds SECRET.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pgtrigger
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction

from accounts.actor import Role, actor_of
from accounts.models import City, RowState, SheetRow, User
from accounts.scope import OpenlyScopedQuerySet
from core.files.keeping import keep_bytes
from core.models import AuditEntry, CalendarYear, Job, JobState, OutboxMessage, StoredFile
from enterprises.models import Applicant, Correction
from enterprises.registers import correcting
from enterprises.registers.register import registers
from subsidies.advice.checking import check
from subsidies.awards import revoking
from subsidies.awards.models import Notice, RefusalNotice
from subsidies.catalogue import releasing
from subsidies.catalogue.figures import figures_for_edition
from subsidies.catalogue.models import Edition, PolicyDocument
from subsidies.claims import claiming
from subsidies.claims.models import Claim, PromisedDays
from subsidies.whatif.models import Preview
from subsidies.whatif.previewing import changes_of, request_preview, run_preview
from tests import road
from tests.core.calendar.notices import NUMBER_2026, OF_2026
from tests.core.files.uploads_for_tests import PDF
from tests.factories import (
    ApplicantFactory,
    CityFactory,
    CooperationEntityFactory,
    DistrictFactory,
    DoctoralStudioFactory,
    EntryRequestFactory,
    ErasureRequestFactory,
    EventFactory,
    FundFactory,
    JointProjectFactory,
    NeedFactory,
    ParkServiceFactory,
    ResearchBranchFactory,
    ScenarioMatchFactory,
    ServiceWindowFactory,
    TargetFactory,
    TeamCharterFactory,
    TenancyFactory,
    UserFactory,
    ZoneFactory,
    applicant_of,
    office_user,
)
from tests.factories.registers import record_of

SECRET = "JC-SECRET"
OWN, NEIGHBOUR, ELSEWHERE = "own", "neighbour", "elsewhere"
Rows = dict[type[models.Model], models.Model]

CITY_ROLES = (
    Role.INTAKE, Role.REVIEWER, Role.TREASURER, Role.OPERATOR, Role.OFFICIAL, Role.POLICY_EDITOR,
    Role.POLICY_RELEASER,
)  # fmt: skip
TRADES = {
    "changzhi": ("CZ-16", {"loan_kind": "credit", "interest_paid": "90000", "principal": "3000000"}),
    "jincheng": ("JC-08", {"contract_kind": "technology_transfer", "transaction_amount": "900000"}),
}
UNTOUCHED = {
    "username", "password", "uscc", "unit_code", "identity_hash", "identity_end", "key", "code", "series", "hash",
    "previous_hash", "chain", "sha256",
    "rules_sha256", "storage_name", "content_type", "scheme_code", "handler", "action", "subject_type", "subject_id",
    "from_state", "to_state", "engine_version", "month", "space", "kind", "unit", "verify_code", "phone", "email",
    "first_month", "last_month", "register", "identity",
}  # fmt: skip


@dataclass(eq=False)
class World:
    """People by role, and one record of each model for each of the three places (`more` holds further ones)."""

    people: dict[str, User | None] = field(default_factory=dict)
    rows: dict[str, Rows] = field(default_factory=dict)
    drafts: dict[str, Claim] = field(default_factory=dict)
    awarded: dict[str, Claim] = field(default_factory=dict)
    files: dict[str, list[StoredFile]] = field(default_factory=dict)


def build() -> World:
    """Everything, in the caller's transaction."""
    road.policies_loaded()
    world = World()
    changzhi, jincheng = CityFactory(changzhi=True), CityFactory(jincheng=True)
    companies = {
        OWN: ApplicantFactory(city=changzhi, name="长治市试样一号科技有限公司"),
        NEIGHBOUR: ApplicantFactory(city=changzhi, name="长治市试样二号科技有限公司"),
        ELSEWHERE: ApplicantFactory(city=jincheng, name=f"{SECRET}晋城市试样三号科技有限公司"),
    }
    _people(world, changzhi, jincheng, companies)
    reviewers = {OWN: "reviewer", NEIGHBOUR: "reviewer", ELSEWHERE: "reviewer_elsewhere"}
    applicants = {OWN: "applicant", NEIGHBOUR: "other_applicant", ELSEWHERE: "applicant_elsewhere"}
    for place, company in companies.items():
        world.rows[place] = {Applicant: company}
        _company(world, place, company, world.people[applicants[place]], world.people[reviewers[place]])
    for place, city in ((OWN, changzhi), (ELSEWHERE, jincheng)):
        _city(world, place, city, people=(f"policy_editor{'' if place == OWN else '_elsewhere'}"))
    for place, year in ((OWN, 2026), (ELSEWHERE, 2025)):
        world.rows[place][CalendarYear] = _year(year, world.people["administrator"])
    world.rows[NEIGHBOUR] = world.rows[OWN] | world.rows[NEIGHBOUR]
    _plant(world.rows[ELSEWHERE].values())
    return world


def _people(world: World, changzhi: City, jincheng: City, companies: dict[str, Applicant]) -> None:
    world.people = {"visitor": None, "stranger": UserFactory(username="stranger", name="路人")}
    world.people |= {role: office_user(role, changzhi) for role in CITY_ROLES}
    world.people |= {f"{role}_elsewhere": office_user(role, jincheng) for role in CITY_ROLES}
    User.objects.filter(username__startswith="jincheng").update(name=f"{SECRET}某人")
    world.people |= {
        "applicant": applicant_of(companies[OWN], "own-applicant"),
        "other_applicant": applicant_of(companies[NEIGHBOUR], "neighbour-applicant"),
        "applicant_elsewhere": applicant_of(companies[ELSEWHERE], "elsewhere-applicant"),
        "provincial_official": office_user(Role.PROVINCIAL_OFFICIAL, None),
        "administrator": office_user(Role.ADMINISTRATOR, None),
    }


def _company(world: World, place: str, company: Applicant, applicant: Any, reviewer: Any) -> None:
    """What hangs on a company: records, a tenancy, claims in three states with paper, award and notice."""
    text = SECRET if place == ELSEWHERE else f"材料{place}"
    tenancy = TenancyFactory(applicant=company)
    rows: list[models.Model] = [
        tenancy, tenancy.space, tenancy.space.building, applicant.applicantmemberships.get(),
        *(record_of(entry, company, certified=False) for entry in registers().values()),
        check(applicant=company, by=actor_of(applicant)), _correction(company, applicant),
        EntryRequestFactory(applicant=company, asked_by=applicant), TeamCharterFactory(applicant=company),
        ErasureRequestFactory(applicant=company, asked_by=applicant),
    ]  # fmt: skip
    scheme, facts = TRADES[company.city.key]
    what = {"scheme": scheme, "typed": road.answers(reference=f"{text}-3", **facts)}
    world.drafts[place] = road.drafted(company, applicant, scheme=scheme, typed=road.answers(reference=f"{text}-1"))
    waiting = road.drafted(company, applicant, scheme=scheme, typed=what["typed"] | {"reference": f"{text}-2"})
    paper = SimpleUploadedFile(f"{text}.pdf", PDF)
    evidence = claiming.attach(claim=waiting, paper=0, label="合同", upload=paper, by=actor_of(applicant))
    waiting = claiming.submit(claim=waiting, by=actor_of(applicant))
    awarded = road.awarded(company, applicant, reviewer, **what)
    award = awarded.awards.get()
    notice = _notice(awarded, text)
    world.awarded[place] = awarded
    world.files[place] = [evidence.file, notice.file]
    proposal = revoking.propose(award=award, reason=f"{text}重新核查", by=actor_of(reviewer))
    rows += [
        waiting,
        evidence,
        award,
        notice,
        _refusal(waiting, notice),
        proposal,
        award.booking.grants.get(),
        award.booking.cap_grants.get(),
    ]
    world.rows[place] |= {type(row): row for row in rows}


def _correction(company: Applicant, applicant: User) -> Correction:
    """A correction that the company asks for."""
    entry = registers()["yearly_facts"]
    record = record_of(entry, company, certified=True, year=2024)
    wanted = {"employees": 60}
    return correcting.propose(record=record, values=wanted, reason="填错人数", by=actor_of(applicant))


def _notice(claim: Claim, text: str) -> Notice:
    """As subsidies.awards.papers.noticing makes it, without the paper."""
    file = keep_bytes(PDF, name=f"{text}通知书.pdf", content_type="application/pdf")
    serial = Notice.objects.count() + 1
    notice: Notice = Notice.objects.create(
        award=claim.awards.get(), number=f"{text}〔2026〕{serial}号", verify_code=f"CODE-{serial}", file=file,
        issued_on=date(2026, 4, 1),
    )  # fmt: skip
    return notice


def _refusal(claim: Claim, notice: Notice) -> RefusalNotice:
    """As subsidies.awards.papers.refusal_noticing makes it, without the paper."""
    refusal: RefusalNotice = RefusalNotice.objects.create(
        claim=claim, number=f"{notice.number}之二", verify_code=f"{notice.verify_code}-2", file=notice.file,
        issued_on=notice.issued_on,
    )  # fmt: skip
    return refusal


def _city(world: World, place: str, city: City, people: str) -> None:
    """What hangs on a city."""
    text = SECRET if place == ELSEWHERE else "本市"
    editor: Any = world.people[people]
    valley = city.valley
    zone = ZoneFactory(valley=valley)
    edition = _edition(city, text, editor)
    company = world.rows[place][Applicant]
    target = TargetFactory(city=city, key=f"{'JC' if place == ELSEWHERE else 'CZ'}-T1")
    membership = editor.departmentmemberships.get()
    found: list[Any] = [
        city, DistrictFactory(city=city, code=f"{city.code[:4]}01", name="试样区"), valley, zone, edition, target,
        world.rows[place][_building()].park, membership, membership.department, editor,
        EventFactory(city=city), CooperationEntityFactory(city=city), ResearchBranchFactory(city=city),
        DoctoralStudioFactory(city=city), FundFactory(city=city), ServiceWindowFactory(valley=valley),
        ParkServiceFactory(valley=valley),
        NeedFactory(city=city), JointProjectFactory(city=city), ScenarioMatchFactory(city=city),
        edition.document, edition.document.rules_texts.get(), _preview(edition, editor),
        AuditEntry.objects.filter(chain=city.key, subject_type="claim").first(),
        OutboxMessage.objects.filter(arguments__claim_id=world.awarded[place].pk).first(),
        company, _promise(city, text), _job(world.people[people.replace("policy_editor", "reviewer")]),
    ]  # fmt: skip
    world.rows[place] |= {type(row): row for row in found}
    world.files[place].append(edition.file)
    world.rows[place][StoredFile] = world.files[place][0]


def _promise(city: City, text: str) -> PromisedDays:
    """What the city promises for accepting a claim."""
    said: Any = {"step": "submitted", "working_days": 5, "basis_title": f"{text}承诺", "basis_number": f"{text}1号"}
    row: PromisedDays = PromisedDays.objects.create(city=city, from_day=date(2026, 1, 1), **said)
    return row


def _year(year: int, administrator: Any) -> CalendarYear:
    """A year of the calendar that waits to be released: of no city, and seen by administrators alone."""
    row: CalendarYear = CalendarYear.objects.create(
        year=year, source_number=NUMBER_2026, source_date=date(2025, 11, 4), text=OF_2026,
        days={f"{year}-01-01": False}, entered_by_id=administrator.pk,
    )  # fmt: skip
    return row


def _job(user: Any) -> Job:
    """A sheet that somebody handed in and a worker has looked through."""
    counts = {state.value: 0 for state in RowState} | {"wrong": 1}
    found = {"check": {"counts": counts, "heads": ["名称"]}}
    job: Job = Job.objects.create(
        owner_id=user.pk, kind="import", title="导入活动", step="check", state=JobState.DONE, result=found
    )
    SheetRow.objects.create(
        job=job, number=2, state=RowState.WRONG, after={"名称": ""}, faults=[["名称", "请填写名称。"]]
    )
    return job


def _building() -> type[models.Model]:
    from parks.models import Building

    return Building


def _edition(city: City, text: str, editor: User) -> Edition:
    document = PolicyDocument.objects.get(city=city)
    figure = next(row for row in figures_for_edition(document.key).values() if row.is_open)
    source = releasing.Source("parameter", f"{text}1号", date(2026, 1, 1), document.first_day, text)
    entered = [releasing.Entered(figure.identity, "0.1" if figure.is_share else "1000")]
    paper = SimpleUploadedFile(f"{text}依据.pdf", PDF)
    return releasing.enter(document=document, source=source, values=entered, upload=paper, by=actor_of(editor))


def _preview(edition: Edition, editor: User) -> Preview:
    """A what-if that has been answered."""
    by = actor_of(editor)
    asked = request_preview(document=edition.document, changes=changes_of(edition), title="试算", by=by)
    run_preview(asked.pk)
    found: Preview = Preview.objects.get(pk=asked.pk)
    return found


def _plant(rows: Any) -> None:
    """Write SECRET into every free text of the rows, append-only ones too."""
    with pgtrigger.ignore():
        for row in rows:
            if not _is_published(row):
                changes = {name: _marked(row, name) for name in _texts(row)}
                type(row)._base_manager.filter(pk=row.pk).update(**changes)
                row.refresh_from_db()


def _is_published(row: models.Model) -> bool:
    from subsidies.catalogue.models import RulesText

    return isinstance(type(row)._default_manager.all(), OpenlyScopedQuerySet) or isinstance(row, RulesText)


def _texts(row: models.Model) -> list[str]:
    free = (models.CharField, models.TextField)
    return [
        each.name
        for each in row._meta.concrete_fields
        if isinstance(each, free) and not each.choices and each.name not in UNTOUCHED
    ]


def _marked(row: models.Model, name: str) -> str:
    length = row._meta.get_field(name).max_length or 200
    value = str(getattr(row, name) or "")
    return value if SECRET in value else f"{SECRET}{value}"[:length]


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside leaves nothing in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
