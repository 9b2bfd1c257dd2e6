"""The policy documents as data, read and checked once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from subsidies.engine.loading import load_library
from subsidies.engine.schema import Library

FOLDER = Path(__file__).parent
ORDER = ("jincheng-2024-39.yaml", "changzhi-2024-15.yaml", "luliang-2024-24.yaml")


def policy_texts() -> dict[str, str]:
    """File name to YAML text: the three documents in their order, then any further ones by name."""
    files = sorted(path.name for path in FOLDER.glob("*.yaml"))
    ordered = [*ORDER, *(name for name in files if name not in ORDER)]
    return {name: (FOLDER / name).read_text(encoding="utf-8") for name in ordered}


@cache
def library() -> Library:
    """All policies and schemes. Raises PolicyError when a file is wrong; the sentence names file, line and scheme."""
    return load_library(policy_texts())
