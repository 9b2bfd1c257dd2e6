"""Whether a record that is about to be written is well formed, and what the database says where it is taken."""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Func, Value

from core.likeness.comparing import without_marks
from core.values.keys import key_of
from core.values.verdict import Refused
from core.walls.acting import beyond_walls
from enterprises.models import RegisterRecord
from enterprises.models.registered import known_identity

UNIQUE_VIOLATION = "23505"
OTHER_MARKS = (
    "已有一条记录的编号与这一条只差横线、斜杠一类的标点。请照原件核对；确是同一个编号的，请按原件上的标点填写；"
    "确是另一个编号的，请带原件由园区服务窗口登记。"
)
LOOKS_THE_SAME = (
    "已有一条记录的编号与这一条看上去一样：只差字母O和数字0、字母I和数字1一类的写法，或“副本”一类的字样。请照原件核对；"
    "确是另一个编号的，请带原件由园区服务窗口登记。"
)
# Letters that a reader takes for digits, and what says of a number what it is: 技术合同登记编号…, 第…号（副本）.
LETTERS, DIGITS = "OIL", "011"
SAID_OF_THE_PAPER = "技术合同|合同|证书|登记|备案|编号|号码|证号|第|号|正本|副本|原件|复印件|扫描件|电子版"
TAKEN = "同样的记录已经登记过，请核对。"


class TakenAlready(Refused):
    """What the record is called names something that is recorded already, or may."""


def check(record: RegisterRecord) -> None:
    """Everything that the model asks but uniqueness, which only the database can answer for two at once.

    Raises ValidationError by field.
    """
    if found := faults(record):
        raise ValidationError({name: list(said) for name, said in found.items()})


def faults(record: RegisterRecord, unread: Collection[str] = ()) -> dict[str, list[str]]:
    """All that the model refuses, each beside the field that it is about. `unread`: fields that could not be read, of
    which nothing more is said, nor of what hangs on them."""
    found: dict[str, list[str]] = {}
    try:
        record.full_clean(exclude=set(unread), validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        for name, errors in error.error_dict.items():
            for one in errors:
                of_field = name == NON_FIELD_ERRORS and one.code in _columns(record)
                found.setdefault(str(one.code) if of_field else name, []).extend(one.messages)
    for constraint in record._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            about = _about(constraint.condition)
            try:
                constraint.validate(type(record), record, exclude={*found, *unread})
            except ValidationError as error:
                found.setdefault(about[0] if about else NON_FIELD_ERRORS, []).extend(error.messages)
    return {name: said for name, said in found.items() if name not in unread}


def _columns(record: RegisterRecord) -> set[str]:
    return {field.name for field in record._meta.fields}


def _about(condition: Any) -> list[str]:
    """The fields that a condition compares, in its order."""
    if isinstance(condition, tuple):
        return [str(condition[0]).partition("__")[0]]
    return [name for part in getattr(condition, "children", ()) for name in _about(part)]


def naming_field(record: RegisterRecord, names: Iterable[str]) -> str | None:
    """Which of these fields names the thing on its paper: the first text or year that its key consists of; None where
    none does by itself."""
    parts, columns = record.natural_key().split("|"), {field.name: field for field in record._meta.fields}
    told = (name for name in names if not columns[name].choices and not columns[name].is_relation)
    return next((name for name in told if (said := key_of(str(getattr(record, name) or ""))) and said in parts), None)


@beyond_walls("one thing is one, in whichever city it is recorded")
def refuse_other_marks(record: RegisterRecord) -> None:
    """Raises Refused where the record would be a new thing, but is called like a known one whose number merely has more
    marks, or fewer (2025-0002, 20250002), or looks the same to a reader (GR2O26 for GR2026, …（副本）). Such a one is
    entered by an office, with the paper before it.

    2026-1-12 and 2026-11-2 have theirs at other places and are two.
    """
    if known_identity(record):
        return
    key = record.natural_key()
    own, marks = without_marks(key)
    looks = Func("key", Value(f"-|{SAID_OF_THE_PAPER}"), Value(""), Value("g"), function="regexp_replace")
    looks = Func(looks, Value(LETTERS), Value(DIGITS), function="translate")
    rows = type(record)._default_manager.exclude(pk=record.pk).annotate(looks=looks)
    for known in rows.filter(looks=_as_it_looks(key)).values_list("key", flat=True):
        bare, others = without_marks(known)
        if bare != own:
            raise TakenAlready(LOOKS_THE_SAME)
        if marks < others or others < marks:
            raise TakenAlready(OTHER_MARKS)


def _as_it_looks(key: str) -> str:
    """The key as a reader takes it who does not look twice."""
    return re.sub(f"-|{SAID_OF_THE_PAPER}", "", key).translate(str.maketrans(LETTERS, DIGITS))


@contextmanager
def refused_when_taken(model: type[RegisterRecord]) -> Iterator[None]:
    """A write inside that meets a record with the same key raises Refused with the sentence of the constraint."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        cause = error.__cause__
        if getattr(cause, "pgcode", "") != UNIQUE_VIOLATION:
            raise
        raise TakenAlready(_sentence(model, str(cause.diag.constraint_name))) from error  # type: ignore[union-attr]  # psycopg's, where a constraint spoke


def _sentence(model: type[RegisterRecord], name: str) -> str:
    known = {row.name: row for row in model._meta.constraints if isinstance(row, models.UniqueConstraint)}
    return str(known[name].violation_error_message) if name in known else TAKEN
