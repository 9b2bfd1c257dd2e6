"""What an applicant declares of itself: recognitions, yearly figures, intellectual property.

A declared record is not certified until an office has compared it with the certificate or the register.
"""

from datetime import date
from typing import TypeVar

from django.db import IntegrityError, models, transaction

from accounts.actor import Actor
from core import audit
from core.values.verdict import Refused, require
from enterprises.applicants.permissions import can_edit, can_withdraw
from enterprises.models import Applicant, IntellectualProperty, Recognition, YearlyFacts

Record = TypeVar("Record", Recognition, YearlyFacts, IntellectualProperty)

DECLARE_RECOGNITION = audit.action("declare_recognition", "填报资质")
DECLARE_PROPERTY = audit.action("declare_property", "填报知识产权")
REPORT_YEAR = audit.action("report_year", "填报年度数据")
WITHDRAW = audit.action("withdraw_record", "删除填报内容")
audit.tell_details(year="年度")
UNIQUE_VIOLATION = "23505"
CERTIFICATE_TAKEN = "这个证书编号已经登记过，请核对编号；确为本单位证书的，请联系园区服务窗口核实。"
APPLICATION_TAKEN = "这个申请号已经登记过，请核对；确为本单位申请的，请联系园区服务窗口核实。"
YEAR_CERTIFIED = "该年度的数据已经部门核验，不能改动；内容有误的，请联系园区服务窗口更正。"


def declare_recognition(
    *, applicant: Applicant, by: Actor, kind: str, certificate_no: str, issued_on: date,
    expires_on: date | None = None, level: str = "", sequence: int = 1,
) -> Recognition:  # fmt: skip
    """Record a certificate as declared. Raises Refused when its number is taken, ValidationError for bad values."""
    require(can_edit(by, applicant))
    row = Recognition(
        applicant=applicant, kind=kind, level=level, certificate_no=certificate_no, issued_on=issued_on,
        expires_on=expires_on, sequence=sequence,
    )  # fmt: skip
    return _declare(row, by, DECLARE_RECOGNITION, CERTIFICATE_TAKEN)


def declare_property(
    *, applicant: Applicant, by: Actor, kind: str, application_no: str, title: str, filed_on: date
) -> IntellectualProperty:
    """Record an application for intellectual property as declared. Raises like declare_recognition."""
    require(can_edit(by, applicant))
    row = IntellectualProperty(
        applicant=applicant, kind=kind, application_no=application_no, title=title, filed_on=filed_on
    )
    return _declare(row, by, DECLARE_PROPERTY, APPLICATION_TAKEN)


@transaction.atomic
def report_year(
    *, applicant: Applicant, by: Actor, year: int, revenue_fen: int | None, employees: int | None
) -> YearlyFacts:
    """Record the figures of a calendar year, or put those in their place that were declared before.

    Money in fen; None for what is not reported. Raises Refused when an office has certified the year.
    """
    require(can_edit(by, applicant))
    Applicant.objects.select_for_update(of=("self",)).get(pk=applicant.pk)
    row = YearlyFacts.objects.filter(applicant=applicant, year=year).first()
    row = row or YearlyFacts(applicant=applicant, year=year)
    if row.certified:
        raise Refused(YEAR_CERTIFIED)
    before = [row.revenue_fen, row.employees]
    row.revenue_fen, row.employees, row.entered_by_id = revenue_fen, employees, by.user_id
    row.full_clean()
    row.save()
    detail = {"year": year, "before": before, "after": [revenue_fen, employees]}
    audit.record(by=by, action=REPORT_YEAR, subject=row, chain=applicant.city.key, detail=detail)
    return row


@transaction.atomic
def withdraw(*, record: Record, by: Actor) -> None:
    """Take back a declared record. Raises Refused for a certified one; what is gone already is no error."""
    row = type(record).objects.select_for_update(of=("self",)).filter(pk=record.pk).first()
    if row is None:
        return
    require(can_withdraw(by, row))
    audit.record(by=by, action=WITHDRAW, subject=row, chain=row.applicant.city.key, detail={"was": str(row)})
    row.delete()


def _declare(row: Record, by: Actor, action: str, taken: str) -> Record:
    """Write a new record with its audit entry; `taken` is the sentence when its number exists."""
    row.entered_by_id = by.user_id
    _check(row)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            audit.record(by=by, action=action, subject=row, chain=row.applicant.city.key, detail={"is": str(row)})
    except IntegrityError as error:
        if getattr(error.__cause__, "pgcode", "") == UNIQUE_VIOLATION:
            raise Refused(taken) from error
        raise
    return row


def _check(row: Record) -> None:
    """Everything that the model asks but uniqueness, which only the database can answer for two at once."""
    row.full_clean(validate_unique=False, validate_constraints=False)
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            constraint.validate(type(row), row)
