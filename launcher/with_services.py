"""`python3 -m launcher services -- COMMAND`: a command with a throw-away PostgreSQL and Valkey around it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from launcher import environment, paths, process, services, setup
from launcher.say import Problem

TEST = paths.VAR / "test"


def main(args: Sequence[str]) -> int:
    command = list(args[1:] if args[:1] == ["--"] else args)
    if not command:
        raise Problem("没有说要运行什么命令。", "python3 -m launcher services -- .venv/bin/python manage.py migrate")
    setup.ensure(dev=False)
    with throw_away() as env:
        return foreground(command, env)


@contextmanager
def throw_away() -> Iterator[dict[str, str]]:
    """The application's environment with servers whose data is gone afterwards."""
    process.adopt_orphans()
    TEST.mkdir(parents=True, exist_ok=True)
    _remove_leftovers()
    folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=TEST))
    folder.chmod(0o711)  # the database server may run as somebody else
    try:
        with services.running(folder, throw_away=True) as urls:
            env = environment.application(urls) | {"DATA_DIR": str(folder)}
            yield env
    finally:
        process.end_orphans()
        shutil.rmtree(folder, ignore_errors=True)


def _remove_leftovers() -> None:
    """Folders of launchers that were killed: their name begins with the process number."""
    for entry in TEST.iterdir():
        pid = entry.name.partition("-")[0]
        if pid.isdecimal() and not process.is_running(int(pid), "python"):
            shutil.rmtree(entry, ignore_errors=True)


def foreground(command: Sequence[str | Path], env: Mapping[str, str]) -> int:
    """Run in the terminal; Ctrl-C reaches the command itself, SIGTERM is passed on; its exit status."""
    die = process.die_with_parent(signal.SIGTERM)
    child = subprocess.Popen([str(part) for part in command], env=dict(env), cwd=paths.ROOT, preexec_fn=die)
    try:
        return child.wait()
    except KeyboardInterrupt:
        process.stop_gently(child)
        raise
