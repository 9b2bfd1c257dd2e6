"""The pages on which an edition is entered, looked at, released and sent back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from unfold.widgets import UnfoldAdminFileFieldWidget

from accounts.actor import Role
from accounts.requests.portal_request import PortalRequest
from core import audit
from core.files import ACCEPT
from core.forms.sending import sent
from core.forms.speaking import SpeakingForm
from core.values.text import CanonicalFormField, CanonicalProseFormField, clean_prose, validate_date_range
from core.values.verdict import Refused, sentence_of
from subsidies.catalogue import releasing
from subsidies.catalogue.figures import figures_for_edition, in_force
from subsidies.catalogue.models import Edition, EditionState, PolicyDocument
from subsidies.catalogue.permissions import can_release
from subsidies.catalogue.releasing import Entered, Source, can_reject
from subsidies.claims.models import Claim
from subsidies.claims.states import ClaimState
from subsidies.office.catalogue.figure_rows import ValueRow, document_of, documents_for, figures_of, typed_values
from subsidies.whatif.previewing import can_preview


class SourceForm(SpeakingForm):
    """The document that sets the figures."""

    kind = forms.ChoiceField(label="类别", choices=[("", "请选择"), *releasing.KINDS.items()])
    number = CanonicalFormField(label="依据文号", max_length=80, help_text="例如 长科发〔2026〕3号。")
    dated = forms.DateField(
        label="依据文件日期", validators=[validate_date_range], widget=forms.DateInput({"type": "date"})
    )
    holds_from = forms.DateField(
        label="自何日起适用", validators=[validate_date_range], widget=forms.DateInput({"type": "date"}),
        help_text="这一天及以后发生的事项按新数值核算；以前的核定结果不变。",
    )  # fmt: skip
    file = forms.FileField(
        label="依据文件",
        widget=UnfoldAdminFileFieldWidget({"accept": ACCEPT}),
        help_text="发布人对照这份文件复核。",
        error_messages={"required": "请选择依据文件。"},
    )
    note = CanonicalProseFormField(label="说明", max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: PortalRequest, *, page: Any) -> HttpResponse:
    """The form: source on top, then the figures that the text left open and those of the schemes that are chosen."""
    if not page.holds(request, "enter"):
        raise PermissionDenied
    documents = documents_for(request, [Role.POLICY_EDITOR])
    document = document_of(request, documents)
    form = SourceForm(sent(request), request.FILES or None)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            edition = _entered(request, document, form)
        except (Refused, ValidationError) as error:
            refused = sentence_of(error)
        else:
            messages.success(request, "已录入，待另一位政策发布人员复核发布。")
            return HttpResponseRedirect(reverse("admin:catalogue_edition_change", args=[edition.pk]))
    context = {
        **page.admin_site.each_context(request), **figures_of(request, document),
        "title": "录入政策参数", "form": form, "refused": refused, "document": document,
        "documents": documents,
    }  # fmt: skip
    status = 400 if request.method == "POST" else 200
    return TemplateResponse(request, "admin/subsidies/edition/enter.html", context, status=status)


def _entered(request: PortalRequest, document: PolicyDocument, form: SourceForm) -> Edition:
    data = form.cleaned_data
    known = {row.code: row.identity for row in figures_for_edition(document.key).values()}
    values = [
        Entered(known.get(code, ("", "", "")), text) for code, text in typed_values(request).items() if text.strip()
    ]
    source = Source(data["kind"], data["number"], data["dated"], data["holds_from"], data["note"])
    return releasing.enter(document=document, source=source, values=values, upload=data["file"], by=request.actor)


def edition_or_404(request: PortalRequest, pk: Any, page: Any) -> Edition:
    """The edition through the page's own gate."""
    found: Edition | None = page.get_object(request, str(pk))
    if found is None or not page.has_view_permission(request, found):
        raise Http404
    return found


SHAPES: dict[str, str] = {
    EditionState.DRAFT: "waiting",
    EditionState.RELEASED: "done",
    EditionState.REJECTED: "stopped",
}


@require_safe
def edition(request: PortalRequest, object_id: str, *, page: Any) -> HttpResponse:
    """One edition with its figures, its source and its history."""
    return _page(request, edition_or_404(request, object_id, page), page)


def _page(request: PortalRequest, found: Edition, page: Any, *, refused: str = "", reason: str = "") -> HttpResponse:
    context = {
        **page.admin_site.each_context(request),
        "opts": page.opts, "title": str(found), "original": found, "edition": found, "shape": SHAPES[found.state],
        "rows": _values(found),
        "may_release": can_release(request.actor, found), "may_reject": can_reject(request.actor, found),
        "entries": list(reversed(audit.history(found))), "refused": refused, "reason": reason,
        "waiting": _waiting(request, found), "may_preview": can_preview(request.actor, found.document.city_id),
    }  # fmt: skip
    status = 409 if refused else 200
    return TemplateResponse(request, "admin/subsidies/edition/edition.html", context, status=status)


def _values(found: Edition) -> list[ValueRow]:
    rows = figures_for_edition(found.document.key)
    held = in_force(rows, found.holds_from)
    made = []
    for value in found.values.all():
        figure = rows.get((value.scheme_code, value.name, value.key))
        if figure is not None:
            before = held.get(figure.identity)
            earlier = before.value if before and before.edition != found.number else figure.original
            made.append(
                ValueRow(figure, figure.shown(figure.original), figure.shown(earlier), figure.shown(value.value))
            )
    return made


def _waiting(request: PortalRequest, found: Edition) -> int:
    """How many claims wait for a standard of the schemes that a released edition sets."""
    if found.state != EditionState.RELEASED or not request.actor.city_ids(Role.REVIEWER):
        return 0
    codes = set(found.values.values_list("scheme_code", flat=True))
    waiting = Claim.objects.visible_to(request.actor).filter(state=ClaimState.WAITING_PARAMETER)
    return waiting.filter(scheme_code__in=codes).count()


@require_POST
def release(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """Let it hold."""
    found = edition_or_404(request, pk, page)
    try:
        releasing.release(edition=found, by=request.actor)
    except Refused as error:
        return _page(request, edition_or_404(request, pk, page), page, refused=error.reason)
    messages.success(request, "已发布，自适用之日起的事项按新数值核算；待公布标准的申报可以重新核算了。")
    return HttpResponseRedirect(reverse("admin:catalogue_edition_change", args=[pk]))


@require_POST
def reject(request: PortalRequest, pk: int, *, page: Any) -> HttpResponse:
    """Send it back with a reason."""
    found = edition_or_404(request, pk, page)
    typed = request.POST.get("reason", "")
    try:
        releasing.reject(edition=found, reason=clean_prose(typed, 1000), by=request.actor)
    except (Refused, ValidationError) as error:
        sentence = sentence_of(error)
        return _page(request, edition_or_404(request, pk, page), page, refused=sentence, reason=typed)
    messages.success(request, "已退回。")
    return HttpResponseRedirect(reverse("admin:catalogue_edition_change", args=[pk]))
