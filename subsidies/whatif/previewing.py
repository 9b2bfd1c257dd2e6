"""What if: changed figures tried on all past, pending and coming claims of a city, in the background.

Nothing is stored but the preview: no award, no claim, no edition is touched.
"""

import time
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor, Role
from accounts.models import City
from core import audit, outbox
from core.values.periods import business_today
from core.values.verdict import Refused, Verdict, no, require
from subsidies.catalogue.figures import figures_for_edition
from subsidies.catalogue.in_force import Figure, released_figures, superseded
from subsidies.catalogue.models import Edition, PolicyDocument
from subsidies.policies import library
from subsidies.whatif.cases import Tried, TriedClaim, cases_of
from subsidies.whatif.coming import coming
from subsidies.whatif.models import Preview, PreviewState
from subsidies.whatif.reckoning import grid_of, reckon
from subsidies.whatif.summing import Rows, summed

HANDLER = "whatif.preview"
ASK = audit.action("ask_preview", "发起调整试算")
audit.tell_details(adjustment="调整")
ASKERS = (Role.POLICY_EDITOR, Role.POLICY_RELEASER, Role.TREASURER, Role.OFFICIAL)
MOST_CHANGES = 60
MOST_WAITING = 3
GIVEN_UP = "系统试了几次都没有算出结果，已列入管理员的后台任务。您可以换一组数值，或稍后重新发起试算。"


def can_preview(actor: Actor, city_id: int) -> Verdict:
    """May the actor ask what a change would cost this city?"""
    if actor.roles_in(city_id) & set(ASKERS):
        return Verdict(True)
    return no("只有本市的政策、资金人员和市级领导可以试算政策调整。")


@transaction.atomic
def request_preview(*, document: PolicyDocument, changes: Sequence[Figure], title: str, by: Actor) -> Preview:
    """Ask for a preview; a worker reckons it (handler whatif.preview). Raises Refused with a sentence."""
    require(can_preview(by, document.city_id))
    if not 0 < len(changes) <= MOST_CHANGES:
        raise Refused("请填写要试算的数值。")
    known = figures_for_edition(document.key)
    if any((row.scheme, row.name, row.key) not in known for row in changes):
        raise Refused("所填的项目不属于这份文件。")
    running = Preview.objects.filter(created_by=by.user_id, state=PreviewState.WAITING).count()
    if running >= MOST_WAITING:
        raise Refused(f"您已有 {running} 项试算在进行，请等其中一项完成。")
    preview = Preview.objects.create(
        city_id=document.city_id, title=title[:200], changes=[row.as_json() for row in changes],
        created_by_id=by.user_id,
    )  # fmt: skip
    outbox.enqueue(HANDLER, preview_id=preview.pk)
    city = City.objects.get(pk=document.city_id)
    audit.record(by=by, action=ASK, subject=preview, chain=city.key, detail={"adjustment": title})
    return preview


def changes_of(edition: Edition) -> list[Figure]:
    """The figures of an edition, released or not, as changes to try."""
    return [
        Figure(row.scheme_code, row.name, row.key, row.value, edition.holds_from, edition.number, edition.source_number)
        for row in edition.values.all()
    ]


@outbox.handles(HANDLER, words="调整试算")
def run_preview(preview_id: int) -> None:
    """Worker: reckon a preview once. Runs inside the outbox's transaction; progress goes through the cache.

    One that was given up is reckoned after all when its message is opened again.
    """
    preview = Preview.objects.select_related("city").get(pk=preview_id)
    if preview.state == PreviewState.DONE:
        return
    started = time.monotonic()
    changes = [figure_of(row) for row in preview.changes]
    try:
        preview.result, preview.rows = answer(preview.city_id, changes, Progress(preview.public_id))
    except ValueError as error:  # a figure that the text of today no longer has
        preview.state, preview.error = PreviewState.FAILED, str(error)[:300]
    else:
        preview.result["seconds"] = f"{time.monotonic() - started:.1f}"
        preview.state, preview.error = PreviewState.DONE, ""
    preview.done_at = timezone.now()
    preview.save(update_fields=["result", "rows", "state", "error", "done_at"])


@outbox.when_parked(HANDLER)
def give_up(preview_id: int) -> None:
    """The outbox has parked the work: the preview has failed, and its asker may ask again."""
    waiting = Preview.objects.filter(pk=preview_id, state=PreviewState.WAITING)
    waiting.update(state=PreviewState.FAILED, error=GIVEN_UP, done_at=timezone.now())


def answer(city_id: int, changes: Sequence[Figure], progress: "Progress") -> tuple[dict[str, Any], Rows]:
    """Totals and rows of what the changes would bring in a city."""
    codes = sorted({row.scheme for row in changes})
    cases = cases_of(city_id, codes, lambda done: progress.tell("读取申报", done, 0))
    cases += coming(cases, business_today())
    released = released_figures()
    changed = sorted([*released, *changes], key=lambda row: row.holds_from)
    now, then = superseded(library(), released), superseded(library(), changed)
    answers = []
    for code in codes:
        some = [case for case in cases if case.scheme == code]
        if some:
            grid = grid_of(library().schemes[code], some, lambda done: progress.tell("逐件试算", done, len(cases)))
            stands = _standing(some, min(row.holds_from for row in changes if row.scheme == code))
            answers.append((grid, reckon(now, grid, stands, released), reckon(then, grid, stands, changed)))
    return summed(answers, City.objects.get(pk=city_id).payers, then)


def _standing(cases: Sequence[TriedClaim], first_day: date) -> Any:
    """Which cases no change touches: awarded for a day before it, or settled singly."""
    return np.array([case.agreed or (case.kind == Tried.PAST and case.on < first_day) for case in cases], np.bool_)


def figure_of(row: dict[str, Any]) -> Figure:
    """A figure from its JSON."""
    return Figure.from_json(row)


class Progress:
    """How far a preview is, told through the cache; a cache that is away costs nothing but the telling.

    Told by `public_id`: a restored database counts the same numbers again.
    """

    def __init__(self, public_id: UUID) -> None:
        self.key = f"preview:{public_id}"

    def tell(self, what: str, done: int, of: int) -> None:
        try:
            cache.set(self.key, (what, done, of), timeout=600)
        except Exception:
            return

    def read(self) -> tuple[str, int, int]:
        """What is being done, how many claims are done, of how many (0: not known yet)."""
        try:
            found: tuple[str, int, int] | None = cache.get(self.key)
        except Exception:
            found = None
        return found or ("等待后台执行", 0, 0)
