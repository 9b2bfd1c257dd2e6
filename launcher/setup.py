"""`make setup`: a virtual environment with exactly what the lock file names, made again where it is half-made."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from launcher import index, locks, paths, process, stamps
from launcher.say import Problem, line, step

RUNTIME, DEV, INSTALLER = "requirements.lock", "requirements-dev.lock", "requirements-uv.txt"
STAMP = paths.VENV / "installed.json"
LOG = paths.VAR / "log" / "setup.log"
NEEDED_BYTES = 2 * 1024**3


def main(*, dev: bool) -> int:
    ensure(dev=dev)
    line("✓ 依赖齐备。" if dev else "✓ 依赖齐备；运行 make run 启动。")
    return 0


def ensure(*, dev: bool) -> None:
    """Install what is missing; returns at once when the stamp says that all is there."""
    process.adopt_orphans()
    with locks.held(paths.VAR / "setup.lock", wait=True):
        if stamps.covers(stamps.read(STAMP), wanted(dev=dev)) and paths.PYTHON.exists():
            return
        _check_disk()
        LOG.parent.mkdir(parents=True, exist_ok=True)
        LOG.write_bytes(b"")
        try:
            _make(dev=dev)
        finally:
            process.end_orphans()


def _make(*, dev: bool) -> None:
    begun = paths.VAR / "setup.begun"  # still there next time: this set-up was cut off
    anew = begun.exists() or not _venv_works()
    begun.touch()
    if anew:
        _make_venv()
    _install(dev=dev)
    stamps.write(STAMP, wanted(dev=dev) | ({RUNTIME: _hash(RUNTIME)} if dev else {}))
    begun.unlink()


def wanted(*, dev: bool) -> dict[str, str]:
    """The stamp of a finished set-up; a moved folder or another Python needs a new environment."""
    lock = DEV if dev else RUNTIME
    return {lock: _hash(lock), "python": platform.python_version(), "folder": str(paths.VENV)}


def _hash(name: str) -> str:
    return stamps.digest([paths.ROOT / name], paths.ROOT)


def _check_disk() -> None:
    free = shutil.disk_usage(paths.ROOT).free
    if free < NEEDED_BYTES:
        raise Problem(f"磁盘只剩 {free // 1024**2} MB，安装需要约 2 GB (disk nearly full)。", "腾出空间，再运行一次")


def _venv_works() -> bool:
    """Whether .venv runs with this Python's version, has pip, and was made for this folder."""
    probe = "import sys, pip, platform; print(platform.python_version(), sys.prefix, sep='\\n')"
    try:
        done = subprocess.run([paths.PYTHON, "-c", probe], capture_output=True, text=True)
    except OSError:
        return False
    return done.returncode == 0 and done.stdout.split("\n")[:2] == [platform.python_version(), str(paths.VENV)]


def _make_venv() -> None:
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise Problem(
            "这个 Python 没有 venv 模块 (the venv module is missing)。",
            f"apt-get install python{version}-venv（其他系统安装完整的 Python {version}），再运行一次",
        )
    with step("建立 .venv"):
        for _try in range(3):  # what a killed set-up left running may still be writing there
            shutil.rmtree(paths.VENV, ignore_errors=True)
            if not paths.VENV.exists():
                break
            time.sleep(1)
        _logged([sys.executable, "-m", "venv", "--clear", paths.VENV], "建立 .venv")


def _install(*, dev: bool) -> None:
    lock = paths.ROOT / (DEV if dev else RUNTIME)
    env = index.environment()
    with step("安装安装器 uv"):
        pip: paths.Command = [
            paths.PYTHON,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
        ]
        _logged([*pip, "-r", paths.ROOT / INSTALLER], "安装 uv", env)
    with step(f"安装依赖（{lock.name}）"):
        uv: paths.Command = [paths.UV, "pip", "install", "--python", paths.PYTHON, "--require-hashes", "-r", lock]
        _logged(uv, "安装依赖", env)


def _logged(command: Sequence[str | Path], what: str, env: dict[str, str] | None = None) -> None:
    with LOG.open("ab") as log:
        done = subprocess.run(
            [str(part) for part in command],
            stdout=log,
            stderr=log,
            env=env,
            cwd=paths.ROOT,
            preexec_fn=process.die_with_parent(signal.SIGKILL),
        )
    if done.returncode:
        raise index.failure(what, LOG.read_text(errors="replace"), LOG)
