"""The pages of a what-if: ask, watch, read, take along."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.requests.portal_request import PortalRequest
from core.forms.sending import sent
from core.forms.speaking import SpeakingForm
from core.sheets.formats import write_csv, write_xlsx
from core.values.money import to_yuan
from core.values.numbers import thousands_apart
from core.values.text import validate_date_range
from core.values.verdict import Refused
from subsidies.catalogue.figures import figures_for_edition, figures_of_scheme
from subsidies.catalogue.in_force import Figure
from subsidies.catalogue.models import Edition, PolicyDocument
from subsidies.office.catalogue.figure_rows import document_of, documents_for, figures_of, typed_values
from subsidies.policies import library
from subsidies.whatif.models import Preview, PreviewState
from subsidies.whatif.previewing import ASKERS, Progress, changes_of, figure_of, request_preview
from subsidies.whatif.summing import KINDS

SHOWN = 200
HEAD = [
    "类别",
    "申报编号",
    "申请人",
    "统一社会信用代码或门户编号",
    "事项",
    "年度",
    "调整前（元）",
    "调整后（元）",
    "增减（元）",
]
STEPS_HEAD = ["申报编号", "申请人", "事项", "年度", "步骤", "内容", "算式", "怎么算的，依据", "数值"]
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


class DayForm(SpeakingForm):
    """From which day the tried figures would hold."""

    holds_from = forms.DateField(
        label="自何日起适用", validators=[validate_date_range], widget=forms.DateInput({"type": "date"}),
        help_text="这一天及以后发生的事项按新数值试算。",
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PortalRequest, *, page: Any) -> HttpResponse:
    """The form: a day, and new values for figures of one or more schemes."""
    if not page.holds(request, "ask"):
        raise PermissionDenied
    documents = documents_for(request, ASKERS)
    document = document_of(request, documents)
    form, refused = DayForm(sent(request)), ""
    if request.method == "POST" and form.is_valid():
        try:
            changes = _changes(request, document, form)
            made = request_preview(
                document=document, changes=changes, title=_title(document, changes), by=request.actor
            )
        except Refused as error:
            refused = error.reason
        else:
            return HttpResponseRedirect(reverse("admin:whatif_preview_change", args=[made.pk]))
    context = {
        **page.admin_site.each_context(request), **figures_of(request, document), "title": "试算政策调整",
        "form": form, "refused": refused, "document": document, "documents": documents,
    }  # fmt: skip
    status = 400 if request.method == "POST" else 200
    return TemplateResponse(request, "admin/subsidies/preview/ask.html", context, status=status)


def _changes(request: PortalRequest, document: PolicyDocument, form: DayForm) -> list[Figure]:
    known = {row.code: row for row in figures_for_edition(document.key).values()}
    found = []
    for code, text in typed_values(request).items():
        if text.strip():
            if code not in known:
                raise Refused("所填的项目不属于这份文件。")
            value = known[code].parse(text)
            found.append(Figure(*known[code].identity, value, form.cleaned_data["holds_from"], 0, "试算"))
    return found


def _title(document: PolicyDocument, changes: list[Figure]) -> str:
    known = figures_for_edition(document.key)
    parts = [
        f"{row.scheme} {known[row.scheme, row.name, row.key].label}"
        f"改为{known[row.scheme, row.name, row.key].shown(row.value)}"
        for row in changes
    ]
    return "；".join(parts)[:200]


@require_POST
def of_edition(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """Try the figures of an edition, before or after its release."""
    found = Edition.objects.visible_to(request.actor).filter(pk=pk).select_related("document").first()
    if found is None:
        raise Http404
    changes = changes_of(found)
    try:
        title = f"{found}：{_title(found.document, changes)}"
        made = request_preview(document=found.document, changes=changes, title=title, by=request.actor)
    except Refused as error:
        messages.error(request, error.reason)
        return HttpResponseRedirect(reverse("admin:catalogue_edition_change", args=[pk]))
    return HttpResponseRedirect(reverse("admin:whatif_preview_change", args=[made.pk]))


def preview_or_404(request: PortalRequest, pk: Any, page: Any) -> Preview:
    """The preview through the page's own gate."""
    found: Preview | None = page.get_object(request, str(pk))
    if found is None or not page.has_view_permission(request, found):
        raise Http404
    return found


@dataclass(frozen=True)
class PreviewLine:
    """One line of a table of totals. Money in fen."""

    label: str
    count: int
    gain: int
    lose: int
    before: int
    after: int

    @property
    def delta(self) -> int:
        return self.after - self.before


@require_safe
def preview(request: PortalRequest, object_id: str, *, page: Any) -> HttpResponse:
    """What was asked and what it comes to; for those who may read claims, also who gains and who loses."""
    found = preview_or_404(request, object_id, page)
    context: dict[str, Any] = {
        **page.admin_site.each_context(request), "opts": page.opts, "title": str(found), "original": found,
        "preview": found, "changes": [_asked(row) for row in found.changes],
    }  # fmt: skip
    if found.result:
        tables = {name: [PreviewLine(*row) for row in rows] for name, rows in found.result["tables"].items()}
        total = PreviewLine("合计", *(sum(getattr(line, part) for line in tables["scheme"]) for part in _PARTS))
        context |= {"tables": tables, "total": total, "may_list": page.holds(request, "list", found)}
        if context["may_list"]:
            rows = [[KINDS[row[0]], *row[1:8], row[7] - row[6]] for row in found.rows[:SHOWN]]
            context |= {"rows": rows, "more": len(found.rows) - len(rows)}
    else:
        context |= {"progress": _progress(found)}
    return TemplateResponse(request, "admin/subsidies/preview/preview.html", context)


_PARTS = ("count", "gain", "lose", "before", "after")


def _asked(row: dict[str, Any]) -> dict[str, str]:
    figure = figure_of(row)
    scheme = library().schemes.get(figure.scheme)
    rows = figures_of_scheme(scheme) if scheme else ()
    known = next((one for one in rows if one.identity == (figure.scheme, figure.name, figure.key)), None)
    if known is None:
        return {"scheme": figure.scheme, "label": figure.name, "value": figure.value, "day": str(figure.holds_from)}
    return {
        "scheme": f"{known.scheme.code} {known.scheme.title}", "label": known.label,
        "original": known.shown(known.original), "value": known.shown(figure.value),
        "day": figure.holds_from.isoformat(),
    }  # fmt: skip


def _progress(found: Preview) -> dict[str, Any]:
    what, done, of = Progress(found.public_id).read()
    return {"what": what, "done": done, "of": of, "percent": min(100, done * 100 // of) if of else 0}


@require_safe
def progress(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """A fragment while it is reckoned; once it is done, the word to load the page again."""
    found = preview_or_404(request, pk, page)
    if found.state != PreviewState.WAITING:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return TemplateResponse(request, "admin/subsidies/preview/progress.html", {"progress": _progress(found)})


@require_safe
def sheet(request: PortalRequest, pk: int, kind: str, *, page: Any) -> HttpResponse:
    """Every claim that gains or loses, as a sheet, for those who may read claims."""
    found = preview_or_404(request, pk, page)
    if not page.holds(request, "list", found):
        raise PermissionDenied
    if found.state != PreviewState.DONE or kind not in TYPES:
        raise Http404
    rows = (
        [KINDS[row[0]], *row[1:6], to_yuan(row[6]), to_yuan(row[7]), to_yuan(row[7] - row[6])] for row in found.rows
    )
    steps = ("测算步骤", STEPS_HEAD, _steps(found))
    content = write_xlsx(HEAD, rows, steps, title="增减明细") if kind == "xlsx" else write_csv(HEAD, rows).encode()
    response = HttpResponse(content, content_type=TYPES[kind])
    name = f"调整试算{found.pk}增减明细.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _steps(found: Preview) -> Iterator[list[Any]]:
    """Each step of a changed sum as a row; of an older preview and of small changes beside many there is none."""
    for row in found.rows:
        for number, step in enumerate(row[8] if len(row) > 8 else (), start=1):
            yield [row[1], row[2], row[4], row[5], number, *map(thousands_apart, step)]
