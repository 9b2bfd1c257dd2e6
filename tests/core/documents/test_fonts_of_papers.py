"""What is looked up before a paper is laid out is what lays it out."""

import json
import subprocess
import sys
from typing import Any

import pytest
from pypdf import PdfReader

from core.documents.lettering import FONTS, RARE
from core.documents.rendering import render_pdf
from tests.core.documents.papers import notice, printed, text_of

LOADED = """
import json
from core.documents.assets import ASSETS
print(json.dumps({name: str(path) for name, (path, kind) in ASSETS.items() if kind == "font/otf"}))
"""


def test_the_fonts_in_which_characters_are_looked_up_are_those_that_papers_load() -> None:
    """In a process of its own: nobody but the child loads WeasyPrint."""
    told = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout
    assert json.loads(told) == {f"asset:{name}": str(path()) for name, path in (FONTS | RARE).items()}


def test_a_rare_character_of_a_name_is_drawn_by_a_font_that_only_such_a_paper_loads() -> None:
    name = "长治市𠮷兴科技有限公司"
    common, rare = (printed(applicant=notice()["applicant"] | {"name": text}) for text in ("长治市吉兴公司", name))
    assert name in text_of(rare)
    assert {row.rpartition("+")[2] for row in fonts_of(rare)} >= {"Paper", "Paper-Bold", "Rare-JP"}
    assert {row.rpartition("+")[2] for row in fonts_of(common)} == {"Paper", "Paper-Bold"}


def fonts_of(pdf: PdfReader) -> set[str]:
    return {str(font["/BaseFont"]) for page in pdf.pages for font in map(_object, page["/Resources"]["/Font"].values())}


def _object(found: Any) -> Any:
    return found.get_object()


def test_a_paper_that_could_not_load_them_is_an_error_and_no_paper_of_boxes() -> None:
    with pytest.raises(ValueError, match="rare characters"):
        render_pdf("<p>𠮷兴</p>")
