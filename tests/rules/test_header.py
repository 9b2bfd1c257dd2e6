"""A field of the header is told once: a made-up one is two edits, and every way of reading claims knows it."""

import json
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from subsidies.rules.model.header import FIELDS, Header

ROOT = Path(__file__).resolve().parents[2]
EDITS = (
    (
        '    HeaderField("facts", "申报事实"',
        '    _of(Fact("urgent", FactType.BOOL, "是否加急", default="false")),\n    HeaderField("facts", "申报事实"',
    ),
    ("    other: int\n", "    other: int\n    urgent: bool\n"),
)
ASKED = """
import io, json, sys
from subsidies.policies import library
from subsidies.rules import columns_of, decision_at, evaluate, evaluate_many
from subsidies.rules.batch.batch import run_batch

claims = json.loads(sys.stdin.read())
lib, sink = library(), io.BytesIO()
run_batch(library, io.BytesIO("\\n".join(map(json.dumps, claims * 60)).encode()), sink)
scheme = lib.schemes[claims[0]["scheme"]]
many = evaluate_many(scheme, columns_of(scheme, claims))
print(json.dumps({
    "single": [list(evaluate(lib, claim).reasons) for claim in claims],
    "columns": [list(decision_at(scheme, many, row).reasons) for row in range(len(claims))],
    "batch": [json.loads(line)["reasons"] for line in sink.getvalue().splitlines()][: len(claims)],
    "says": scheme.reasons["header_wrong:urgent"],
}))
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The engine and the policies with a field more, and what they read with."""
    for room in ("subsidies/rules", "subsidies/policies", "enterprises/values", "core/texts"):
        shutil.copytree(ROOT / room, tmp_path / room)
    for wing in ("subsidies", "enterprises", "core"):
        (tmp_path / wing / "__init__.py").write_text("")
    table = tmp_path / "subsidies" / "rules" / "model" / "header.py"
    text = table.read_text(encoding="utf-8")
    for before, after in EDITS:
        assert text.count(before) == 1
        text = text.replace(before, after)
    table.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_new_field_is_two_edits(house: Path) -> None:
    plain = {
        "scheme": "CZ-16",
        "on": "2026-06-30",
        "applicant_kind": "enterprise",
        "resident": True,
        "facts": {"interest_paid": "1000", "principal": "100000", "loan_kind": "credit"},
    }
    claims = [plain, plain | {"urgent": True}, plain | {"urgent": "soon"}, plain | {"urgently": True}]
    done = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=house, input=json.dumps(claims), capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)
    wanted = [[], [], ["header_wrong:urgent"], ["unknown_header"]]
    assert [found["single"], found["columns"], found["batch"]] == [wanted] * 3
    assert found["says"] == "“是否加急”填写不正确：只能是“是”或“否”"


def test_the_header_holds_the_fields_in_their_order() -> None:
    names = [row.name for row in FIELDS]
    own = [row.name for row in fields(Header)][: len(names)]
    assert [{"kind": "applicant_kind", "other": "other_policy_amount"}.get(name, name) for name in own] == names
