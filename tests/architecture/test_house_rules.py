"""Rules of the house that a machine can check by reading the source."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "core",
    "accounts",
    "enterprises",
    "parks",
    "talent",
    "funds",
    "subsidies",
    "matching",
    "indicators",
    "jinchuanggu",
)
SOURCES = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PORTAL_TEMPLATES = [path for path in TEMPLATES if not {"admin", "documents"} & set(path.relative_to(ROOT).parts)]


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


def imported(tree: ast.Module) -> set[str]:
    """Modules that a source imports anywhere, top level or not."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", named(SOURCES))
def test_no_signals(path: Path) -> None:
    assert not any(name.startswith("django.db.models.signals") for name in imported(ast.parse(path.read_text())))


@pytest.mark.parametrize(
    "path",
    named(
        [
            path
            for path in SOURCES
            if {"views", "api"} & set(path.relative_to(ROOT).parts) or path.name in ("views.py", "api.py")
        ]
    ),
)
def test_views_fetch_through_the_gate(path: Path) -> None:
    assert "objects.all()" not in path.read_text()


@pytest.mark.parametrize(
    "path", named([path for path in SOURCES if {"rules", "policies"} & set(path.relative_to(ROOT).parts)])
)
def test_the_engine_knows_of_other_wings_only_how_texts_are_read_and_who_applies(path: Path) -> None:
    names = {name for name in imported(ast.parse(path.read_text())) if name.split(".")[0] in ("django", *APPS)}
    known = ("subsidies.", "core.texts.", "enterprises.values.")
    assert [name for name in sorted(names) if not name.startswith(known)] in ([], ["subsidies"])


@pytest.mark.parametrize("path", named([path for path in SOURCES if {"rules"} & set(path.relative_to(ROOT).parts)]))
def test_no_binary_floating_point_in_the_engine(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        assert not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float))


@pytest.mark.parametrize("path", named(PORTAL_TEMPLATES))
def test_no_inline_script_or_style_in_the_portal(path: Path) -> None:
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", text)


@pytest.mark.parametrize("path", named(TEMPLATES))
def test_no_template_marks_text_as_safe(path: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape off", path.read_text())


def test_nothing_refers_to_what_a_user_does_not_have() -> None:
    wanted = "../" + "shared"
    found = subprocess.run(["git", "grep", "-nIF", wanted], cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.stdout == ""
