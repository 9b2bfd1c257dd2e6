"""The clock of a claim: what its office promised, what of it is left, and why it stands; in words for both sides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core import calendar
from core.models import AuditEntry
from core.values.days import day_words
from core.values.periods import CalendarNotPublished, Clock, WorkCalendar, business_date, business_today
from subsidies.claims.clocks.promises import Promises, promise_on, promises_of
from subsidies.claims.clocks.visits import Move, Turn, moves_in, turn_of
from subsidies.claims.models import Claim, PromisedDays
from subsidies.claims.states import OFFICE_STEPS, ClaimState

UNSET = "时限未公布"
# Where the clock stands, and what the claim waits for meanwhile.
STANDS: Mapping[str, str] = {ClaimState.RETURNED: "补正", ClaimState.WAITING_PARAMETER: "待公布标准"}


@dataclass(frozen=True)
class ClaimClock:
    """What is told of a claim's time: the step of the office, the words, how they are drawn, on what they rest."""

    step: str
    words: str
    shape: str = "waiting"
    overdue: bool = False
    promised: PromisedDays | None = None

    @property
    def basis(self) -> str:
        """How many days which document promises; empty where none does."""
        return said_of(self.promised) if self.promised else ""


@dataclass(frozen=True)
class Timing:
    """What clocks are reckoned with, read once for many claims."""

    promises: Promises
    calendar: WorkCalendar
    today: date


def timing_for(city_ids: Iterable[int]) -> Timing:
    """The promises of the cities and the calendar, in two queries."""
    return Timing(promises_of(set(city_ids)), calendar.current(), business_today())


def clock_of(claim: Claim, entries: Iterable[AuditEntry], timing: Timing) -> ClaimClock | None:
    """The clock of one claim whose trail is at hand; None where no office has it and none waits for it."""
    return told(claim, moves_in(entries), timing)


def told(claim: Claim, moves: Sequence[Move], timing: Timing) -> ClaimClock | None:
    """What the trail of a claim says of its time."""
    turn = _turn(claim, moves)
    if turn is None:
        return None
    promised, step = _promised(claim, turn, timing), OFFICE_STEPS[turn.step]
    if promised is None:
        return ClaimClock(step, UNSET)
    words, shape, overdue = _words(claim, turn, _clock(turn, promised, timing), timing.today)
    return ClaimClock(step, words, shape, overdue, promised)


def is_late(claim: Claim, moves: Sequence[Move], timing: Timing) -> bool:
    """Whether the last promised day is over, without counting how long: for very many claims."""
    turn = _turn(claim, moves)
    promised = _promised(claim, turn, timing) if turn and not turn.stands else None
    return bool(turn and promised and _is_past(_clock(turn, promised, timing), timing.today))


def _turn(claim: Claim, moves: Sequence[Move]) -> Turn | None:
    return turn_of(moves) if claim.state in OFFICE_STEPS or claim.state in STANDS else None


def _promised(claim: Claim, turn: Turn, timing: Timing) -> PromisedDays | None:
    return promise_on(timing.promises, claim.city_id, turn.step, business_date(turn.since))


def _clock(turn: Turn, promised: PromisedDays, timing: Timing) -> Clock:
    return Clock(business_date(turn.since), promised.working_days, turn.pauses, timing.calendar)


def _is_past(clock: Clock, today: date) -> bool:
    try:
        last = clock.last_day()
    except CalendarNotPublished:
        return False
    return last is not None and last < today


def promised_to(claim: Claim) -> list[str]:
    """What is promised, step by step, to who hands in a claim on its day; nothing where nothing is."""
    if claim.submitted_at is None:
        return []
    promises, day = promises_of([claim.city_id]), business_date(claim.submitted_at)
    rows = (promise_on(promises, claim.city_id, step, day) for step in OFFICE_STEPS)
    return [said_of(row) for row in rows if row]


def said_of(row: PromisedDays) -> str:
    """How many days which document promises for a step."""
    return f"{OFFICE_STEPS[row.step]}承诺 {row.working_days} 个工作日，依据{row.basis}"


def _words(claim: Claim, turn: Turn, clock: Clock, today: date) -> tuple[str, str, bool]:
    """The words, their shape, and whether it is overdue."""
    try:
        left = clock.left(today)
    except CalendarNotPublished as unknown:
        late = not turn.stands and _is_past(clock, today)
        said = f"{unknown.year}年节假日安排未公布，"
        return said + ("已过期限" if late else "期限暂不能计算"), "stopped" if late else "attention", late
    if turn.stands:
        used = f"已用 {clock.used(today)} 个工作日" if left >= 0 else f"已超期 {-left} 个工作日"
        return f"计时暂停（{STANDS[claim.state]}），{used}", "waiting", False
    if left < 0:
        return f"已超期 {-left} 个工作日", "stopped", True
    return _still(clock, left, today)


def _still(clock: Clock, left: int, today: date) -> tuple[str, str, bool]:
    """Of a clock that runs with days left, or on its last day. The rest days after that are past it, too."""
    try:
        last = clock.last_day()
    except CalendarNotPublished as unknown:
        return f"还剩 {left} 个工作日（{unknown.year}年节假日安排公布后才能确定到期日）", "waiting", False
    if left == 0 and last is not None and last < today:
        return f"已过期限（{_called(last, today)}）", "stopped", True
    if left == 0:
        return "今天到期", "attention", False
    return f"还剩 {left} 个工作日（至{_called(last, today)}）" if last else f"还剩 {left} 个工作日", "waiting", False


def _called(day: date, today: date) -> str:
    return f"{day.month}月{day.day}日" if day.year == today.year else day_words(day)
