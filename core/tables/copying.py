"""COPY: rows into a table of the database, as quickly as it takes them.

Nothing of a model runs: no save, no clean. Whoever calls it has asked all that they ask, and what the database itself
holds (constraints, triggers) holds here too.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connection

PORTION = 5000
_NULL = "\\N"
Row = TypeVar("Row")


def copy_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write the rows, in portions, in the caller's transaction; returns how many. Values are as PostgreSQL reads them;
    None is NULL."""
    quote = connection.ops.quote_name
    named = ", ".join(map(quote, columns))
    order = f"COPY {quote(table)} ({named}) FROM STDIN WITH (FORMAT csv, NULL '{_NULL}')"
    count = 0
    with connection.cursor() as cursor:
        for portion in portions(rows, PORTION):
            cursor.copy_expert(order, io.StringIO(_text(portion)))
            count += len(portion)
    return count


def portions(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """The rows in lists of at most `size`."""
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def _text(rows: Iterable[Sequence[Any]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([_NULL if cell is None else cell for cell in row] for row in rows)
    return stream.getvalue()
