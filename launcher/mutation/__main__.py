"""`python -m launcher.mutation [files or folders] [--anew | --again]`, inside `make mutate`, its servers around it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence

from cosmic_ray.work_db import WorkDB

from launcher import paths, stamps
from launcher.mutation import LIVED_BEFORE, MODULES, carrying, guards, mutants, telling
from launcher.mutation.guards import GuardedModules
from launcher.mutation.separately import QUIET
from launcher.say import Problem, line, problem

ANEW, AGAIN = "--anew", "--again"


def main(args: Sequence[str]) -> int:
    asked = [arg for arg in args if not arg.startswith("--")]
    chosen = guards.chosen_guards([arg.removeprefix("./") for arg in asked])
    guards.SESSIONS.mkdir(parents=True, exist_ok=True)
    for guard in chosen:
        waiting = [module for module in guard.modules if prepare(guard, module, args)]
        if waiting:
            line(f"· {'、'.join(waiting)}")
            run(guard, waiting, again=AGAIN in args)
            line("")
    return telling.tell([module for guard in chosen for module in guard.modules])


def prepare(guard: GuardedModules, module: str, args: Sequence[str]) -> int:
    """How many mutants of the module still have to be tried: all of them when it or its tests have changed."""
    session = guards.session_of(module)
    stamp, wanted = session.with_suffix(".json"), guards.stamp_of(guard, module)
    kept = stamps.read(stamp) if session.exists() and ANEW not in args else {}
    again = AGAIN in args and kept.get("module") == wanted["module"]
    db = WorkDB(session, WorkDB.Mode.create)
    try:
        if not again and not stamps.covers(kept, wanted):
            known = carrying.results_of(db, module) if AGAIN in args else {}
            stamp.unlink(missing_ok=True)
            mutants.begin(db, module)
            carrying.carry(db, module, known)
            stamps.write(stamp, wanted)
        return len(mutants.waiting(db, again=again))
    finally:
        db.close()


def run(guard: GuardedModules, modules: Sequence[str], *, again: bool) -> None:
    """The tests of the row, warm, against every mutant that waits."""
    env = os.environ | {MODULES: json.dumps(modules), LIVED_BEFORE: "1" if again else ""}
    command = [sys.executable, "-m", "pytest", "-p", "launcher.mutation.warming", *QUIET, "-s", *guard.tests]
    told_in = guards.session_of(modules[0]).with_suffix(".log")
    with told_in.open("w") as log:
        done = subprocess.run(command, env=env, cwd=paths.ROOT, stdout=log)
    if done.returncode:
        told = told_in.read_text(errors="replace")
        raise Problem(f"变异测试没有做完：\n{told[-3000:]}", "看上面的原因；再运行一次会接着做")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as trouble:
        problem(trouble)
        sys.exit(1)
