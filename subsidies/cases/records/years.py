"""What was paid in the year that a case is about."""

from core.values.money import to_yuan
from enterprises.models import TechnologyContract
from funds.models import Loan
from subsidies.cases.case import Case
from subsidies.cases.records.reading import Reading, of_record, reads


@reads("loan_year_interest")
def interest_paid(case: Case) -> Reading | None:
    """The interest of the loan in that year; silent where nobody recorded it."""
    loan, year = case.record, case.matter.year
    row = loan.years.filter(year=year).first() if isinstance(loan, Loan) and year else None
    return of_record(row, f"{to_yuan(row.interest_paid_fen):f}") if row else None


@reads("contract_year_amount")
def transacted(case: Case) -> Reading | None:
    """What was transacted on the contract in that year; silent where nobody recorded it."""
    contract, year = case.record, case.matter.year
    row = contract.years.filter(year=year).first() if isinstance(contract, TechnologyContract) and year else None
    return of_record(row, f"{to_yuan(row.transacted_fen):f}") if row else None
