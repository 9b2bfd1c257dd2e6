"""An applicant asks for a correction of a certified record; the office takes or refuses it, and another certifies.

What stood there before stays in the trail of the record.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.adminkit.auditing import CHANGE
from core import audit
from core.files.keeping import keep_upload
from core.telling.details import CHANGES
from core.values.verdict import YES, Refused, Verdict, no, require
from enterprises.models import Correction, CorrectionState, RegisterRecord
from enterprises.registers.certifying import chain_of, enter, locked
from enterprises.registers.checking import check, refused_when_taken
from enterprises.registers.permissions import can_amend, is_own
from enterprises.registers.presenting import PAPER, change_of, label_of, text_of
from enterprises.registers.register import register_of, registers

PROPOSE = audit.action("propose_correction", "申请更正")
TAKE = audit.action("take_correction", "采纳更正")
REFUSE = audit.action("refuse_correction", "不采纳更正")
WITHDRAW = audit.action("withdraw_correction", "收回更正申请")
OPEN_ALREADY = "这条记录已有一件待处理的更正申请，请等部门答复。"
NO_OPEN = "没有等待答复的更正申请，不能收回。"
NOTHING = "没有改动任何内容，请改正有误的项目后再提交。"
MOVED = "记录在申请之后已有变动，不能照此采纳；请不采纳并说明，由单位重新申请。"


PAID_BY_YOU = "以这条记录为依据的申报由您审核通过，更正须由另一位工作人员办理。"
LetPass = Callable[[Actor, RegisterRecord], bool]
_LET_PASS: list[tuple[Callable[[Actor], bool], LetPass]] = []


def tells_who_let_pass(ever: Callable[[Actor], bool], about: LetPass) -> None:
    """Register who knows whether a person let something pass that rests on a record (`about`), or on any (`ever`):
    whoever did does not take what makes another thing of it."""
    _LET_PASS.append((ever, about))


@dataclass(frozen=True)
class CorrectedField:
    """One field of a proposal: what stands there, what should."""

    label: str
    was: str
    wanted: str


def can_correct(actor: Actor, record: RegisterRecord) -> Verdict:
    """The applicant's own people ask for what they may not put right themselves, one proposal at a time."""
    if not is_own(actor, record):
        return no("只有申请人的经办人可以申请更正。")
    if can_amend(actor, record):
        return no("这条记录还可以直接修改，不用申请更正。")
    return no(OPEN_ALREADY) if corrections_of(record).filter(state=CorrectionState.PROPOSED).exists() else YES


def can_answer(actor: Actor, correction: Correction) -> Verdict:
    """Those who certify the register's records in the applicant's city, never for whom they act themselves."""
    if correction.state != CorrectionState.PROPOSED:
        return no(f"这件更正申请{correction.get_state_display()}。")
    if correction.applicant_id in actor.recused_from:
        return no("不能办理本人代办过的单位的更正申请。")
    certifiers = registers()[correction.register].certifiers
    if not certifiers & actor.roles_in(correction.applicant.city_id):
        return no("由本市的园区运营或审核人员办理。")
    record = record_of(correction)
    return YES if record is None else may_put_right(actor, record)


def may_put_right(actor: Actor, record: RegisterRecord) -> Verdict:
    """Whoever let something pass that was paid and rests on the record does not make another thing of it."""
    return no(PAID_BY_YOU) if record.pk and any(about(actor, record) for _, about in _LET_PASS) else YES


def lets_pass(actor: Actor) -> bool:
    """Whether the person has ever let something pass: who has not may put everything right."""
    return any(ever(actor) for ever, _ in _LET_PASS)


def corrections_of(record: RegisterRecord) -> Any:
    """All proposals for a record, newest first."""
    return Correction.objects.filter(register=register_of(record).name, record_id=record.pk)


def record_of(correction: Correction) -> RegisterRecord | None:
    """The record that a proposal is about; None when it is gone."""
    rows: Any = registers()[correction.register].model._default_manager
    found: RegisterRecord | None = rows.filter(pk=correction.record_id).first()
    return found


def differences(correction: Correction) -> list[CorrectedField]:
    """What is to be changed, in words."""
    model = registers()[correction.register].model
    before, after = model(), model()
    for name, (was, wanted) in correction.changes.items():
        _set(before, name, was)
        _set(after, name, wanted)
    return [
        CorrectedField(label_of(model, name), text_of(before, name), text_of(after, name))
        for name in correction.changes
    ]


@transaction.atomic
def propose(
    *, record: RegisterRecord, values: Mapping[str, Any], reason: str, by: Actor, upload: Any = None
) -> Correction:
    """Ask for `values` in place of what stands in the record. Raises Refused, and ValidationError like declare."""
    row = locked(record)
    require(can_correct(by, row))
    audit.refuse_number(reason)
    stored = {name: _stored(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    changes = {name: [stored[name], _stored(row, name)] for name in values if stored[name] != _stored(row, name)}
    if not changes and upload is None:
        raise Refused(NOTHING)
    check(row)
    entry = register_of(row)
    correction = Correction(
        applicant=entry.applicant_of(row), register=entry.name, record_id=row.pk, record_name=str(record)[:300],
        changes=changes, reason=reason, proposed_by_id=cast(int, by.user_id),
        paper=keep_upload(upload, user_id=by.user_id) if upload is not None else None,
    )  # fmt: skip
    try:
        with transaction.atomic():
            correction.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(OPEN_ALREADY) from error
    audit.record(by=by, action=PROPOSE, subject=record, chain=chain_of(record), reason=reason)
    return correction


@transaction.atomic
def take(*, correction: Correction, by: Actor, answer: str = "") -> RegisterRecord:
    """Write what was proposed into the record; it is to be certified anew by somebody else."""
    case = _locked_correction(correction)
    require(can_answer(by, case))
    record = record_of(case)
    if record is None:
        raise Refused(MOVED)
    row = locked(record)
    if any(_stored(row, name) != was for name, (was, _) in case.changes.items()):
        raise Refused(MOVED)
    for name, (_, wanted) in case.changes.items():
        _set(row, name, wanted)
    if case.paper_id:
        row.paper_id = case.paper_id
    check(row)
    with refused_when_taken(type(row)):
        enter(row, by=by)
    _answered(case, CorrectionState.TAKEN, answer, by)
    told = [change_of(record, row, name) for name in case.changes]
    audit.record(by=by, action=CHANGE, subject=row, chain=chain_of(row), detail={"record": str(row), CHANGES: told})
    audit.record(by=by, action=TAKE, subject=row, chain=chain_of(row), reason=case.answer)
    return row


@transaction.atomic
def refuse(*, correction: Correction, by: Actor, answer: str) -> None:
    """Leave the record as it is, for a reason that the applicant reads."""
    case = _locked_correction(correction)
    require(can_answer(by, case))
    if not answer.strip():
        raise Refused("不采纳的，请写明理由。")
    _answered(case, CorrectionState.REFUSED, answer, by)
    record = record_of(case)
    chain = case.applicant.city.key
    audit.record(by=by, action=REFUSE, subject=record or case, chain=chain, reason=case.answer)


def can_take_back(actor: Actor, correction: Correction) -> Verdict:
    """Those for whom it was asked, as long as no office has answered."""
    if correction.applicant_id not in actor.applicant_ids:
        return no("只有申请人的经办人可以收回更正申请。")
    return YES if correction.state == CorrectionState.PROPOSED else no(NO_OPEN)


@transaction.atomic
def take_back(*, record: RegisterRecord, by: Actor) -> None:
    """Ask for no correction of the record any more: it stays as it is, and another one can be asked for."""
    correction = corrections_of(record).filter(state=CorrectionState.PROPOSED).first()
    if correction is None:
        raise Refused(NO_OPEN)
    case = _locked_correction(correction)
    require(can_take_back(by, case))
    _answered(case, CorrectionState.WITHDRAWN, "", by)
    audit.record(by=by.acting_for(case.applicant_id), action=WITHDRAW, subject=record, chain=chain_of(record))


def _answered(case: Correction, state: CorrectionState, answer: str, by: Actor) -> None:
    case.state, case.answer, case.answered_by_id, case.answered_at = state, answer.strip(), by.user_id, timezone.now()
    case.save()


def _locked_correction(correction: Correction) -> Correction:
    rows = Correction.objects.select_for_update(of=("self",)).select_related("applicant__city")
    found: Correction = rows.get(pk=correction.pk)
    return found


def _stored(record: RegisterRecord, name: str) -> str | None:
    """A value as Django writes it to text: what JSON can hold, and `_set` reads."""
    column: Any = record._meta.get_field(name)
    if getattr(record, column.attname) is None or name == PAPER:
        return None
    return str(column.value_to_string(record))


def _set(record: RegisterRecord, name: str, stored: str | None) -> None:
    column: Any = record._meta.get_field(name)
    kind = column.target_field if column.is_relation else column
    setattr(record, column.attname, None if stored is None else kind.to_python(stored))
