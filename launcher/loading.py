"""Tables, reference data and the demo: loaded when something they are made from has changed, else left alone."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping

from launcher import paths, process, stamps
from launcher.say import Problem, step

STAMP = paths.VAR / "loaded.json"
LOG = paths.VAR / "log" / "loading.log"
SOURCES = (
    "requirements.lock",
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "*/management/commands/*.py",
    "*/loading/**/*.py",
    "accounts/cities/*.py",
    "fixtures/**/*",
    "subsidies/policies/**/*",
)


def ensure(env: Mapping[str, str], *, ours: bool) -> None:
    """migrate, load_reference, load_demo (not with DEMO=0). On a database that is not ours nothing is taken as done."""
    wanted = {"sources": _sources(), "cluster": _cluster(), "demo": _demo()}
    if ours and stamps.covers(stamps.read(STAMP), wanted):
        return
    STAMP.unlink(missing_ok=True)
    LOG.parent.mkdir(parents=True, exist_ok=True)
    LOG.write_bytes(b"")
    with step("建表与迁移 (migrate)"):
        _manage("migrate", env)
    with step("载入行政区划、晋创谷、指标与政策 (load_reference)"):
        _manage("load_reference", env)
    if _demo() == "1":
        with step("载入演示数据 (load_demo)"):
            _manage("load_demo", env)
    if ours:
        stamps.write(STAMP, wanted)


def _demo() -> str:
    return "0" if os.environ.get("DEMO", "1").lower() in ("0", "no", "false") else "1"


def _sources() -> str:
    found = {path for pattern in SOURCES for path in paths.ROOT.glob(pattern)}
    return stamps.digest([path for path in found if path.is_file() and path.suffix != ".pyc"], paths.ROOT)


def _cluster() -> str:
    """Which cluster the stamp speaks of: one made anew is empty again."""
    version = paths.VAR / "pg" / "PG_VERSION"
    return f"{version.stat().st_ino}-{version.stat().st_mtime_ns}" if version.exists() else ""


def _manage(command: str, env: Mapping[str, str]) -> None:
    with LOG.open("ab") as log:
        done = subprocess.run(manage(command), stdout=log, stderr=log, env=dict(env), cwd=paths.ROOT)
    if done.returncode:
        raise Problem(
            f"manage.py {command} 失败（{done.returncode}）。\n{process.tail(LOG)}",
            f"看上面的原因，再运行一次；不要旧数据就 make reset。完整输出：{LOG}",
        )


def manage(command: str) -> paths.Command:
    return [paths.PYTHON, "manage.py", command]
