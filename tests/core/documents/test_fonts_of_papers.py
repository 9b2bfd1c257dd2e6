"""What is looked up before a paper is laid out is what lays it out."""

import json
import subprocess
import sys

from core.documents.lettering import FONTS

LOADED = """
import json
from core.documents.assets import ASSETS
print(json.dumps({name: str(path) for name, (path, kind) in ASSETS.items() if kind == "font/otf"}))
"""


def test_the_fonts_in_which_characters_are_looked_up_are_those_that_papers_load() -> None:
    """In a process of its own: nobody but the child loads WeasyPrint."""
    told = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout
    assert json.loads(told) == {f"asset:{name}": str(path()) for name, path in FONTS.items()}
