"""Figures of the demo: entered by one person and released by another, or only tried."""

from typing import Any

from accounts.cities.acting import acting, work_off
from accounts.cities.demo_paper import demo_paper
from accounts.cities.registry import DemoDeed, register_demo_deed
from accounts.cities.shaping import Shape, as_typed, by_name, day, one_of, text
from accounts.models import City
from enterprises.loading.deeds import WHO
from subsidies.catalogue.figures import FigureKey, figures_for_edition
from subsidies.catalogue.in_force import Figure
from subsidies.catalogue.models import PolicyDocument
from subsidies.catalogue.releasing import KINDS, Entered, Source, enter, reject, release
from subsidies.whatif.previewing import HANDLER, request_preview

Row = dict[str, Any]


def enter_figures(city: City, row: Row) -> None:
    """An editor enters figures with their document; another person releases or rejects them where the row says who."""
    values = [Entered(figure, typed) for figure, typed in _figures(row).items()]
    edition = enter(
        document=_document(city, row), values=values, upload=demo_paper("依据文件"), by=acting(row["by"]),
        source=Source(row["kind"], row["number"], row["dated"], row["holds_from"], row.get("note", "")),
    )  # fmt: skip
    if "released_by" in row:
        release(edition=edition, by=acting(row["released_by"]))
    if "rejected_by" in row:
        reject(edition=edition, reason=row["why"], by=acting(row["rejected_by"]))


def try_figures(city: City, row: Row) -> None:
    """Somebody asks what other figures would cost."""
    document = _document(city, row)
    known, since = figures_for_edition(document.key), row["holds_from"]
    changes = [Figure(*figure, known[figure].parse(typed), since, 0, "试算") for figure, typed in _figures(row).items()]
    request_preview(document=document, changes=changes, title=row["what"], by=acting(row["by"]))
    work_off([HANDLER])


def _document(city: City, row: Row) -> PolicyDocument:
    return PolicyDocument.objects.select_related("city").get(key=row["document"], city=city)


def _figures(row: Row) -> dict[FigureKey, str]:
    """The values by the scheme, name and key of their figures, which stand with a colon between them."""
    found: dict[FigureKey, str] = {}
    for code, typed in row["figures"].items():
        scheme, name, key = code.split(":")
        found[scheme, name, key] = typed
    return found


FIGURES = by_name(as_typed)
SAID = {"by": WHO, "document": text, "figures": FIGURES, "holds_from": day}
FROM_PAPER = Shape(
    SAID | {"kind": one_of(KINDS), "number": text, "dated": day},
    {"note": text, "released_by": WHO, "rejected_by": WHO, "why": text},
)
register_demo_deed(DemoDeed("enter_figures", FROM_PAPER, enter_figures))
register_demo_deed(DemoDeed("try_figures", Shape(SAID), try_figures))
