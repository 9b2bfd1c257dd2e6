"""Codes in the trail, words on the page: nothing is written that nobody can read, and no label is ever stored."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import transaction

import core
from accounts.actor import SYSTEM
from accounts.models import City
from core import audit
from core.models import AuditEntry
from core.telling import detail_words, kind_words, model_of, state_words, words_of_action
from subsidies.claims.models import Claim
from subsidies.claims.states import CLAIM

ROOT = Path(core.__file__).parents[1]
WINGS = (
    "core", "accounts", "enterprises", "talent", "parks", "funds", "subsidies", "matching", "indicators", "jinchuanggu",
)  # fmt: skip
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("kind", "detail", "words"),
    [
        ("claim", {"amount_fen": 6000000, "sha256": "68ab"}, "金额：¥60,000.00；内容摘要：68ab"),
        ("claim", {"files": [{"name": "合同.pdf"}, {"name": "回单.pdf"}]}, "材料：合同.pdf、回单.pdf"),
        ("claim", {"files": []}, "材料：无"),
        ("applicant", {"changes": [{"field": "address", "was": "", "is": "太行西街"}]}, "地址：空 → 太行西街"),
        (
            "applicant",
            {"changes": [{"field": "paid_in_capital_fen", "was": "", "is": "6000000"}]},
            "实缴资本：空 → ¥60,000.00",
        ),
        ("yearly_facts", {"before": [None, 46], "after": [100, 58]}, "原为：空、46；现为：100、58"),
        (
            "applicant",
            {"record": "甲公司", "changes": [{"field": "is_sci_tech", "was": False, "is": True}]},
            "记录：甲公司；科技型企业：否 → 是",
        ),
        ("tenancy", {"changes": [{"field": "ends_on", "is": "2026-12-31"}]}, "到期日：2026-12-31"),
        ("gone_model", {"account": "changzhi-reviewer"}, "账号：changzhi-reviewer"),
        ("gone_model", {"changes": [{"field": "gone", "is": 7}]}, "gone：7"),
    ],
)
def test_details_are_told_in_the_words_of_the_office(kind: str, detail: dict[str, object], words: str) -> None:
    assert detail_words(detail, kind) == words


def test_a_step_is_told_to_each_side_in_its_own_words() -> None:
    for row in CLAIM.transitions:
        told = words_of_action(row.name)
        assert (told.office, told.applicant) == (row.label_office, row.label_applicant)
    assert (words_of_action("start").office, words_of_action("start").applicant) == ("新建草稿", "开始填写")
    assert words_of_action("gone").office == "gone"


def test_kinds_and_states_are_told_by_their_own_models() -> None:
    assert (kind_words("claim"), state_words("claim", "accepted")) == ("申报", "审核中")
    assert (state_words("edition", "released"), state_words("city", "whatever")) == ("已发布", "whatever")
    assert (kind_words("gone"), state_words("gone", "old")) == ("gone", "old")


def test_every_record_of_the_admin_has_a_kind_of_its_own() -> None:
    kinds = [model.trail_kind for model in apps.get_models() if hasattr(model, "trail_kind")]
    assert len(set(kinds)) == len(kinds) and all(re.fullmatch(r"[a-z_]+", kind) for kind in kinds)
    assert {kind for kind in kinds if not CHINESE.search(kind_words(kind))} == set()
    # Its history is shown under this kind, whether the admin writes it or not.
    assert {model.__name__ for model in admin.site._registry if not hasattr(model, "trail_kind")} == set()
    assert model_of("claim") is Claim and model_of("gone") is None


@pytest.mark.django_db
def test_an_action_without_words_is_not_written(changzhi: City) -> None:
    with transaction.atomic(), pytest.raises(LookupError, match="unheard_of"):
        audit.record(by=SYSTEM, action="unheard_of", subject=changzhi)


@pytest.mark.parametrize("code", ["受理", "Accept", "accept it", "claims.accept", ""])
def test_a_label_is_no_code(code: str) -> None:
    with pytest.raises(ValueError, match="English code"):
        audit.action(code, "受理")


def test_a_code_has_one_meaning_in_the_house() -> None:
    assert audit.action("accept", "受理", "受理") == "accept"
    with pytest.raises(ValueError, match="declared with other words"):
        audit.action("accept", "采纳")


@pytest.mark.django_db
def test_an_entry_says_what_was_done_in_words_and_stores_the_code(changzhi: City) -> None:
    with transaction.atomic():
        audit.record(by=SYSTEM, action="change_password", subject=changzhi)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject_type, entry.what) == ("change_password", "city", "修改密码")
    assert str(entry).endswith("系统 修改密码")


def test_every_declared_action_is_known_to_every_process() -> None:
    """A page shows entries of verbs that this process never called: their words are there from the start."""
    modules = sorted(".".join(path.relative_to(ROOT).with_suffix("").parts) for path in _files("audit.action("))
    assert len(modules) > 10
    program = (
        "import sys, django; django.setup()\nimport jinchuanggu.urls\n"
        f"print(*(name for name in {modules!r} if name not in sys.modules), sep='\\n')"
    )
    found = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.split() == []


def test_no_detail_of_the_trail_has_a_chinese_key() -> None:
    found = {(path.name, key) for path in _files("audit.record", "self.note(") for key in _keys(path)}
    assert {row for row in found if CHINESE.search(row[1])} == set()


def _files(*texts: str) -> list[Path]:
    paths = (path for wing in WINGS for path in (ROOT / wing).rglob("*.py"))
    return [path for path in paths if any(text in path.read_text() for text in texts)]


def _keys(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        for key in node.keys if isinstance(node, ast.Dict) else ():
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.value
