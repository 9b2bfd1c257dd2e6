"""The steps of a reckoning without those that say nothing of their own, for papers."""

from collections.abc import Iterable
from decimal import Decimal

from subsidies.rules.words.working import NO_MONTHS, Worked

ALSO, YUAN = "，即", " 元"
_NO_MONTHS, _NOTHING = "0 个月", "0.00 元"


def folded(steps: Iterable[Worked]) -> list[Worked]:
    """Months of which there are none go into the sum that comes to nothing for that, and what only hands on the figure
    before it, with no part of a fen to leave out, into the step that it repeats. Of two sums put together of which one
    is nothing for want of months, the other is the whole."""
    return _without_nothing(_without_echoes(_without_no_months(list(steps))))


def sum_that_comes_to(amount: int, steps: Iterable[Worked]) -> str:
    """The formula in numbers of the first step that comes to `amount` (fen; parts of a fen are left out): where none
    has one, the article and the name of a standard; empty where no step comes to it."""
    come = [step for step in steps if not step.given and _fen(step.figure) == amount]
    standards = [" ".join(filter(None, (step.article, step.label.partition(ALSO)[0]))) for step in come]
    return next((step.sum for step in come if step.sum), next(iter(standards), ""))


def _fen(figure: str) -> int | None:
    """The whole fen of a figure; None where it is no sum of money."""
    number, unit, rest = figure.partition(YUAN)
    return int(Decimal(number) * 100) if unit and not rest else None


def _without_no_months(steps: list[Worked]) -> list[Worked]:
    """A sum that is nothing because it has no months says so itself, where no other step reckons with these months."""
    users = {row.label: [other for other in steps if row.label in other.names] for row in steps if _is_empty(row)}
    gone = {label: sums[0] for label, sums in users.items() if len(sums) == 1 and _is_nothing(sums[0])}
    reasons = {gone[row.label].label: row.sum for row in steps if row.label in gone}
    return [
        row._replace(sum=reasons[row.label], names="") if row.label in reasons else row
        for row in steps
        if row.label not in gone
    ]


def _is_empty(row: Worked) -> bool:
    return row.figure == _NO_MONTHS and bool(row.sum) and not (row.binding or row.source)


def _is_nothing(row: Worked) -> bool:
    return row.figure == _NOTHING and not (row.binding or row.source)


def _without_echoes(steps: list[Worked]) -> list[Worked]:
    found: list[Worked] = []
    for row in steps:
        before = found[-1] if found else None
        if before and _repeats(row, before):
            found[-1] = before._replace(label=f"{before.label}{ALSO}{row.label}")
        else:
            found.append(row)
    return found


def _without_nothing(steps: list[Worked]) -> list[Worked]:
    """Without a sum that has no months, and without the one step that reckons with it, which adds it to another."""
    for row in steps:
        if _is_nothing(row) and row.sum.endswith(NO_MONTHS):
            users = [other for other in steps if row.label in other.names]
            rest = [other for other in steps if other is not row and other not in users]
            whole = next((other for other in rest if len(users) == 1 and _adds(users[0], other, row)), None)
            if whole is not None:
                labels = [*whole.label.split(ALSO), *users[0].label.split(ALSO)]
                told = [one for one in labels if one == labels[-1] or one == labels[0] or _is_named(one, rest)]
                return [other._replace(label=ALSO.join(told)) if other is whole else other for other in rest]
    return steps


def _adds(row: Worked, whole: Worked, nothing: Worked) -> bool:
    """Whether a step only adds nothing to another."""
    parts = {whole.label.split(ALSO)[0], nothing.label}
    return set(row.names.split(" ＋ ")) == parts and row.figure == whole.figure and not (row.binding or row.source)


def _is_named(label: str, steps: list[Worked]) -> bool:
    return any(label in row.names for row in steps)


def _repeats(row: Worked, before: Worked) -> bool:
    """Whether a step only rounds what has nothing to round."""
    rounds = row.names == f"向下取到分（{before.label}）" and not row.sum
    return rounds and row.figure == before.figure and not (row.binding or row.source)
