"""What the page of a job shows: its counts, its rows by what they mean, old and new beside each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

from accounts.adminkit.importing.reporting import fault_words, in_one
from accounts.adminkit.importing.running import CHECK, IMPORT, UNDO, WRITE
from accounts.models import RowState, SheetRow
from accounts.requests.portal_request import PortalRequest
from core.jobs import progress_of
from core.models import Job, JobState

ON_A_PAGE = 50
SHAPES: dict[str, str] = {
    JobState.OPEN: "waiting", JobState.DONE: "done", JobState.FAILED: "stopped", JobState.CANCELLED: "attention",
}  # fmt: skip
_SHAPES: dict[str, str] = {
    RowState.NEW: "done", RowState.CHANGED: "attention", RowState.SAME: "draft", RowState.WRONG: "stopped",
}  # fmt: skip


@dataclass(frozen=True)
class RowTab:
    """One kind of rows, as an address."""

    label: str
    url: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class CellShown:
    """A cell: what stands there now, and what stood there before where that is another thing; wrong, and why."""

    text: str
    before: str | None = None
    why: str = ""


@dataclass(frozen=True)
class RowShown:
    """A row of the sheet as the preview lays it out."""

    number: int
    label: str
    shape: str
    cells: list[CellShown]
    faults: str


def page_context(request: PortalRequest, job: Job) -> dict[str, Any]:
    """The context of a job's page."""
    context: dict[str, Any] = {"job": job, "progress": progress_of(job), "headline": headline(job)}
    context |= {"resumable": job.can_resume, "is_import": job.kind == IMPORT}
    if job.kind != IMPORT or CHECK not in job.result:
        return context
    shown = job.result.get(WRITE) if job.step != CHECK and WRITE in job.result else job.result[CHECK]
    counts = {state: shown["counts"].get(state.value, 0) for state in RowState}
    chosen = _chosen(request, counts)
    rows = SheetRow.objects.filter(job=job, **({"state": chosen} if chosen else {}))
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    heads = shown["heads"]
    return context | {
        "counts": counts, "tabs": _tabs(counts, chosen), "heads": heads, "page_obj": page,
        "rows": _rows(page.object_list, heads), "wrong": counts[RowState.WRONG],
        "good": counts[RowState.NEW] + counts[RowState.CHANGED], "undone": job.result.get(UNDO),
        "may_write": job.state == JobState.DONE and job.step == CHECK,
        "anew": shown.get("anew", 0), "foretold": job.result[CHECK].get("foretold", ()),
        "may_undo": may_undo(job),
    }  # fmt: skip


def standing(job: Job) -> tuple[str, str]:
    """How a job stands in the list: shape and word. A sheet that was only looked through is not done."""
    if job.kind != IMPORT or job.state != JobState.DONE or job.step != CHECK:
        return SHAPES[job.state], job.get_state_display()
    counts = job.result[CHECK]["counts"]
    if counts["new"] + counts["changed"]:
        return "waiting", "等待确认"
    return ("stopped", "没有写入") if counts["wrong"] else ("done", "没有变化")


def may_undo(job: Job) -> bool:
    """Whether something of what was written stands still."""
    written = job.step == WRITE or (job.step == UNDO and job.result[UNDO]["kept"] > 0)
    return job.state == JobState.DONE and written


def headline(job: Job) -> str:
    """The answer with which the page opens."""
    if job.is_open:
        return "正在办理"
    if job.can_resume:
        return "没有完成" if job.state == JobState.FAILED else "已停止"
    if job.kind != IMPORT:
        return "已完成，可以下载"
    found = job.result[job.step]
    if job.step == UNDO:
        kept = f"，{found['kept']} 行保持现状" if found["kept"] else ""
        return f"已撤销 {found['back']} 行{kept}"
    counts = found["counts"]
    good, wrong = counts["new"] + counts["changed"], counts["wrong"]
    if job.step == WRITE:
        return f"已导入 {good} 行" + (f"，{wrong} 行有误没有导入" if wrong else "")
    return f"核对完毕：{good} 行可以导入" + (f"，{wrong} 行有误" if wrong else "")


def _chosen(request: PortalRequest, counts: dict[RowState, int]) -> str:
    asked = request.GET.get("only", "")
    if asked in RowState.values or asked == "all":
        return "" if asked == "all" else asked
    return RowState.WRONG if counts[RowState.WRONG] else ""


def _tabs(counts: dict[RowState, int], chosen: str) -> list[RowTab]:
    rows = [RowTab(state.label, f"?only={state.value}", counts[state], chosen == state.value) for state in RowState]
    return [RowTab("全部", "?only=all", sum(counts.values()), not chosen), *rows]


def _rows(rows: Iterable[SheetRow], heads: list[str]) -> list[RowShown]:
    return [
        RowShown(
            row.number, row.get_state_display(), _SHAPES[row.state], [_cell(row, head) for head in heads],
            in_one(fault_words(row)),
        )
        for row in rows
    ]  # fmt: skip


def _cell(row: SheetRow, head: str) -> CellShown:
    text = row.after.get(head, "")
    why = in_one(sentence for name, sentence in row.faults if name == head)
    before = (row.before or {}).get(head)
    return CellShown(text, before if before is not None and before != text else None, why)
