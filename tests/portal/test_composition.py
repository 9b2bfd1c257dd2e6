"""Pages are put together from components, and from sheets in which no rule is left over."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
SHEETS = sorted((ROOT / "static_src").glob("*.css"))
SOURCES = [
    path
    for path in sorted(ROOT.glob("*/**/*.py"))
    if path.relative_to(ROOT).parts[0] not in ("tests", "benchmarks", ".venv", "var")
]
PROGRAMS = "".join(path.read_text() for path in SOURCES)
SCRIPTS = "".join(path.read_text() for path in (ROOT / "static_src").glob("*.js"))
PAGES = {path: path.read_text() for path in TEMPLATES}
ATTRIBUTE = re.compile(r'class(?:="|": ")([^"]*)"|{% block page_class %}([^{]*){%')
CLASSES = " ".join(whole or block for whole, block in ATTRIBUTE.findall("".join(PAGES.values()) + PROGRAMS)) + SCRIPTS
INCLUDED = re.compile(r'{% include "components/([a-z_]+)\.html"(?: with (.*?))? ?(?:only )?%}')
# The admin's theme draws yes and no, what is only read, its lists and the boxes that scroll with them.
OF_THE_THEME = {
    "rounded-full", "readonly", "change-list", "action-checkbox", "action-checkbox-column", "simplebar-wrapper",
    "simplebar-mask", "simplebar-offset", "simplebar-content-wrapper", "simplebar-placeholder", "simplebar-track",
}  # fmt: skip


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=path.name) for path in paths]


def opening(component: Path) -> str:
    """What a component says of itself before anything else."""
    found = re.match(r"{% comment %}(.*?){% endcomment %}", component.read_text(), re.DOTALL)
    return found[1] if found else ""


def given(component: Path) -> set[str]:
    """The options with which it is included anywhere."""
    calls = (call for text in PAGES.values() for call in INCLUDED.finditer(text))
    return {
        name for call in calls if call[1] == component.stem for name in re.findall(r"(?:^|\s)(\w+)=", call[2] or "")
    }


@pytest.mark.parametrize("component", named(COMPONENTS))
def test_a_component_is_used(component: Path) -> None:
    here = f"components/{component.name}"
    assert here in PROGRAMS or any(here in text for path, text in PAGES.items() if path != component)


@pytest.mark.parametrize("component", named(COMPONENTS))
def test_a_component_states_its_options(component: Path) -> None:
    stated = opening(component).partition("Options:")[2]
    assert stated
    assert given(component) <= set(re.findall(r"\w+", stated))


def classes(sheet: str) -> set[str]:
    """The classes that the selectors of a sheet name."""
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return {
        name for selector in re.findall(r"([^{}]+){", bare) for name in re.findall(r"\.\\?!?([a-z][\w-]*)", selector)
    }


def used(name: str) -> bool:
    """Whether a page can have the class: written out, put together from a state, or after a column of a list."""
    whole = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", CLASSES)
    column = re.fullmatch(r"(?:field|column)-(\w+)", name)
    return bool(
        whole
        or any(f"{name[: dash.end()]}{{{{" in CLASSES for dash in re.finditer("-", name))
        or (column and f'"{column[1]}"' in PROGRAMS)
    )


@pytest.mark.parametrize("sheet", named(SHEETS))
def test_every_class_of_a_sheet_is_on_some_page(sheet: Path) -> None:
    assert [name for name in sorted(classes(sheet.read_text()) - OF_THE_THEME) if not used(name)] == []


CELL = re.compile(r"<td [^>]*data-label=[^>]*>(.*?)</td>", re.DOTALL)


@pytest.mark.parametrize("page", named(TEMPLATES))
def test_a_cell_of_several_lines_is_one_piece_where_the_table_stacks(page: Path) -> None:
    cells = [cell.strip() for cell in CELL.findall(PAGES[page]) if "<br>" in cell]
    assert not [cell for cell in cells if not cell.startswith(("<div>", "<span>"))]
