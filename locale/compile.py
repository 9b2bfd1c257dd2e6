"""Compile the catalogue of the admin's words: `.venv/bin/python locale/compile.py` writes every .mo beside its .po.

The theme and the import pages bring English words along; what stands here takes their place. No gettext is needed.
"""

from pathlib import Path

import polib


def compile_all(folder: Path) -> list[Path]:
    """Write the .mo of every .po below `folder`; returns what was written."""
    written = []
    for source in sorted(folder.rglob("*.po")):
        target = source.with_suffix(".mo")
        polib.pofile(str(source)).save_as_mofile(str(target))
        written.append(target)
    return written


if __name__ == "__main__":
    compile_all(Path(__file__).parent)
