"""A pytest plugin (`-p launcher.mutation.warming`): tests are collected once, then a fork of this process tries each
mutant. What cannot be exchanged in a fork, and what lived there unexplained, is tried in a process of its own.
"""

from __future__ import annotations

import gc
import json
import os
from collections import Counter
from collections.abc import Sequence

import pytest
from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult

from launcher.mutation import LIVED_BEFORE, MODULES, databases, examples, forking, guards, recording
from launcher.mutation.explanations import explained
from launcher.mutation.forking import Ended
from launcher.mutation.mutants import Mutant, mutant_of, waiting
from launcher.mutation.recording import Reached
from launcher.mutation.separately import Separately
from launcher.mutation.swapping import Functions, Living, NeedsOwnProcess

watching = recording.begin(json.loads(os.environ.get(MODULES, "[]")))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(databases, "kept-database")


def pytest_sessionstart() -> None:
    examples.settle()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    if session.testsfailed:
        raise session.Interrupted("the tests cannot be collected")
    with databases.made_once(session.items):
        modules = json.loads(os.environ[MODULES])
        living = [Living(module) for module in modules]
        reached = recording.record(watching, session.items, [one.path for one in living])
        warm(session.items, reached, living)
        gc.freeze()  # a collection in a fork would copy every page of memory
        for module, one in zip(modules, living, strict=True):
            MutantTrial(session.items, reached, one, module).run()
    return True


def warm(items: Sequence[pytest.Item], reached: Reached, living: Sequence[Living]) -> None:
    """Run here the test that runs most of the modules, so that what it loads and keeps is not loaded anew in each fork.
    No connection stays open.
    """
    ran: Counter[str] = Counter()
    for one in living:
        ran.update({test: len(lines) for test, lines in reached.lines.get(str(one.path), {}).items()})
    most = max(items, key=lambda item: ran[item.nodeid])
    with databases.closed_afterwards(most):
        forking.failures_of(most, None)


class MutantTrial:
    """All mutants of one module that have no result yet."""

    def __init__(self, items: list[pytest.Item], reached: Reached, living: Living, module: str) -> None:
        self.items, self.reached, self.living, self.module = items, reached, living, module
        touching = reached.touching(living.path)
        tests = [*touching, *(item.nodeid for item in items if item.nodeid not in touching)]
        self.separately = Separately(living, tests, reached.seconds(tests))
        self.explained = explained()
        self.noticed: Counter[str] = Counter()

    def run(self) -> None:
        db = WorkDB(guards.session_of(self.module), WorkDB.Mode.open)
        try:
            for item in waiting(db, again=bool(os.environ.get(LIVED_BEFORE))):
                mutant = mutant_of(item)
                ended, told = self.try_out(mutant)
                db.set_result(item.job_id, result_of(mutant, ended, told))
                _show(mutant, ended)
        finally:
            db.close()

    def try_out(self, mutant: Mutant) -> tuple[Ended, str]:
        """In a fork: with the tests that reach it, then with all others of the row. In a process of its own where the
        fork could not show it: where it changes what is done while modules are imported.
        """
        try:
            functions = self.living.exchanges(mutant.source)
        except SyntaxError:
            return Ended.KILLED, "no Python"
        except NeedsOwnProcess:
            return self.separately.run(mutant)
        reaching = self.reached.through(self.living.path, mutant.line)
        ended, told = self.fork(functions, reaching)
        if ended is not Ended.LIVED or mutant.key in self.explained:
            return ended, told
        if self.reached.while_importing(self.living.path, mutant.line):
            return self.separately.run(mutant)
        return self.fork(functions, {item.nodeid for item in self.items} - reaching)

    def fork(self, functions: Functions, tests: set[str]) -> tuple[Ended, str]:
        """The tests first that noticed most so far, then the quickest."""
        chosen = [item for item in self.items if item.nodeid in tests]
        chosen.sort(key=lambda item: (-self.noticed[item.nodeid], self.reached.durations[item.nodeid]))
        ended, told = forking.run(chosen, functions, self.living, self.reached.seconds(tests))
        self.noticed[forking.noticed_by(told)] += ended is Ended.KILLED
        return ended, told


def result_of(mutant: Mutant, ended: Ended, told: str) -> WorkResult:
    """In cosmic-ray's words; a mutant that never ends is killed."""
    outcome = TestOutcome.SURVIVED if ended is Ended.LIVED else TestOutcome.KILLED
    worker = WorkerOutcome.ABNORMAL if ended is Ended.TIMED_OUT else WorkerOutcome.NORMAL
    diff = f"- {mutant.was}\n+ {mutant.becomes}"
    return WorkResult(worker_outcome=worker, output=told[-4000:], test_outcome=outcome, diff=diff)


def _show(mutant: Mutant, ended: Ended) -> None:
    """One sign for each, on the terminal's side of pytest; those that live in full."""
    sign = {Ended.KILLED: ".", Ended.TIMED_OUT: "t"}.get(ended)
    text = sign or f"\n  {mutant.module}:{mutant.line} {mutant.was!r} → {mutant.becomes!r}\n"
    os.write(2, text.encode())
