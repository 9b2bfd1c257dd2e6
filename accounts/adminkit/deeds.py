"""Sheets that the demo's people bring in and take along."""

from typing import Any

from django.contrib import admin
from django.core.files.base import ContentFile

from accounts.adminkit.exporting.laying_out import SheetAsked, columns_of, request_of
from accounts.adminkit.exporting.running import start_export
from accounts.adminkit.importing.running import CHECK, WRITE
from accounts.adminkit.importing.starting import start_import
from accounts.cities.acting import acting, work_off
from accounts.cities.registry import DemoDeed, register_demo_deed
from accounts.cities.shaping import Shape, flag, of, some_words, text
from accounts.models import City, User
from core import jobs
from core.jobs.asking import WORK


def bring_in(city: City, row: dict[str, Any]) -> None:
    """A sheet is looked through; where the row says so what is right in it is written too."""
    by = acting(row["by"])
    page = _page(row)
    sheet = ContentFile("\n".join(row["lines"]).encode(), name=f"{row['named']}.csv")
    job = start_import(page=page, upload=sheet, choice={"format": "0", "resource": "0"}, by=by)
    work_off([WORK])
    if row["write"]:
        jobs.next_step(job, step=WRITE, after=CHECK, good_only=True)
        work_off([WORK])


def take_along(city: City, row: dict[str, Any]) -> None:
    """A whole list as a sheet that is kept for whoever asked."""
    by, page = acting(row["by"]), _page(row)
    every = tuple(name for name, _ in columns_of(page, request_of(by, "")))
    start_export(page, SheetAsked("", 0, every), by.user_id or 0)
    work_off([WORK])


def _page(row: dict[str, Any]) -> Any:
    return next(page for model, page in admin.site._registry.items() if model._meta.label_lower == row["model"])


SHEET = Shape({"by": of(User, "username"), "model": text, "named": text, "lines": some_words, "write": flag})
register_demo_deed(DemoDeed("bring_in", SHEET, bring_in))
register_demo_deed(DemoDeed("take_along", Shape({"by": of(User, "username"), "model": text}), take_along))
