"""The rows of figures that a form of the admin shows: what the text says, what holds now, what was typed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from accounts.requests.portal_request import PortalRequest
from core.values.periods import business_today
from subsidies.catalogue.figures import FigureForEdition, FigureKey, figures_for_edition, in_force
from subsidies.catalogue.in_force import Figure
from subsidies.catalogue.models import PolicyDocument
from subsidies.policies import library

PREFIX = "value-"


@dataclass
class ValueRow:
    """One figure with what the text says, what holds now and what was typed."""

    figure: FigureForEdition
    original: str
    now: str
    typed: str = ""


def documents_for(request: PortalRequest, roles: Collection[str]) -> list[PolicyDocument]:
    """The documents of the cities in which the person holds one of the roles."""
    cities = request.actor.city_ids(*roles)
    rows = PolicyDocument.objects.visible_to(request.actor).filter(city__in=cities)
    return list(rows.select_related("city"))


def document_of(request: PortalRequest, documents: list[PolicyDocument]) -> PolicyDocument:
    """The document that is asked for, or the first; 404 when it is none of theirs."""
    wanted = request.POST.get("document") or request.GET.get("document", "")
    chosen = [row for row in documents if str(row.pk) == wanted] if wanted else documents[:1]
    if not chosen:
        raise Http404
    return chosen[0]


def figures_of(request: PortalRequest, document: PolicyDocument) -> dict[str, Any]:
    """Open figures, and those of the schemes that were asked for or typed into."""
    rows = figures_for_edition(document.key)
    held = in_force(rows, business_today())
    typed = typed_values(request)
    chosen = set(request.GET.getlist("scheme")) | {code.partition(":")[0] for code, text in typed.items() if text}
    made = [_row(row, held, typed) for row in rows.values()]
    return {
        "open_rows": [row for row in made if row.figure.is_open],
        "chosen_rows": [row for row in made if not row.figure.is_open and row.figure.scheme.code in chosen],
        "schemes": [row for row in library().schemes.values() if row.policy.key == document.key],
        "chosen": chosen,
    }


def typed_values(request: PortalRequest) -> dict[str, str]:
    """What was typed, by the figure's code."""
    posted: Any = request.POST  # the last text under each name
    return {name.removeprefix(PREFIX): text for name, text in posted.items() if name.startswith(PREFIX)}


def _row(figure: FigureForEdition, held: Mapping[FigureKey, Figure], typed: Mapping[str, str]) -> ValueRow:
    current = held.get(figure.identity)
    now = figure.shown(current.value if current else figure.original)
    source = f"（{current.source_number}，自{current.holds_from.isoformat()}起）" if current else ""
    return ValueRow(figure, figure.shown(figure.original), now + source, typed.get(figure.code, ""))
