"""How long claims lie in each state, unit by unit."""

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests.portal_request import PortalRequest
from core import calendar
from subsidies.claims.clocks.times import Journey, Spent, times_of
from subsidies.claims.clocks.visits import moves_of
from subsidies.policies import library

SPANS = {"30": "近30天", "90": "近90天", "365": "近一年"}
USUAL = "365"
MOST = 20_000


@require_safe
def times(request: PortalRequest, *, page: Any) -> HttpResponse:
    """Of the claims handed in since so many days, the latest first: the time in each state that they have left."""
    if not page.has_view_permission(request):
        raise PermissionDenied
    asked = request.GET.get("days", USUAL)
    span = asked if asked in SPANS else USUAL
    rows = page.get_queryset(request).order_by("-submitted_at", "-pk")
    claims = list(_since(rows, span).values_list("pk", "city__name", "scheme_code")[: MOST + 1])
    spent = times_of(_journeys(claims[:MOST]), calendar.current())
    tabs = [
        {"url": f"?days={key}", "label": label, "chosen": key == span, "count": _since(rows, key).count()}
        for key, label in SPANS.items()
    ]
    context = {
        **page.admin_site.each_context(request), "title": "办理用时", "tabs": tabs,
        "rows": [_row(row) for row in spent], "claims": min(len(claims), MOST),
        "most": MOST if len(claims) > MOST else 0,
    }  # fmt: skip
    return TemplateResponse(request, "admin/subsidies/claim/times.html", context)


def _since(rows: Any, span: str) -> Any:
    return rows.filter(submitted_at__gte=timezone.now() - timedelta(days=int(span)))


def _journeys(claims: list[tuple[int, str, str]]) -> Iterator[Journey]:
    """The way of each claim with the unit that leads, named with its city."""
    moves = moves_of([pk for pk, _, _ in claims])
    for pk, city, code in claims:
        scheme = library().schemes.get(code)
        lead = next(iter(scheme.units if scheme else ()), "受理窗口")
        yield f"{city}市 {lead}", moves.get(pk, [])


def _row(spent: Spent) -> dict[str, Any]:
    return {
        "unit": spent.unit, "state": spent.state.label_office, "stays": spent.stays, "uncounted": spent.uncounted,
        "half": _days(spent.half), "nine_tenths": _days(spent.nine_tenths),
    }  # fmt: skip


def _days(value: Fraction | None) -> str:
    """With one place where it is no whole number."""
    if value is None:
        return "—"
    return f"{int(value)}" if value.denominator == 1 else f"{float(value):.1f}"
