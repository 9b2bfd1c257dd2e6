"""One record of every model of the admin in a city, each text marked, so that a leak is seen."""

from datetime import date
from typing import Any

from django.db.models import Model

from accounts.models import City
from core import audit
from core.models import OutboxMessage
from enterprises.models import Applicant, ApplicantMembership
from subsidies.advice.models import EligibilityRun
from subsidies.awards.models import Award, Notice, RefusalNotice, RevocationProposal
from subsidies.catalogue.models import Edition, PolicyDocument, RulesText
from subsidies.claims.models import PromisedDays
from subsidies.grants import granting
from subsidies.whatif.models import Preview
from tests import factories as make
from tests import road

MARKER = "外市绝密标记"
WORK = {"jincheng": "JC-08", "changzhi": "CZ-16"}


def records_of(city: City, mark: str = "本市") -> dict[str, Model]:
    """By model label: a record of the city. The policies must be loaded."""
    company = make.ApplicantFactory(city=city, name=f"{mark}科技有限公司", legal_person=f"{mark}法人")
    person = make.applicant_of(company)
    rows: list[Model] = [
        company, ApplicantMembership.objects.get(user=person),
        make.RecognitionFactory(applicant=company, certificate_no=f"{mark}001"),
        make.YearlyFactsFactory(applicant=company),
        make.ErasureRequestFactory(applicant=company, reason=f"{mark}说明"),
        make.TeamCharterFactory(applicant=company, text=f"{mark}章程"),
        make.IntellectualPropertyFactory(applicant=company, title=f"{mark}专利"),
        *make.records_of_all_registers(company),
        make.EventFactory(city=city, name=f"{mark}活动"),
        make.CooperationEntityFactory(city=city, name=f"{mark}合作"),
        make.ResearchBranchFactory(city=city, name=f"{mark}分院"),
        make.DoctoralStudioFactory(city=city, name=f"{mark}工作室"),
        make.FundFactory(city=city, name=f"{mark}基金"),
        make.NeedFactory(city=city, title=f"{mark}需求"),
        make.JointProjectFactory(city=city, title=f"{mark}项目"),
        make.ScenarioMatchFactory(city=city, entity=f"{mark}主体"),
        EligibilityRun.objects.create(applicant=company, engine_version="1", result=[]),
    ]  # fmt: skip
    rows += _registers(company, person, mark)
    tenancy = make.TenancyFactory(applicant=company, space__number=f"{mark}房")
    tenancy.space.building.name = f"{mark}楼"
    tenancy.space.building.save()
    rows += [tenancy, tenancy.space, tenancy.space.building]
    rows += [*_claim(company, person, city), *_policies(city, mark)]
    return {row._meta.label_lower: row for row in rows}


def _registers(company: Applicant, asker: Any, mark: str) -> list[Model]:
    """The registers of the wings above."""
    loan = make.LoanFactory(applicant=company, bank=f"{mark}银行")
    person = make.PersonFactory(applicant=company, name=f"{mark}人才")
    premises = make.PremisesFactory(applicant=company, address=f"{mark}路1号")
    return [
        loan, make.LoanYearFactory(loan=loan), make.GuaranteeFactory(loan=loan, guarantor=f"{mark}担保"),
        make.InvestmentFactory(applicant=company, investee_name=f"{mark}被投"),
        make.MarketListingFactory(applicant=company, code=f"{mark}001"),
        person, make.EngagementFactory(person=person), make.HomeFactory(person=person, address=f"{mark}小区"),
        make.TeamRecognitionFactory(applicant=company, team_name=f"{mark}团队"),
        make.EntryRequestFactory(applicant=company, project=f"{mark}项目", asked_by=asker),
        premises, make.FitOutFactory(premises=premises),
        make.RentReceiptFactory(premises=premises, voucher_no=f"{mark}1"),
    ]  # fmt: skip


def _claim(company: Applicant, person: Any, city: City) -> list[Model]:
    """A claim on its way to an award, frozen by hand: what the admin shows of it is what is wanted here."""
    code = WORK[city.key]
    typed = {
        "CZ-16": road.answers(
            reference=company.name, loan_kind="credit", interest_paid="86000", principal="2000000", on="2025-12-31"
        ),
        "JC-08": road.answers(reference=company.name, contract_kind="transfer", transaction_amount="900000"),
    }[code]
    claim = road.drafted(company, person, scheme=code, typed=typed)
    claim.number, claim.submitted_at, claim.on = f"T{claim.pk:08d}", claim.created_at, date(2025, 12, 31)
    claim.reference, claim.state = company.name, "submitted"
    claim.save()
    return [claim]


def award_for(claim: Any) -> tuple[Model, ...]:
    """An award of a claim with its grant of a matter, its cap entry, its notice and a proposal to take it back."""
    from core.files.keeping import keep_bytes
    from subsidies.policies import library

    policy = library().schemes[claim.scheme_code].policy
    matter = (claim.applicant.uscc, "k", claim.reference)
    cap = granting.Capped(claim.scheme_code, claim.number, 100)
    booking = granting.grant(unit=claim.applicant.uscc, claim_number=claim.number, turn=1, matters=[matter], cap=cap)
    award = Award.objects.create(
        claim=claim, booking=booking, document=PolicyDocument.objects.get(key=policy.key), outcome="payable",
        amount_fen=100, basis="x",
        claim_input={"scheme": claim.scheme_code}, rules_sha256=policy.edition, engine_version="1.0",
        reckoned_at=claim.created_at, sha256="0" * 64,
    )  # fmt: skip
    file = keep_bytes(b"%PDF-1.4", name="通知书.pdf", content_type="application/pdf")
    notice = Notice.objects.create(
        award=award, number=f"测〔2026〕{claim.pk}号", verify_code=f"C{claim.pk}", file=file, issued_on=date(2026, 3, 1)
    )
    proposal = RevocationProposal.objects.create(
        award=award, whole=True, freed_fen=100, reason=claim.reference, proposed_by=make.UserFactory()
    )
    refusal = RefusalNotice.objects.create(
        claim=claim,
        number=f"测〔2026〕不{claim.pk}号",
        verify_code=f"R{claim.pk}",
        file=file,
        issued_on=date(2026, 3, 1),
    )
    return award, booking.grants.get(), booking.cap_grants.get(), notice, refusal, proposal


def _policies(city: City, mark: str) -> list[Model]:
    document = PolicyDocument.objects.get(city=city)
    edition = Edition.objects.create(
        document=document, number=9, kind="parameter", source_number=f"{mark}〔2026〕1号", source_date=date(2026, 1, 1),
        holds_from=date(2026, 1, 1),
    )  # fmt: skip
    preview = Preview.objects.create(city=city, title=f"{mark}试算", changes=[])
    text = RulesText.objects.filter(document=document).first()
    message = OutboxMessage.objects.create(handler="awards.reckon")
    promised = PromisedDays.objects.create(
        city=city,
        step="submitted",
        working_days=5,
        basis_title=f"{mark}承诺",
        basis_number="1号",
        from_day=date(2026, 1, 1),
    )
    entry = audit.record(by=_Nobody(), action="change_record", subject=document, chain=city.key, reason=f"{mark}理由")
    return [row for row in (edition, preview, text, message, entry, promised) if row is not None]


class _Nobody:
    user_id = None
    name = "系统"
    organisation = ""
