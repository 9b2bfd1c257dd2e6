"""The three ways of `benchmarks.importing`: ours as a job does it, the library as it comes, the library in bulk."""

from __future__ import annotations

from collections import Counter
from typing import Any

import tablib
from django.db import transaction
from import_export import resources, widgets
from import_export.fields import Field

from accounts.actor import Actor, Role, Standing
from accounts.actor.acting import StandingKind
from accounts.adminkit.importing.judging import judged, numbers_of
from accounts.adminkit.importing.many.bringing import rows_of
from accounts.adminkit.importing.recording import keep_rows
from accounts.adminkit.importing.running import uncollected
from accounts.adminkit.widgets import ChoiceWidget
from accounts.models import City, User
from benchmarks.importing import APPLICANTS, HEADS, rows, timed, workbook
from core.models import Job
from core.sheets.formats import Xlsx
from core.values.identifiers import make_uscc
from enterprises.models import Applicant, Recognition
from enterprises.models.recognition import RecognitionKind
from enterprises.registers.sheets import RecognitionResource


@transaction.atomic
def run_way(way: str, count: int) -> None:
    """Prepare a city, run, and take everything back."""
    city = City.objects.order_by("pk").first()
    if city is None:
        raise SystemExit("manage.py load_reference first")
    user = User.objects.create(username="benchmark", name="测速")
    codes = [make_uscc(city.code, 400_000 + number) for number in range(APPLICANTS)]
    Applicant.objects.bulk_create(
        [Applicant(city=city, name=f"测速{code}", uscc=code, unit_code=code, kind="enterprise") for code in codes]
    )
    standing = Standing(StandingKind.DEPARTMENT, Role.OPERATOR, 0, "测速", city.pk)
    actor = Actor(user.pk, user.name, (standing,))
    book = workbook(rows(count, codes))
    WAYS[way](book, count, actor, city)
    transaction.set_rollback(True)


def _resource(actor: Actor, city: City) -> RecognitionResource:
    return RecognitionResource(actor=actor, city=city)


def _read(book: bytes) -> Any:
    return Xlsx().create_dataset(book)


def _ours(book: bytes, count: int, actor: Actor, city: City) -> None:
    job = Job.objects.create(owner_id=actor.user_id or 0, kind="import", title="测速", step="check")

    def looked_through() -> Any:
        with uncollected():
            return keep_rows(job, rows_of(_resource(actor, city), _read(book), dry_run=True))

    def written() -> Any:
        wrong = set(job.rows.filter(state="wrong").values_list("number", flat=True))
        dataset = _read(book)
        numbers = numbers_of(dataset)
        good = tablib.Dataset(
            *(row for row, number in zip(dataset, numbers, strict=True) if number not in wrong), headers=dataset.headers
        )
        with uncollected():
            return keep_rows(job, rows_of(_resource(actor, city), good, dry_run=False))

    timed("ours, dry run", count, looked_through)
    timed("ours, written", count, written)


def _library(book: bytes, count: int, actor: Actor, city: City) -> None:
    def once(*, dry_run: bool) -> Any:
        dataset = _read(book)
        if not dry_run:
            dataset = tablib.Dataset(*list(dataset)[:99] * 1, headers=dataset.headers)
        return dict(Counter(row.state.value for row in judged(_resource(actor, city), dataset, dry_run=dry_run)))

    timed("library as it comes, dry run", count, lambda: once(dry_run=True))
    timed("library as it comes, written", 99, lambda: once(dry_run=False))


class BulkResource(resources.ModelResource):
    """The library's bulk mode: no gate, no city, no verb, no history. What it would be quick without."""

    applicant = Field("applicant", HEADS[0], widget=widgets.ForeignKeyWidget(Applicant, "unit_code"))
    kind = Field("kind", HEADS[1], widget=ChoiceWidget(RecognitionKind.choices))
    certificate_no = Field("certificate_no", HEADS[3])
    issued_on = Field("issued_on", HEADS[4], widget=widgets.DateWidget("%Y-%m-%d"))
    expires_on = Field("expires_on", HEADS[5], widget=widgets.DateWidget("%Y-%m-%d"))
    stated_sequence = Field("stated_sequence", HEADS[6], widget=widgets.IntegerWidget())

    class Meta:
        model = Recognition
        import_id_fields = ("kind", "certificate_no")
        fields = ("applicant", "kind", "certificate_no", "issued_on", "expires_on", "stated_sequence")
        clean_model_instances = True


for _option in ("use_bulk", "skip_diff", "force_init_instance"):
    setattr(BulkResource._meta, _option, True)


def _bulk(book: bytes, count: int, actor: Actor, city: City) -> None:
    def once(*, dry_run: bool) -> Any:
        return dict(BulkResource().import_data(_read(book), dry_run=dry_run, use_transactions=True).totals)

    timed("library in bulk, dry run", count, lambda: once(dry_run=True))
    timed("library in bulk, written", count, lambda: once(dry_run=False))


WAYS = {"ours": _ours, "library": _library, "bulk": _bulk}
