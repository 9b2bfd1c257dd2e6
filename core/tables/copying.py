"""COPY: rows into a table of the database, as quickly as it takes them.

Nothing of a model runs: no save, no clean. Whoever calls it has asked all that they ask, and what the database itself
holds (constraints, triggers) holds here too.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count as serial
from typing import Any, TypeVar

from django.db import connection

PORTION = 5000
_SERIAL = serial()


class _Null(int):
    """NULL, written without quotes; a text of the same two letters has them."""

    def __str__(self) -> str:
        return "\\N"


NULL = _Null()
Row = TypeVar("Row")


def insert_rows(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write the rows, in portions, in the caller's transaction; returns how many. Values are as PostgreSQL reads them.

    By way of a table of the transaction: what guards the rows of a table takes an INSERT, and no COPY.
    """
    quote = connection.ops.quote_name
    named = ", ".join(map(quote, columns))
    count = 0
    with emptied_copy(table, columns) as beside, connection.cursor() as cursor:
        for portion in portions(rows, PORTION):
            count += copy_rows(beside, columns, portion)
            cursor.execute(f"INSERT INTO {quote(table)} ({named}) SELECT {named} FROM {beside}")  # nosec B608: names of models, quoted
            cursor.execute(f"TRUNCATE {beside}")
    return count


@contextmanager
def emptied_copy(table: str, columns: Sequence[str]) -> Iterator[str]:
    """A table of these columns without rows, rules or guards, for as long as it is needed."""
    quote = connection.ops.quote_name
    beside, named = f"beside_{next(_SERIAL)}", ", ".join(map(quote, columns))
    with connection.cursor() as cursor:
        emptied = f"SELECT {named} FROM {quote(table)} WITH NO DATA"  # nosec B608: names of models, quoted
        cursor.execute(f"CREATE TEMP TABLE {beside} ON COMMIT DROP AS {emptied}")
        yield beside
        cursor.execute(f"DROP TABLE {beside}")


def copy_rows(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> int:
    """COPY the rows into a table of the transaction; None is NULL."""
    named = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({named}) FROM STDIN WITH (FORMAT csv, NULL '{NULL}')", _stream(rows))
    return len(rows)


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


def _stream(rows: Iterable[Sequence[Any]]) -> io.StringIO:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows([NULL if cell is None else cell for cell in row] for row in rows)
    stream.seek(0)
    return stream
