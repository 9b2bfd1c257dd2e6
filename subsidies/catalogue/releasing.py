"""Editions of a policy: one person enters figures with the document that sets them, another releases them.

From its release an edition holds for matters on or after its day, and is never changed: a later one supersedes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.actor import Actor
from core import audit
from core.files.keeping import keep_upload
from core.values.periods import business_today
from core.values.text import EARLIEST
from core.values.verdict import Refused, Verdict, no, require
from subsidies.catalogue.figures import FigureForEdition, FigureKey, figures_for_edition
from subsidies.catalogue.in_force import hold_figures
from subsidies.catalogue.models import Edition, EditionKind, EditionState, ParameterValue, PolicyDocument
from subsidies.catalogue.permissions import can_edit_policies, can_release

ENTER = audit.action("enter_edition", "录入政策参数")
RELEASE = audit.action("release_edition", "发布政策参数")
REJECT = audit.action("reject_edition", "退回政策参数")
MOST_VALUES = 60
KINDS = {row.value: str(row.label) for row in (EditionKind.PARAMETER, EditionKind.SUPERIOR)}


@dataclass(frozen=True)
class Entered:
    """One value as it was typed: which figure, and its text."""

    figure: FigureKey
    text: str


@dataclass(frozen=True)
class Source:
    """The document that sets the figures: kind of edition, number, date, the day from which they hold, a note."""

    kind: str
    number: str
    dated: date
    holds_from: date
    note: str = ""


@transaction.atomic
def enter(*, document: PolicyDocument, source: Source, values: Sequence[Entered], upload: Any, by: Actor) -> Edition:
    """Enter an edition to be released by somebody else. `upload` is the document's file.

    Raises Refused with a sentence; ValidationError when the file is not taken.
    """
    document = PolicyDocument.objects.select_for_update(of=("self",)).select_related("city").get(pk=document.pk)
    require(can_edit_policies(by, document.city_id))
    _check_source(document, source)
    parsed = _parsed(document, values)
    if upload is None:
        raise Refused("请上传依据文件，发布人要对照它复核。")
    edition = Edition.objects.create(
        document=document, number=_next_number(document), kind=source.kind, source_number=source.number,
        source_date=source.dated, holds_from=source.holds_from, note=source.note,
        file=keep_upload(upload, user_id=by.user_id), entered_by_id=by.user_id,
    )  # fmt: skip
    ParameterValue.objects.bulk_create(
        ParameterValue(edition=edition, scheme_code=row.scheme.code, name=row.name, key=row.key, value=value)
        for row, value in parsed
    )
    _note(edition, ENTER, by, to_state=EditionState.DRAFT, detail={row.code: value for row, value in parsed})
    return edition


def _check_source(document: PolicyDocument, source: Source) -> None:
    if source.kind not in KINDS:
        raise Refused("请选择类别：参数，或上级政策调整。")
    if not source.number.strip():
        raise Refused("请填写依据文件的文号。")
    if not EARLIEST <= source.dated <= business_today():
        raise Refused("依据文件的日期应是今天或以前的日期。")
    if not document.first_day <= source.holds_from <= document.last_day:
        span = f"{document.first_day.isoformat()} 至 {document.last_day.isoformat()}"
        raise Refused(f"适用起始日应在政策有效期内（{span}）。")


def _parsed(document: PolicyDocument, values: Sequence[Entered]) -> list[tuple[FigureForEdition, str]]:
    if not values:
        raise Refused("请至少填写一个数值。")
    if len(values) > MOST_VALUES or len({row.figure for row in values}) != len(values):
        raise Refused(f"一个版次中每项只能填一次，最多{MOST_VALUES}项。")
    known = figures_for_edition(document.key)
    if any(row.figure not in known for row in values):
        raise Refused("所填的项目不属于这份文件。")
    return [(known[row.figure], known[row.figure].parse(row.text)) for row in values]


def _next_number(document: PolicyDocument) -> int:
    return int(document.editions.aggregate(last=Max("number"))["last"] or 0) + 1


@transaction.atomic
def release(*, edition: Edition, by: Actor) -> Edition:
    """Let the edition hold. Only by another person than the one who entered it."""
    edition = _locked(edition)
    require(can_release(by, edition))
    if not edition.values.exists():
        raise Refused("这个版次没有数值，不能发布。")
    hold_figures(change=True)
    edition.state, edition.released_by_id, edition.released_at = EditionState.RELEASED, by.user_id, timezone.now()
    edition.save(update_fields=["state", "released_by", "released_at"])
    _note(edition, RELEASE, by, from_state=EditionState.DRAFT, to_state=EditionState.RELEASED, detail=_values(edition))
    return edition


@transaction.atomic
def reject(*, edition: Edition, reason: str, by: Actor) -> Edition:
    """Send the edition back: whoever may release it, or who entered it and noticed a slip. Needs a reason."""
    edition = _locked(edition)
    require(can_reject(by, edition))
    if not reason.strip():
        raise Refused("退回须写明理由。")
    edition.state = EditionState.REJECTED
    edition.save(update_fields=["state"])
    _note(edition, REJECT, by, from_state=EditionState.DRAFT, to_state=EditionState.REJECTED, reason=reason.strip())
    return edition


def can_reject(actor: Actor, edition: Edition) -> Verdict:
    """May the actor send this edition back?"""
    if edition.state != EditionState.DRAFT:
        return no("该版次已经办结。")
    own = edition.entered_by_id == actor.user_id and bool(can_edit_policies(actor, edition.document.city_id))
    return Verdict(True) if own else can_release(actor, edition)


def _locked(edition: Edition) -> Edition:
    rows = Edition.objects.select_for_update(of=("self",)).select_related("document__city")
    return rows.get(pk=edition.pk)


def _values(edition: Edition) -> dict[str, str]:
    return {f"{row.scheme_code}:{row.name}:{row.key}": row.value for row in edition.values.all()}


def _note(edition: Edition, action: str, by: Actor, **entry: Any) -> None:
    audit.record(by=by, action=action, subject=edition, chain=edition.document.city.key, **entry)
