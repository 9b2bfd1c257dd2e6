"""A long list is laid out by a worker, for the person who asked, as they may see it today."""

from typing import Any

from accounts.actor import actor_of
from accounts.adminkit.exporting.laying_out import SheetAsked, chosen_of, columns_of, lay_out, request_of
from accounts.adminkit.importing.running import WRITE, page_of
from accounts.models import User
from core import jobs
from core.jobs import Finished, KeptPart, Watch
from core.models import Job
from core.values.verdict import Refused

EXPORT = "export"


@jobs.does(EXPORT)
def run_export(job: Job, watch: Watch) -> Finished:
    """Worker: the rows that the list shows now, as a file that the job keeps."""
    actor = actor_of(User.objects.get(pk=job.owner_id))
    page, request = page_of(job), request_of(actor, job.arguments["query"])
    if not page.has_export_permission(request):
        raise Refused("您已经不能导出这类记录，请联系本单位管理员。")
    watch.tell("正在读取记录")
    rows: Any = page.get_export_queryset(request)
    many = rows.count()
    wanted = chosen_of(columns_of(page, request), job.arguments["columns"])
    asked = SheetAsked(job.arguments["query"], int(job.arguments["format"]), wanted)
    made = lay_out(page, request, rows, asked, tell=lambda done: watch.tell("正在写入表格", done, many))
    jobs.keep(job, KeptPart.ANSWER, made.content)
    return Finished({"name": made.name, "content_type": made.content_type, "rows": many})


def start_export(page: Any, asked: SheetAsked, owner_id: int) -> Job:
    """Begin the job. Raises Refused where the person has enough of them open."""
    meta = page.model._meta
    return jobs.begin(
        owner_id=owner_id, kind=EXPORT, title=f"导出{meta.verbose_name}", step=WRITE,
        arguments={
            "model": meta.label_lower, "query": asked.query, "format": asked.format, "columns": list(asked.columns),
        },
    )  # fmt: skip
