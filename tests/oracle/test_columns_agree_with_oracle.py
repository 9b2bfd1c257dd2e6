"""The column evaluator and the oracle decide thousands of hard claims alike, in small blocks and large ones."""

import pytest

from tests.oracle import generate
from tests.oracle.columns import column_answers, rows_by_scheme
from tests.oracle.comparing import differences


@pytest.mark.parametrize(("seed", "count", "size"), [(201, 4000, 1_000_000), (202, 3000, 16), (203, 500, 1)])
def test_columns_agree_with_oracle(seed: int, count: int, size: int) -> None:
    rows = rows_by_scheme(list(generate.lines(seed, count)))
    for code, of_scheme in rows.items():
        for raw, ours, theirs in column_answers(code, of_scheme, size):
            assert differences(ours, theirs) == [], raw
