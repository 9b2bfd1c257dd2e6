"""The faults of a sheet as a workbook: the wrong rows as they were handed in, each with what is wrong and where."""

from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from accounts.models import RowState, SheetRow
from core.models import Job
from core.sheets.formats import write_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROW, WHY = "表中行号", "错误说明"


def faults_sheet(job: Job) -> bytes:
    """Only the wrong rows, under the sheet's own heads: put right, they can be handed in again as they are."""
    heads = list(job.result.get("check", {}).get("heads", ()))
    return write_xlsx([*heads, ROW, WHY], _lines(job, heads), title="有误的行")


def _lines(job: Job, heads: list[str]) -> Iterator[list[str]]:
    for row in SheetRow.objects.filter(job=job, state=RowState.WRONG).iterator():
        cells = [row.after.get(head, "") for head in heads]
        yield [*cells, str(row.number), in_one(fault_words(row))]


def fault_words(row: SheetRow) -> list[str]:
    """What is wrong with a row, each fault with the head of its column."""
    return [f"{head}：{sentence}" if head else sentence for head, sentence in row.faults]


def in_one(sentences: Iterable[str]) -> str:
    """Several sentences as one, with one full stop."""
    told = "；".join(sentence.rstrip("。") for sentence in sentences)
    return f"{told}。" if told else ""


def as_download(content: bytes, name: str, content_type: str = XLSX) -> HttpResponse:
    """A sheet made on the spot, which no browser opens or keeps."""
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
