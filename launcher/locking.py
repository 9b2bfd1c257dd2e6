"""`make lock`: hash-pinned lock files from pyproject.toml, without any registry's address."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from launcher import index, paths, setup
from launcher.say import Problem, step

OPTIONS = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-emit-index-url")


def main(*, upgrade: bool) -> int:
    """Rewrite both lock files; versions stay as they are unless `upgrade`."""
    setup.ensure(dev=False)
    more = ("--upgrade",) if upgrade else ()
    _compile(setup.RUNTIME, more)
    _compile(setup.DEV, (*more, "--group", "dev", "--constraint", setup.RUNTIME))
    return 0


def _compile(lock: str, more: Sequence[str]) -> None:
    command = [str(paths.UV), "pip", "compile", "--quiet", *OPTIONS, *more, "pyproject.toml", "-o", lock]
    with step(lock):
        done = subprocess.run(command, cwd=paths.ROOT, env=index.environment(), capture_output=True, text=True)
        if done.returncode:
            reason = done.stderr.strip()
            raise Problem(f"{lock} 没有写成。\n    {reason}", "看上面的原因，多半是版本互不相容或没有网络")
