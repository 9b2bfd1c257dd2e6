"""`python -m launcher.house`: 0 when the house keeps its rules, but for known breaches; `--list` prints them all."""

from __future__ import annotations

import sys
from pathlib import Path

from launcher.house import found, judged, known


def main() -> int:
    now = found(Path(__file__).parents[2])
    if "--list" in sys.argv:
        print("\n".join(now))
        return 0
    trouble = judged(now, known())
    if trouble:
        print(trouble)
    return int(bool(trouble))


sys.exit(main())
