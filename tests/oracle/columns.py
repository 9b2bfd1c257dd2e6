"""Put generated lines through the column evaluator, scheme by scheme, in blocks of any size."""

from collections.abc import Iterator
from typing import Any

from subsidies.policies import library
from subsidies.rules.many.building import columns_of
from subsidies.rules.many.deciding import decision_at, evaluate_many
from subsidies.rules.model.jsontext import read_json
from tests.oracle import reading, run

Row = tuple[bytes, bool, dict[str, Any]]


def rows_by_scheme(lines: list[bytes]) -> dict[str, list[Row]]:
    """Of each known scheme: line, whether its matter was taken before it, and what the oracle answers."""
    taken: run.Taken = set()
    rows: dict[str, list[Row]] = {}
    for number, raw in reading.numbered(lines):
        try:
            header, _ = run.read_header(reading.json_object(raw))
        except reading.NotJson:
            continue
        duplicate = header.pair is not None and header.pair in taken
        answer = run.answer(number, raw, taken)
        if header.code is not None:
            rows.setdefault(header.code, []).append((raw, duplicate, answer))
    return rows


def column_answers(code: str, rows: list[Row], size: int) -> Iterator[tuple[bytes, dict[str, Any], dict[str, Any]]]:
    """Line, the oracle's answer and the columns' answer, in blocks of so many rows; columns carry no id."""
    scheme = library().schemes[code]
    for start in range(0, len(rows), size):
        block = rows[start : start + size]
        columns = columns_of(scheme, [read_json(raw) for raw, _, _ in block], [duplicate for _, duplicate, _ in block])
        decisions = evaluate_many(scheme, columns)
        for place, (raw, _, ours) in enumerate(block):
            theirs = decision_at(scheme, decisions, place).to_json(steps=False)
            yield raw, ours, {**theirs, "id": ours["id"]}
