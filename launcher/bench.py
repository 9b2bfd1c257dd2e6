"""`make bench`: `python -m benchmarks` with throw-away servers, in the development environment."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence

from launcher import paths, setup, with_services
from launcher.say import Problem


def main(args: Sequence[str]) -> int:
    if not (paths.ROOT / "benchmarks" / "__main__.py").exists():
        raise Problem("没有 benchmarks/__main__.py，无从测速。", "测速程序放在 benchmarks/ 里")
    setup.ensure(dev=True)
    chosen = [*args, *shlex.split(os.environ.get("ARGS", ""))]
    with with_services.throw_away() as env:
        return with_services.foreground([paths.PYTHON, "-m", "benchmarks", *chosen], env)
