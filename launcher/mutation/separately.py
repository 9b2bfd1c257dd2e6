"""A mutant in a process of its own, that imports it in place of the module: slow, but nothing is left out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence

from launcher import paths, process
from launcher.mutation import MODULE, SOURCE, guards
from launcher.mutation.forking import Ended, limit, patience
from launcher.mutation.mutants import Mutant
from launcher.mutation.swapping import Living
from launcher.say import Problem

START = 60  # seconds of the processor within which pytest has loaded everything
QUIET = ("-q", "-x", "--tb=line", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist")
PASSED = 0


class Separately:
    """Tries mutants of one module with the tests of its row: those that touch it first, as they stand in `tests`."""

    def __init__(self, living: Living, tests: Sequence[str], seconds: float) -> None:
        self.living, self.tests, self.seconds = living, tests, seconds
        self.sound = False

    def run(self, mutant: Mutant) -> tuple[Ended, str]:
        if not self.sound:
            self._try_without_fault()
        return self._run(mutant.source)

    def _try_without_fault(self) -> None:
        ended, told = self._run(self.living.path.read_text())
        if ended is not Ended.LIVED:
            raise Problem(f"{self.living.path} 没有故障时，单独的进程里测试就不通过。\n{told[-3000:]}", "先让它们通过")
        self.sound = True

    def _run(self, source: str) -> tuple[Ended, str]:
        kept = guards.SESSIONS / f"{self.living.name}.mutant.txt"
        kept.write_text(source)
        listed = guards.SESSIONS / f"{self.living.name}.tests.txt"
        listed.write_text("\n".join(self.tests))
        env = os.environ | {MODULE: self.living.name, SOURCE: str(kept)}
        child = self._started(f"@{listed}", env)
        try:
            told, _ = child.communicate(timeout=patience(START + self.seconds))
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
            return Ended.TIMED_OUT, ""
        if child.returncode == -signal.SIGXCPU:
            return Ended.TIMED_OUT, told
        return (Ended.LIVED if child.returncode == PASSED else Ended.KILLED), told

    def _started(self, tests: str, env: Mapping[str, str]) -> subprocess.Popen[str]:
        die = process.die_with_parent(signal.SIGKILL)

        def prepare() -> None:
            die()
            limit(self.seconds, START)

        return subprocess.Popen(
            [sys.executable, "-m", "pytest", "-p", "launcher.mutation.importing", *QUIET, tests],
            env=env,
            cwd=paths.ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=prepare,
        )
