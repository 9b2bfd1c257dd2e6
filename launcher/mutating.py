"""`make mutate`: faults are put into the code one by one, with servers of its own around the tests that must notice."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence

from launcher import libraries, paths, setup, with_services


def main(args: Sequence[str]) -> int:
    """0 when at least 95 % were noticed and every other one is explained."""
    setup.ensure(dev=True)
    libraries.ensure()
    chosen = [*args, *shlex.split(os.environ.get("ARGS", ""))]
    with with_services.throw_away() as env:
        env |= {"DJANGO_ALLOW_ASYNC_UNSAFE": "1", "PYTHONWARNINGS": "default"}
        return with_services.foreground([paths.PYTHON, "-m", "launcher.mutation", *chosen], env)
